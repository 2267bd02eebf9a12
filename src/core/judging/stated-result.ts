import { isUntypedRecord, type UntypedRecord } from '../formats/record-value';
import { jsonInReply, lenientJson, type JsonInReply } from './json-reply';
import { reasonOf } from './reply-fields';

/** What a reply gives under the member that was asked for. */
export interface StatedResult {
  readonly value: unknown;
  /** Empty for none. */
  readonly reason: string;
}

/**
 * All that a reply gives under the first of some members that is there, whatever its case: in whole
 * objects, alone in a list or in another object too, and in those that can't be read.
 */
export function statedResults(
  { values, broken }: JsonInReply,
  members: readonly string[],
): readonly StatedResult[] {
  return [
    ...objectsAmong(values, members).map(({ object, member, reason }) => ({
      value: object[member],
      reason,
    })),
    ...broken.flatMap((text) => resultsInBroken(text, members)),
  ];
}

/** The objects in a reply that hold one of the members and can be read. */
export function objectsWith(reply: string, members: readonly string[]): readonly UntypedRecord[] {
  return objectsAmong(jsonInReply(reply).values, members).map(({ object }) => object);
}

/** The last reason that a reply gives, whatever else can be read of it; empty for none. */
export function reasonIn(reply: string): string {
  const reasons = statedResults(jsonInReply(reply), REASONS).map(({ value }) =>
    reasonOf({ reason: value }),
  );
  return reasons.findLast((reason) => reason !== '') ?? '';
}

const REASONS = ['reason', 'explanation', 'rationale'];

interface Holder {
  readonly object: UntypedRecord;
  readonly member: string;
  readonly reason: string;
}

const objectsAmong = (values: readonly unknown[], members: readonly string[]): readonly Holder[] =>
  values.flatMap((value) => holderIn(value, members, '', MAX_WRAPPINGS) ?? []);

/** A list, `result`, and one to spare. */
const MAX_WRAPPINGS = 3;

function holderIn(
  value: unknown,
  members: readonly string[],
  outerReason: string,
  wrappings: number,
): Holder | null {
  if (wrappings < 0) return null;
  if (Array.isArray(value)) {
    return value.length === 1 ? holderIn(value[0], members, outerReason, wrappings - 1) : null;
  }
  if (!isUntypedRecord(value)) return null;
  const reason = reasonOf(value) || outerReason;
  const member = memberOf(value, members);
  const entries = Object.values(value);
  const wrapped = member !== null ? value[member] : entries.length === 1 ? entries[0] : null;
  const inner =
    isUntypedRecord(wrapped) || member === null
      ? holderIn(wrapped, members, reason, wrappings - 1)
      : null;
  return inner ?? (member === null ? null : { object: value, member, reason });
}

/** As it is spelt in the object. */
function memberOf(object: UntypedRecord, members: readonly string[]): string | null {
  for (const member of members) {
    if (Object.hasOwn(object, member)) return member;
    const spelt = Object.keys(object).find((key) => key.trim().toLowerCase() === member);
    if (spelt !== undefined) return spelt;
  }
  return null;
}

/** A list, a text that ends where a member ends, or a word: what else stands there is not looked at. */
const VALUE = `(\\[[^[\\]]*\\]|["“][^"“”\\n]*["”](?=\\s{0,20}[,}])|[\\w-]+(?=\\s{0,20}[,}]))`;

function resultsInBroken(text: string, members: readonly string[]): readonly StatedResult[] {
  for (const member of members) {
    const pattern = new RegExp(
      `[{,"'“”\\n]\\s{0,20}["'“”]?${member}["'“”]?\\s{0,20}:\\s{0,20}${VALUE}`,
      'gi',
    );
    const found = Array.from(text.matchAll(pattern), ([, raw]) =>
      /^["“[]/.test(raw) ? lenientJson(raw) : raw,
    ).filter((value) => value !== undefined);
    if (found.length > 0) return found.map((value) => ({ value, reason: '' }));
  }
  return [];
}
