import { TouchstoneError } from '../core/data';
import { categoryQuestion, type ProposedCategory } from '../core/judging/category-generator';
import { clusterAsText, type ClusterName } from '../core/judging/cluster-naming';
import {
  ARENA_HARD_CRITERIA,
  criteriaProblem,
  type CriteriaTag,
  type Criterion,
} from '../core/judging/criteria';
import type { NamedTags } from '../core/judging/name-list-task';
import type { TagQuestion } from '../core/judging/run-spec';
import type { Category } from '../core/labels/category';
import { PAPER_CATEGORIES } from '../core/labels/category-presets';
import { FLAGS_FIELD, OCCUPATIONS_FIELD, SCORE_OF_FIELD } from '../core/labels/imported-tags';
import { asObject } from '../core/prompts/prompt-column';
import type { PromptFile } from '../core/prompts/prompt-collector';
import { describedClusters, type DescribedCluster } from './described-clusters';
import { openInput, readRecordValues, readTextInput } from './input-file';
import { countOption } from './number-option';
import type { OutputContents } from './output-file';

export const TAG_TASKS = [
  'criteria',
  'expert',
  'occupations',
  'quality',
  'labels',
  'names',
  'categories',
] as const;
export type TagTaskName = (typeof TAG_TASKS)[number];

/** The columns in which the tags of each are written. */
const COLUMNS: Readonly<Record<TagTaskName, readonly string[]>> = {
  criteria: ['score', SCORE_OF_FIELD, 'criteria'],
  expert: ['expert'],
  occupations: [OCCUPATIONS_FIELD],
  quality: [FLAGS_FIELD],
  labels: ['category'],
  names: ['cluster', 'name', 'size', 'keywords'],
  categories: ['name', 'description', 'clusters', 'prompts'],
};
const SHARED_COLUMNS = ['id', 'reason'];
/** Those that are asked about clusters, not about prompts. */
const OF_CLUSTERS: readonly TagTaskName[] = ['names', 'categories'];

/** What the tag command asks, and how it writes what a model says. */
export interface AskedQuestion {
  readonly question: TagQuestion;
  /** What the rows are, as the last line counts them. */
  readonly made: string;
  /** A tag as flat rows, under the names by which `sample` and an import read them. */
  rowsOf(id: string, tag: unknown): readonly object[];
}

interface QuestionOptions {
  readonly questions?: string | undefined;
  readonly clusters?: string | undefined;
  readonly wanted?: string | undefined;
  readonly category: readonly string[];
}

/**
 * Refuses options that the question has no use for, and misses those it needs.
 * @throws TouchstoneError `usage`
 */
export function checkQuestionOptions(
  task: TagTaskName,
  { questions, clusters, wanted, category }: QuestionOptions,
): void {
  const ofClusters = OF_CLUSTERS.includes(task);
  if (ofClusters !== (clusters !== undefined))
    throw new TouchstoneError(
      'usage',
      ofClusters
        ? `--what ${task} is asked about clusters: give what "touchstone cluster --json" wrote with --clusters.`
        : `--clusters is for --what ${OF_CLUSTERS.join(' and ')}; ${task} is asked about prompts.`,
    );
  if (ofClusters && (questions !== undefined || category.length > 0))
    throw new TouchstoneError(
      'usage',
      `--what ${task} is asked about whole clusters: leave --${questions === undefined ? 'category' : 'questions'} out.`,
    );
  if (task !== 'categories' && wanted !== undefined)
    throw new TouchstoneError('usage', '--wanted is for --what categories.');
}

/** @throws TouchstoneError `usage`, `file-missing`, `no-json`, `cluster-json` */
export async function askedQuestion(
  task: TagTaskName,
  { questions, clusters, wanted }: QuestionOptions,
  prompts: PromptFile,
): Promise<AskedQuestion> {
  switch (task) {
    case 'criteria': {
      const criteria = questions ? await readOwn<Criterion>(questions, 'question') : null;
      const problem = criteria && criteriaProblem(criteria);
      if (problem) throw new TouchstoneError('usage', `${questions}: ${problem}`);
      return criteriaQuestion(criteria ?? ARENA_HARD_CRITERIA);
    }
    case 'labels': {
      const categories = questions ? await readOwn<Category>(questions, 'description') : null;
      const question = { task, categories: categories ?? PAPER_CATEGORIES };
      return ofPrompts(question, (tag) => tag as object);
    }
    case 'names':
      return namesQuestion(describedClusters(clusters!, prompts));
    case 'categories': {
      const most = countOption('wanted', wanted) ?? PAPER_CATEGORIES.length;
      return categoriesQuestion(describedClusters(clusters!, prompts), most);
    }
    default: {
      const question = { task, ...(questions && { system: readTextInput(questions).trim() }) };
      return ofPrompts(question, (tag) => fieldsOf(task, tag));
    }
  }
}

/** What stands in an output of the tag command; other columns are not of this question. */
export function tagContents(task: TagTaskName): OutputContents {
  return {
    what: 'rows',
    names: [...COLUMNS[task], ...SHARED_COLUMNS],
    read: async (...file) =>
      (await readRecordValues(...file)).flatMap((row) => Object.keys(asObject(row) ?? {})),
  };
}

function ofPrompts(question: TagQuestion, fields: (tag: unknown) => object): AskedQuestion {
  const rowsOf = (id: string, tag: unknown) => [{ id, ...fields(tag) }];
  return { question, made: 'prompts tagged', rowsOf };
}

function criteriaQuestion(criteria: readonly Criterion[]): AskedQuestion {
  return ofPrompts({ task: 'criteria', criteria }, (tag) => {
    const { held, reason } = tag as CriteriaTag;
    const names = held.map((index) => criteria[index].name);
    return {
      score: held.length,
      [SCORE_OF_FIELD]: criteria.length,
      criteria: names,
      reason,
    };
  });
}

function fieldsOf(task: 'expert' | 'occupations' | 'quality', tag: unknown): object {
  if (task === 'expert') return tag as object;
  const { names, reason } = tag as NamedTags;
  return { [task === 'quality' ? FLAGS_FIELD : OCCUPATIONS_FIELD]: names, reason };
}

function namesQuestion(clusters: readonly DescribedCluster[]): AskedQuestion {
  const byId = new Map(clusters.map((cluster) => [`${cluster.id}`, cluster]));
  const items = [...byId].map(([id, cluster]) => ({
    id,
    text: clusterAsText(cluster),
    central: cluster.central,
  }));
  return {
    question: { task: 'names', items },
    made: 'clusters named',
    rowsOf(key, tag) {
      const { id, size, keywords } = byId.get(key)!;
      const { name, reason } = tag as ClusterName;
      return [{ cluster: id, name, size, keywords, reason }];
    },
  };
}

function categoriesQuestion(clusters: readonly DescribedCluster[], most: number): AskedQuestion {
  const summaries = clusters.map(({ id, name, size, keywords, prompts, central }) => {
    return { id: `${id}`, name, size, keywords, example: prompts[0], central };
  });
  const question = categoryQuestion(summaries, most);
  const sizes = new Map(clusters.map(({ id, size }) => [id, size]));
  return {
    question,
    made: 'categories proposed',
    rowsOf: (_, tag) =>
      (tag as readonly ProposedCategory[]).map(
        ({ name, description, reason, clusters: listed }) => {
          const ids = listed.map((place) => Number(question.clusters[place].id));
          const prompts = ids.reduce((sum, id) => sum + sizes.get(id)!, 0);
          return { name, description, reason, clusters: ids, prompts };
        },
      ),
  };
}

/** Questions or categories of the user's own, as a JSON list or one a line. */
async function readOwn<T>(path: string, member: string): Promise<readonly T[]> {
  const own = await readRecordValues(await openInput(path), path);
  const isText = (row: unknown, name: string) =>
    typeof (row as Readonly<Record<string, unknown>> | null)?.[name] === 'string';
  if (own.length > 0 && own.every((row) => isText(row, 'name') && isText(row, member)))
    return own as T[];
  throw new TouchstoneError(
    'usage',
    `${path} should be a JSON list of objects with "name" and "${member}", or have one a line.`,
  );
}
