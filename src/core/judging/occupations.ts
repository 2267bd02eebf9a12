import { OCCUPATIONAL_FIELDS } from '../labels/category-presets';
import { parseNames, type NamedTags } from './name-list-task';
import { materialNotice, type TagTask } from './tag-task';

const LIST = OCCUPATIONAL_FIELDS.map(
  ({ name, description }, i) => `${i + 1}. ${name}: ${description}`,
).join('\n');

/** Which of the 23 occupational fields a prompt belongs to; several may apply, or none. */
export const OCCUPATIONS_TASK: TagTask<NamedTags> = {
  task: 'occupations',
  name: 'Occupational fields',
  source: 'The 23 fields of Arena Expert (LMArena 2025), in our own words',
  subject: 'prompt',
  member: 'fields',
  system: `You look at a prompt that a user wrote to an assistant, and say to which of these occupational fields it belongs: those whose practitioners would ask it or be asked it at work.

${LIST}

Several may apply; where none does, the list is empty.

${materialNotice('prompt')}

Reply with a JSON object: {"reason": "one sentence", "fields": [numbers of the fields]}.`,
  followUp:
    'Your reply could not be read. Give only the list of the numbers of the fields, such as [6, 19], or [] for none.',
  parse: (reply) => parseNames(reply, 'fields', OCCUPATIONAL_FIELDS, 'number'),
};
