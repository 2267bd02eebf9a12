import { isUntypedRecord, textValue, type UntypedRecord } from '../formats/record-value';
import { GENERAL, type Category } from '../labels/category';
import { shortened } from './cluster-naming';
import { jsonInReply } from './json-reply';
import type { KnownCluster } from './known-clusters';
import type { Parsed } from './parsed';
import { reasonOf } from './reply-fields';
import type { TagQuestion } from './run-spec';
import { MAX_TAGGED_CHARS, materialNotice, type TagTask } from './tag-task';

const EXAMPLE_CHARS = 120;
/** The one thing that is asked about. */
export const CLUSTER_LIST = 'clusters';

export interface ClusterSummary extends KnownCluster {
  readonly name: string;
  readonly size: number;
  readonly keywords: readonly string[];
  /** Its most central prompt. */
  readonly example: string;
}

/**
 * The question for categories from the clusters: the largest ones, as many as fit, numbered from 1.
 * @param wanted at most so many categories
 */
export function categoryQuestion(
  clusters: readonly ClusterSummary[],
  wanted: number,
): TagQuestion & { readonly task: 'categories' } {
  const listed: KnownCluster[] = [];
  let text = '';
  for (const cluster of [...clusters].sort((a, b) => b.size - a.size)) {
    const { id, name, size, keywords, example, central } = cluster;
    const contents = `${keywords.join(', ')}. Such as: ${shortened(example, EXAMPLE_CHARS)}`;
    const line = `${listed.length + 1}. ${name} (${size} prompts): ${contents}\n`;
    if (text.length + line.length > MAX_TAGGED_CHARS) break;
    text += line;
    listed.push({ id, central });
  }
  const items = [{ id: CLUSTER_LIST, text: text.trimEnd() }];
  return { task: 'categories', items, clusters: listed, wanted };
}

export interface ProposedCategory extends Category {
  /** Why, in the model's words; may be empty. */
  readonly reason: string;
  /** Positions in the list of clusters of those that belong there, from 0. */
  readonly clusters: readonly number[];
}

/**
 * Categories for the user to accept, edit or drop, each with the clusters that belong there.
 * @param clusters how many were listed
 */
export function categoryTask(
  wanted: number,
  clusters: number,
): TagTask<readonly ProposedCategory[]> {
  return {
    task: 'categories',
    name: 'Category generator',
    source: 'The paper’s human-defined categories, suggested from the clusters',
    subject: 'list of clusters',
    member: null,
    system: `You find categories for a collection of prompts. You are shown its clusters by number, with their names, sizes and keywords and a prompt of each. Suggest at most ${wanted} categories by which a person would want to see assistants compared: by field of knowledge, or by language where the prompts are in several. They must not overlap, and each should cover at least a few clusters or one large one. Leave out a category for the rest. Say which clusters belong to each category, by their numbers; a cluster that fits none belongs to none.

${materialNotice('list of clusters')}

Reply with a JSON list: [{"name": "one to three words", "description": "what belongs there, in a sentence", "reason": "why it is a category of its own, in a sentence", "clusters": [numbers]}].`,
    followUp:
      'Your reply could not be used. Give only the JSON list of objects with "name", "description", "reason" and "clusters", these by their numbers in the list.',
    parse(reply) {
      const list = jsonInReply(reply).values.findLast(
        (value) => Array.isArray(value) && value.length > 0 && value.every(isUntypedRecord),
      ) as readonly UntypedRecord[] | undefined;
      const found = new Map<string, ProposedCategory>();
      for (const each of list ?? []) {
        const name = textValue(each, 'name', 'category')?.trim();
        const key = name?.toLowerCase();
        if (!name || !key || key === GENERAL || found.has(key)) continue;
        const covered = listedClusters(each.clusters, clusters);
        if (!covered.ok) return { ok: false, reason: `“${name}” names ${covered.reason}` };
        const description = textValue(each, 'description')?.trim() ?? '';
        const reason = reasonOf(each);
        found.set(key, { name, description, reason, clusters: covered.value });
      }
      return found.size === 0
        ? { ok: false, reason: 'there is no list of categories with names' }
        : { ok: true, value: [...found.values()].slice(0, wanted) };
    },
  };
}

/** `3`, `"3"`, `"#3"`, `"cluster 3"`, `"3. its name"`. */
const LISTED = /^(?:cluster|group|no\.)?\s*#?(\d+)(?:\s.*|[.:)](?!\d).*)?$/is;

/** Numbers from 1 as positions from 0, each once. */
function listedClusters(value: unknown, count: number): Parsed<readonly number[]> {
  const values: readonly unknown[] = Array.isArray(value) ? value : value == null ? [] : [value];
  const found = new Set<number>();
  for (const each of values) {
    const number = Number(LISTED.exec(String(each).trim())?.[1]);
    if (!(number >= 1 && number <= count)) {
      return { ok: false, reason: `a cluster that is not in the list: ${String(each)}` };
    }
    found.add(number - 1);
  }
  return { ok: true, value: [...found].sort((a, b) => a - b) };
}
