import { isUntypedRecord, type UntypedRecord } from '../formats/record-value';
import { jsonInReply } from './json-reply';

/** The last object in a reply that holds one of the members; null for none. */
export function lastObjectWith(reply: string, members: readonly string[]): UntypedRecord | null {
  const found = jsonInReply(reply).findLast(
    (value) => isUntypedRecord(value) && members.some((member) => Object.hasOwn(value, member)),
  );
  return (found as UntypedRecord | undefined) ?? null;
}

/** The reason of an object, as short text; empty for none. */
export function reasonOf(value: unknown): string {
  if (!isUntypedRecord(value)) return '';
  const reason = value.reason ?? value.explanation ?? value.rationale;
  return typeof reason === 'string' ? reason.trim() : '';
}

const TRUE = /^(true|yes|y|1)$/i;
const FALSE = /^(false|no|n|0)$/i;

/** A yes or a no in whatever form; null for neither. */
export function truthOf(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value;
  const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
  if (TRUE.test(text)) return true;
  return FALSE.test(text) ? false : null;
}

const plain = (text: string) =>
  text
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/**
 * Which of the names a value means: by number from 1, or by name whatever its case and
 * punctuation. 0-based; null for none of them.
 */
export function indexOfName(value: unknown, names: readonly string[]): number | null {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value : '';
  const number = /^\s*(\d{1,3})\b/.exec(text);
  if (number) {
    const index = Number(number[1]) - 1;
    return index >= 0 && index < names.length ? index : null;
  }
  const wanted = plain(text);
  const index = wanted === '' ? -1 : names.findIndex((name) => plain(name) === wanted);
  return index < 0 ? null : index;
}

/** Indices of a list, ascending, each once; the first member that is none of the names as text. */
export function indicesOf(
  values: readonly unknown[],
  names: readonly string[],
): readonly number[] | string {
  const found = new Set<number>();
  for (const value of values) {
    const index = indexOfName(value, names);
    if (index === null) return JSON.stringify(value) ?? String(value);
    found.add(index);
  }
  return [...found].sort((a, b) => a - b);
}
