import { parseNames, type NamedTags } from './name-list-task';
import { materialNotice, type TagTask } from './tag-task';

/** What the quality checker may find wrong with a prompt; selection can leave such prompts out. */
export const QUALITY_FLAGS = ['nonsense', 'nsfw', 'unanswerable', 'missing-context'] as const;

export const FLAG_MEANINGS: Readonly<Record<(typeof QUALITY_FLAGS)[number], string>> = {
  nonsense: 'it has no sense that a reader could make out',
  nsfw: 'it asks for sexual or gravely violent content',
  unanswerable:
    'no assistant could answer it from text alone, for example as it asks for private or future facts, or for an action in the world',
  'missing-context':
    'it refers to something that is not there, such as a file, an image or an earlier message',
};

const FAULTS = QUALITY_FLAGS.map((name) => ({ name, description: FLAG_MEANINGS[name] }));
const LIST = FAULTS.map(({ name, description }, i) => `${i + 1}. ${name}: ${description}`).join(
  '\n',
);

export const QUALITY_TASK: TagTask<NamedTags> = {
  task: 'quality',
  name: 'Quality checker',
  source: 'The paper’s manual review of prompts, as a question to a model',
  subject: 'prompt',
  member: 'faults',
  system: `You check whether a prompt that a user wrote to an assistant is fit to compare assistants by. Say which of these faults it has:

${LIST}

A prompt that is merely hard, short, vague, badly spelt or in another language has none of them.

${materialNotice('prompt')}

Reply with a JSON object: {"reason": "one sentence", "faults": [numbers of the faults]}. Where there is none, the list is empty.`,
  followUp:
    'Your reply could not be read. Give only the list of the numbers of the faults, such as [4], or [] for none.',
  parse: (reply) => parseNames(reply, 'faults', FAULTS),
};
