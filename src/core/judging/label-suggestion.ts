import { GENERAL, type Category } from '../labels/category';
import { parseNames } from './name-list-task';
import { materialNotice, type TagTask } from './tag-task';

export interface SuggestedLabel {
  /** One of the categories, or `general`. */
  readonly category: string;
  readonly reason: string;
}

/** A label that a person may accept: one of the user's own categories, or the bucket. */
export function labelTask(categories: readonly Category[]): TagTask<SuggestedLabel> {
  const all = [
    ...categories.filter(({ name }) => name !== GENERAL),
    { name: GENERAL, description: 'Everything that belongs to none of the others.' },
  ];
  const list = all.map(({ name, description }, i) => `${i + 1}. ${name}: ${description}`);
  return {
    task: 'labels',
    name: 'Suggested labels',
    source: 'The paper’s hand-labelled seeds, suggested by a model for a person to accept',
    subject: 'prompt',
    member: 'category',
    system: `You sort prompts that users wrote to an assistant into categories. Say to which one this prompt belongs:

${list.join('\n')}

${materialNotice('prompt')}

Reply with a JSON object: {"reason": "one sentence", "category": "its name"}.`,
    followUp: 'Your reply could not be read. Give only {"category": "the name of one category"}.',
    parse(reply) {
      const parsed = parseNames(reply, 'category', all, 'number');
      if (!parsed.ok) return parsed;
      const { names: picked, reason } = parsed.value;
      return picked.length === 1
        ? { ok: true, value: { category: picked[0], reason } }
        : { ok: false, reason: 'it names no category, or more than one' };
    },
  };
}
