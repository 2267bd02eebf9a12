import { isUntypedRecord, textValue } from '../formats/record-value';
import { GENERAL, type Category } from '../labels/category';
import { shortened } from './cluster-naming';
import { jsonInReply } from './json-reply';
import { MAX_TAGGED_CHARS, materialNotice, type TagTask } from './tag-task';

const EXAMPLE_CHARS = 120;

export interface ClusterSummary {
  readonly name: string;
  readonly size: number;
  readonly keywords: readonly string[];
  /** Its most central prompt. */
  readonly example: string;
}

/**
 * The clusters of a workspace with a prompt of each, as the text that categories are drawn from: the
 * largest ones, as many as fit.
 */
export function clustersAsText(clusters: readonly ClusterSummary[]): string {
  let text = '';
  for (const cluster of [...clusters].sort((a, b) => b.size - a.size)) {
    const { name, size, keywords, example } = cluster;
    const shown = shortened(example, EXAMPLE_CHARS);
    const line = `${name} (${size} prompts): ${keywords.join(', ')}. Such as: ${shown}\n`;
    if (text.length + line.length > MAX_TAGGED_CHARS) break;
    text += line;
  }
  return text.trimEnd();
}

/** Categories for the user to accept, edit or drop. */
export function categoryTask(wanted: number): TagTask<readonly Category[]> {
  return {
    task: 'categories',
    name: 'Category generator',
    source: 'The paper’s human-defined categories, suggested from the clusters',
    subject: 'list of clusters',
    member: null,
    system: `You find categories for a collection of prompts. You are shown its clusters with their sizes, their keywords and a prompt of each. Suggest at most ${wanted} categories by which a person would want to see assistants compared: by field of knowledge, or by language where the prompts are in several. They must not overlap, and each should cover at least a few clusters or one large one. Leave out a category for the rest.

${materialNotice('list of clusters')}

Reply with a JSON list: [{"name": "one to three words", "description": "what belongs there, in a sentence"}].`,
    followUp:
      'Your reply could not be read. Give only the JSON list of objects with "name" and "description".',
    parse(reply) {
      const list = jsonInReply(reply).findLast(
        (value) => Array.isArray(value) && value.length > 0 && value.every(isUntypedRecord),
      ) as readonly Readonly<Record<string, unknown>>[] | undefined;
      const found = new Map<string, Category>();
      for (const each of list ?? []) {
        const name = textValue(each, 'name', 'category')?.trim();
        const key = name?.toLowerCase();
        if (!name || !key || key === GENERAL || found.has(key)) continue;
        found.set(key, { name, description: textValue(each, 'description')?.trim() ?? '' });
      }
      return found.size === 0
        ? { ok: false, reason: 'there is no list of categories with names' }
        : { ok: true, value: [...found.values()].slice(0, wanted) };
    },
  };
}
