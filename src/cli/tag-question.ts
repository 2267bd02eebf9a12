import { TouchstoneError } from '../core/data';
import { clusterAsText, type ClusterName } from '../core/judging/cluster-naming';
import { ARENA_HARD_CRITERIA, type CriteriaTag, type Criterion } from '../core/judging/criteria';
import type { NamedTags } from '../core/judging/name-list-task';
import type { TagQuestion } from '../core/judging/run-spec';
import type { Category } from '../core/labels/category';
import { PAPER_CATEGORIES } from '../core/labels/category-presets';
import { FLAGS_FIELD, OCCUPATIONS_FIELD } from '../core/labels/imported-tags';
import type { PromptFile } from '../core/prompts/prompt-collector';
import { describedClusters } from './described-clusters';
import { readJsonInput, readTextInput } from './input-file';

export const TAG_TASKS = [
  'criteria',
  'expert',
  'occupations',
  'quality',
  'labels',
  'names',
] as const;
export type TagTaskName = (typeof TAG_TASKS)[number];

/** What the tag command asks, and how it writes what a model says. */
export interface AskedQuestion {
  readonly question: TagQuestion;
  /** What is asked about. */
  readonly subject: 'prompts' | 'clusters';
  /** A tag as a flat row, under the names by which `sample` and an import read it. */
  rowOf(id: string, tag: unknown): object;
}

interface QuestionOptions {
  readonly questions?: string | undefined;
  readonly clusters?: string | undefined;
  readonly category: readonly string[];
}

/**
 * Refuses options that the question has no use for, and misses those it needs.
 * @throws TouchstoneError `usage`
 */
export function checkQuestionOptions(
  task: TagTaskName,
  { questions, clusters, category }: QuestionOptions,
): void {
  const ofClusters = task === 'names';
  if (ofClusters !== (clusters !== undefined))
    throw new TouchstoneError(
      'usage',
      ofClusters
        ? `--what ${task} is asked about clusters: give what "touchstone cluster --json" wrote with --clusters.`
        : `--clusters is for --what names; ${task} is asked about prompts.`,
    );
  if (ofClusters && (questions !== undefined || category.length > 0))
    throw new TouchstoneError(
      'usage',
      `--what ${task} is asked about whole clusters: leave --${questions === undefined ? 'category' : 'questions'} out.`,
    );
}

/** @throws TouchstoneError `usage`, `file-missing`, `no-json`, `cluster-json` */
export async function askedQuestion(
  task: TagTaskName,
  { questions, clusters }: QuestionOptions,
  prompts: PromptFile,
): Promise<AskedQuestion> {
  switch (task) {
    case 'criteria': {
      const criteria = questions ? await readOwn<Criterion>(questions, 'question') : null;
      return criteriaQuestion(criteria ?? ARENA_HARD_CRITERIA);
    }
    case 'labels': {
      const categories = questions ? await readOwn<Category>(questions, 'description') : null;
      const question = { task, categories: categories ?? PAPER_CATEGORIES };
      return { question, subject: 'prompts', rowOf: (id, tag) => ({ id, ...(tag as object) }) };
    }
    case 'names':
      return namesQuestion(clusters!, prompts);
    default:
      return {
        question: { task, ...(questions && { system: readTextInput(questions).trim() }) },
        subject: 'prompts',
        rowOf: (id, tag) => ({ id, ...fieldsOf(task, tag) }),
      };
  }
}

function criteriaQuestion(criteria: readonly Criterion[]): AskedQuestion {
  return {
    question: { task: 'criteria', criteria },
    subject: 'prompts',
    rowOf(id, tag) {
      const { held, reason } = tag as CriteriaTag;
      const names = held.map((index) => criteria[index].name);
      return { id, score: held.length, criteria: names, reason };
    },
  };
}

function namesQuestion(path: string, file: PromptFile): AskedQuestion {
  const clusters = describedClusters(path, file);
  const byId = new Map(clusters.map((cluster) => [`${cluster.id}`, cluster]));
  const items = [...byId].map(([id, cluster]) => ({ id, text: clusterAsText(cluster) }));
  return {
    question: { task: 'names', items },
    subject: 'clusters',
    rowOf(key, tag) {
      const { id, size, keywords } = byId.get(key)!;
      const { name, reason } = tag as ClusterName;
      return { cluster: id, name, size, keywords, reason };
    },
  };
}

function fieldsOf(task: 'expert' | 'occupations' | 'quality', tag: unknown): object {
  if (task === 'expert') return tag as object;
  const { names, reason } = tag as NamedTags;
  return { [task === 'quality' ? FLAGS_FIELD : OCCUPATIONS_FIELD]: names, reason };
}

/** Questions or categories of the user's own. */
async function readOwn<T>(path: string, member: string): Promise<readonly T[]> {
  const own = await readJsonInput(path);
  const isText = (row: Readonly<Record<string, unknown>> | null, name: string) =>
    typeof row?.[name] === 'string';
  if (
    Array.isArray(own) &&
    own.length > 0 &&
    own.every((row) => isText(row, 'name') && isText(row, member))
  )
    return own as T[];
  throw new TouchstoneError(
    'usage',
    `${path} should be a JSON list of objects with "name" and "${member}".`,
  );
}
