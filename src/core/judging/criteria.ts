import type { Parsed } from './parsed';
import { parsePicks } from './picks';
import { materialNotice, type TagTask } from './tag-task';

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

/**
 * Why a list of criteria can't be asked, in words for the user; null where it can. Replies name
 * criteria, so that no two may have the same name, whatever its case.
 */
export function criteriaProblem(criteria: readonly Criterion[]): string | null {
  if (criteria.length === 0) return 'Add a criterion.';
  const names = new Set<string>();
  for (const [i, { name, question }] of criteria.entries()) {
    const known = foldedName(name);
    if (known === '') return `Criterion ${i + 1} has no name: give it one.`;
    if (names.has(known)) {
      return `Two criteria are called “${name.trim()}”: give each a name of its own.`;
    }
    if (question.trim() === '') {
      return `“${name.trim()}” has no question: write one that yes or no answers.`;
    }
    names.add(known);
  }
  return null;
}

/** A name that none of the criteria has yet. */
export function freshCriterionName(criteria: readonly Criterion[]): string {
  const taken = new Set(criteria.map(({ name }) => foldedName(name)));
  let number = criteria.length + 1;
  while (taken.has(foldedName(`Criterion ${number}`))) number++;
  return `Criterion ${number}`;
}

const foldedName = (name: string) => name.normalize('NFKC').trim().toLowerCase();

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

const MEMBERS = [
  'criteria',
  'satisfied',
  'criteria_satisfied',
  'criteria_met',
  'held',
  'holds',
  'numbers',
  'result',
];

/** Which criteria a reply says hold; what can't be told is "unparsed", never an empty list. */
export function parseCriteria(reply: string, criteria: readonly Criterion[]): Parsed<CriteriaTag> {
  const choices = criteria.map(({ name, question }) => ({ name, description: question }));
  const parsed = parsePicks(reply, MEMBERS, choices);
  if (!parsed.ok) return parsed;
  const { picked: held, reason } = parsed.value;
  return { ok: true, value: { held, reason } };
}
