import { isUntypedRecord, quoted, type UntypedRecord } from '../formats/record-value';
import { jsonInReply } from './json-reply';
import { agreed, type Parsed } from './parsed';
import { indexOfName, reasonOf, truthOf } from './reply-fields';
import { statedResults } from './stated-result';
import { trimmedEnd } from './trimmed-end';

/** What a model may pick, listed to it by number from 1 as `name: description`. */
export interface Choice {
  readonly name: string;
  readonly description: string;
}

export interface Picks {
  /** 0-based, ascending. */
  readonly picked: readonly number[];
  readonly reason: string;
}

/** What one number outside of a list is: the number of a choice, or too little, as it may be how many. */
export type Lone = 'number' | 'unsure';

/**
 * Which choices a reply picks: a list of numbers or names however it is spaced and quoted, or a yes
 * or a no of each. What stands under one of the members counts before lists by themselves, and these
 * before text without JSON; where the first that is there says two things, it is unparsed.
 * @param members the asked one first
 */
export function parsePicks(
  reply: string,
  members: readonly string[],
  choices: readonly Choice[],
  lone: Lone = 'unsure',
): Parsed<Picks> {
  const none: Parsed<Picks> = { ok: false, reason: `there is no list "${members[0]}"` };
  const withReason = (picked: Parsed<readonly number[]>, reason: string): Parsed<Picks> =>
    picked.ok ? { ok: true, value: { picked: picked.value, reason } } : picked;

  const json = jsonInReply(reply);
  const stated = statedResults(json, members).filter(({ value }) => typeof value !== 'boolean');
  const inMembers = stated.map(({ value, reason }) => {
    const picked = isText(value) ? inText(`${value}`, choices, lone) : inJson(value, choices);
    return picked ? withReason(picked, reason) : none;
  });
  const bare = json.values.flatMap((value) => {
    const picked = inJson(value, choices);
    return picked ? [withReason(picked, reasonOf(value))] : [];
  });
  const text = () => inText(trimmedEnd(reply.replace(OPENING, ''), CLOSING), choices, 'unsure');
  const inProse = stated.length + bare.length > 0 ? null : text();
  return agreed(inMembers) ?? agreed(bare) ?? (inProse ? withReason(inProse, '') : none);
}

const isText = (value: unknown): value is string | number =>
  typeof value === 'string' || typeof value === 'number';

const OPENING = /^[\s*`"“”]+/;
const CLOSING = /[\s*`"“”]/;
const SAYS_NONE = /^(?:none|no criteria)\.?$/i;
const NUMBER_ALONE = /^\D?\d+\D?$/;

/** `law`, `1, 3, 7`, `none`; null for other text. */
function inText(
  text: string,
  choices: readonly Choice[],
  lone: Lone,
): Parsed<readonly number[]> | null {
  if (NUMBER_ALONE.test(text) && lone === 'unsure') {
    return { ok: false, reason: `${quoted(text)} alone may be a number of them or how many` };
  }
  const one = indexOfChoice(text, choices);
  if (one !== null) return { ok: true, value: [one] };
  if (SAYS_NONE.test(text)) return { ok: true, value: [] };
  const parts = /[[\]{}]/.test(text) ? [] : text.split(/[,;]/);
  const listed = parts.length > 1 ? inList(parts, choices) : null;
  return listed?.ok ? listed : null;
}

/** Null for what is neither a list nor an object of yes and no. */
function inJson(value: unknown, choices: readonly Choice[]): Parsed<readonly number[]> | null {
  if (Array.isArray(value)) {
    if (value.some(isUntypedRecord)) return inItems(value, choices);
    // 1 and 0 in place of these would be numbers of choices.
    const isTruths =
      value.length > 0 &&
      value.length === choices.length &&
      value.every((each) => typeof each === 'boolean');
    return isTruths ? inTruths(new Map(value.entries()), choices) : inList(value, choices);
  }
  if (!isUntypedRecord(value)) return null;
  const truths = new Map<number, boolean>();
  for (const [key, told] of Object.entries(value)) {
    const index = indexOfChoice(key, choices);
    const truth = isUntypedRecord(told) ? toldOf(told) : truthOf(told);
    if (index !== null && typeof truth === 'boolean') truths.set(index, truth);
  }
  return truths.size > 0 ? inTruths(truths, choices) : null;
}

/** A yes or a no of each choice, else it says too little. */
function inTruths(
  truths: ReadonlyMap<number, boolean>,
  choices: readonly Choice[],
): Parsed<readonly number[]> {
  return truths.size < choices.length
    ? { ok: false, reason: `it tells of ${truths.size} of the ${choices.length} only` }
    : { ok: true, value: choices.flatMap((_, i) => (truths.get(i) ? [i] : [])) };
}

/** Numbers and names, each once. */
function inList(values: readonly unknown[], choices: readonly Choice[]): Parsed<readonly number[]> {
  const found = new Set<number>();
  for (const value of values) {
    const index = indexOfChoice(value, choices);
    if (index === null) return noneOf(value, choices);
    if (found.has(index)) return twice(index, choices);
    found.add(index);
  }
  return { ok: true, value: [...found].sort((a, b) => a - b) };
}

const IDENTITY = ['number', 'name', 'criterion'];
const EXPLAINING = ['reason', 'explanation', 'rationale', 'question', 'description'];

/** A list of objects: those picked, or each with a yes or a no. */
function inItems(items: readonly unknown[], choices: readonly Choice[]): Parsed<readonly number[]> {
  const truths = new Map<number, boolean | undefined>();
  for (const item of items) {
    if (!isUntypedRecord(item)) return noneOf(item, choices);
    const indices = new Set(
      IDENTITY.filter((key) => Object.hasOwn(item, key)).map((key) =>
        indexOfChoice(item[key], choices),
      ),
    );
    const [index] = indices;
    if (indices.size !== 1 || index === null) return noneOf(item, choices);
    if (truths.has(index)) return twice(index, choices);
    const truth = toldOf(item);
    if (truth === null) {
      return { ok: false, reason: `${quoted(item)} is neither a yes nor a no` };
    }
    truths.set(index, truth);
  }
  const told = [...truths].flatMap(([index, truth]) =>
    truth === undefined ? [] : [[index, truth] as const],
  );
  if (told.length === 0) return { ok: true, value: [...truths.keys()].sort((a, b) => a - b) };
  return told.length < truths.size
    ? { ok: false, reason: 'it has a yes or a no of some only' }
    : inTruths(new Map(told), choices);
}

/** What an object says beside what it is about and why: undefined for nothing, null for neither or both. */
function toldOf(item: UntypedRecord): boolean | null | undefined {
  const told = Object.keys(item).filter(
    (key) => !IDENTITY.includes(key) && !EXPLAINING.includes(key),
  );
  if (told.length === 0) return undefined;
  const truths = new Set(told.map((key) => truthOf(item[key])).filter((truth) => truth !== null));
  const [truth] = truths;
  return truths.size === 1 ? truth : null;
}

const noneOf = (value: unknown, choices: readonly Choice[]): Parsed<never> => ({
  ok: false,
  reason: `${quoted(value)} is none of the ${choices.length} asked about`,
});
const twice = (index: number, choices: readonly Choice[]): Parsed<never> => ({
  ok: false,
  reason: `it names “${choices[index].name}” twice`,
});

/** By number, by name, or as the choice was listed, with its description. */
function indexOfChoice(value: unknown, choices: readonly Choice[]): number | null {
  const named = indexOfName(
    value,
    choices.map(({ name }) => name),
  );
  if (named !== null || typeof value !== 'string' || !value.includes(':')) return named;
  return indexOfName(
    value,
    choices.map(({ name, description }) => `${name}: ${description}`),
  );
}
