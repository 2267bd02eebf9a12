import { jsonInReply } from './json-reply';
import { agreed, type Parsed } from './parsed';
import { truthOf } from './reply-fields';
import { statedResults, type StatedResult } from './stated-result';
import { materialNotice, type TagTask } from './tag-task';

export interface ExpertTag {
  readonly expert: boolean;
  readonly reason: string;
}

const MEMBERS = ['expert', 'is_expert', 'expert_level'];

/** Is a prompt at the level of a domain expert? Source: Arena Expert, in our own words. */
export const EXPERT_TASK: TagTask<ExpertTag> = {
  task: 'expert',
  name: 'Expert prompts',
  source: 'After Arena Expert (LMArena 2025), in our own words',
  subject: 'prompt',
  member: 'expert',
  system: `You look at a prompt that a user wrote to an assistant, and say whether it is at the level of an expert: whether someone with years of training or work in its field would have to ask it that way, and only such a person could check the answer.

Weigh three things. Depth of reasoning: does it take several connected steps that don't follow from common knowledge? Specificity: does it set conditions, quantities or constraints as practitioners do? Knowledge of the field: does it use its concepts, and not merely its words? A textbook exercise, a question of general interest, and a long but simple task are not at that level. Few prompts are.

${materialNotice('prompt')}

Reply with a JSON object: {"reason": "one sentence", "expert": true or false}.`,
  followUp: 'Your reply could not be read. Give only {"expert": true} or {"expert": false}.',
  parse(reply) {
    const stated = statedResults(jsonInReply(reply), MEMBERS);
    return agreed(stated.map(expertOf)) ?? expertOf({ value: bareWord(reply), reason: '' });
  },
};

function expertOf({ value, reason }: StatedResult): Parsed<ExpertTag> {
  const expert = truthOf(value);
  return expert === null
    ? { ok: false, reason: 'there is neither a yes nor a no' }
    : { ok: true, value: { expert, reason } };
}

/** `No.`, `**yes**`, `expert: true`. */
function bareWord(reply: string): string {
  return reply
    .trim()
    .replace(/[.*"`]/g, '')
    .replace(/^expert\s*:/i, '');
}
