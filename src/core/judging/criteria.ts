import { isUntypedRecord } from '../formats/record-value';
import { jsonInReply } from './json-reply';
import { indexOfName, indicesOf, reasonOf, truthOf } from './reply-fields';
import { materialNotice, type Parsed, type TagTask } from './tag-task';

/** A yes/no question about a prompt. The user can edit and add some. */
export interface Criterion {
  readonly name: string;
  readonly question: string;
}

/** The seven of Arena-Hard, in our own words. Source: the Arena-Hard blog, table 2. */
export const ARENA_HARD_CRITERIA: readonly Criterion[] = [
  { name: 'Specificity', question: 'Does it ask for one definite kind of output?' },
  {
    name: 'Domain knowledge',
    question: 'Does it need knowledge of one or more particular fields?',
  },
  {
    name: 'Complexity',
    question: 'Does it have several levels of reasoning, parts or variables?',
  },
  {
    name: 'Problem solving',
    question: 'Does it make the assistant work a problem out, rather than recall something?',
  },
  { name: 'Creativity', question: 'Does it need some creativity in how it is approached?' },
  {
    name: 'Technical accuracy',
    question: 'Does a good answer have to be technically accurate?',
  },
  {
    name: 'Real-world application',
    question: 'Is it about something that people really do or need?',
  },
];

export interface CriteriaTag {
  /** 0-based, ascending. */
  readonly held: readonly number[];
  readonly reason: string;
}

/** How many criteria hold: 0 to their number. */
export const criteriaScore = ({ held }: CriteriaTag): number => held.length;

export function criteriaTask(criteria: readonly Criterion[]): TagTask<CriteriaTag> {
  const list = criteria.map(({ name, question }, i) => `${i + 1}. ${name}: ${question}`).join('\n');
  return {
    task: 'criteria',
    name: 'Criteria',
    source: 'After Arena-Hard’s seven key criteria (Li et al. 2024), in our own words',
    subject: 'prompt',
    member: 'criteria',
    system: `You look at a prompt that a user wrote to an assistant, and say which of these criteria hold for it:

${list}

${materialNotice('prompt')}

Think briefly, then reply with a JSON object: {"reason": "one or two sentences", "criteria": [numbers of the criteria that hold]}. Where none holds, the list is empty.`,
    followUp:
      'Your reply could not be read. Give only the list of the numbers of the criteria that hold, such as [1, 4], or [] for none.',
    parse: (reply) => parseCriteria(reply, criteria),
  };
}

const LISTS = ['criteria', 'satisfied', 'criteria_satisfied', 'held', 'holds', 'numbers', 'result'];

/**
 * Which criteria a reply says hold: a list of numbers or names however it is spaced, an object that
 * holds one, or an object of yes and no. The last such in the reply counts. What is none of these
 * is "unparsed", never an empty list.
 */
export function parseCriteria(reply: string, criteria: readonly Criterion[]): Parsed<CriteriaTag> {
  const names = criteria.map(({ name }) => name);
  const bare = reply.trim().replace(/[.*`]/g, '');
  if (/^\d{1,2}(\s*[,;]\s*\d{1,2})*$/.test(bare)) return listed(bare.split(/[,;]/), names, '');
  if (/^(none|no criteria)$/i.test(bare)) return { ok: true, value: { held: [], reason: '' } };
  const values = jsonInReply(reply);
  for (const value of values.reverse()) {
    const parsed = readValue(value, names);
    if (parsed) return parsed;
  }
  return { ok: false, reason: 'there is no list of the criteria that hold' };
}

function readValue(value: unknown, names: readonly string[]): Parsed<CriteriaTag> | null {
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) =>
      isUntypedRecord(item) ? (item.number ?? item.name) : item,
    );
    return listed(items, names, '');
  }
  if (!isUntypedRecord(value)) return null;
  const reason = reasonOf(value);
  for (const member of LISTS) {
    const inner = value[member];
    if (Array.isArray(inner)) return listed(inner, names, reason);
    if (isUntypedRecord(inner)) return readTruths(inner, names, reason);
  }
  return readTruths(value, names, reason);
}

/** An object of yes and no: all of the criteria, else it says too little. */
function readTruths(
  record: Readonly<Record<string, unknown>>,
  names: readonly string[],
  reason: string,
): Parsed<CriteriaTag> | null {
  const truths = new Map<number, boolean>();
  for (const [key, value] of Object.entries(record)) {
    const index = indexOfName(key, names);
    const truth = truthOf(isUntypedRecord(value) ? (value.holds ?? value.value) : value);
    if (index !== null && truth !== null) truths.set(index, truth);
  }
  if (truths.size === 0) return null;
  if (truths.size < names.length) {
    return { ok: false, reason: `it tells of ${truths.size} of the ${names.length} criteria only` };
  }
  const held = names.flatMap((_, i) => (truths.get(i) ? [i] : []));
  return { ok: true, value: { held, reason } };
}

function listed(
  values: readonly unknown[],
  names: readonly string[],
  reason: string,
): Parsed<CriteriaTag> {
  const held = indicesOf(values, names);
  return typeof held === 'string'
    ? { ok: false, reason: `${held} is none of the ${names.length} criteria` }
    : { ok: true, value: { held, reason } };
}
