import { isUntypedRecord } from '../formats/record-value';

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

const folded = (text: string) => text.normalize('NFKC').toLowerCase();
const plain = (text: string) =>
  folded(text)
    .replace(/&/g, ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** How alike a name and what stands for it are, the strictest first: signs tell C, C++ and C# apart. */
const LIKENESSES: readonly ((text: string) => string)[] = [(text) => text, folded, plain];

/** A number alone, or in the way of a list: `2`, `2.`, `(2)`, `[2]`. */
const NUMBER = /^[([]?(\d{1,3})[.):\]]?$/;
const NUMBERED = /^[([]?(\d{1,3})(?:[.):\]][\s_]*|[\s_]+)(\S.*)$/;

/**
 * Which of the names a value means: the name as it is, whatever its case, or whatever its
 * punctuation, as far as only one fits; else its number from 1, alone or before its name. 0-based;
 * null for none of them, or for more than one.
 */
export function indexOfName(value: unknown, names: readonly string[]): number | null {
  const text = typeof value === 'number' || typeof value === 'string' ? String(value).trim() : '';
  const named = likeName(text, names);
  if (named !== undefined) return named;
  const number = NUMBER.exec(text);
  if (number) {
    const index = Number(number[1]) - 1;
    return index >= 0 && index < names.length ? index : null;
  }
  const numbered = NUMBERED.exec(text);
  const index = numbered ? likeName(numbered[2], names) : undefined;
  return index !== undefined && index !== null && index === Number(numbered?.[1]) - 1
    ? index
    : null;
}

/**
 * Index of the name that a text is most like, whatever its case and punctuation. Undefined where none
 * is, null where several are equally so.
 */
export function likeName(text: string, names: readonly string[]): number | null | undefined {
  for (const like of LIKENESSES) {
    const wanted = like(text);
    if (wanted === '') return undefined;
    const index = names.findIndex((name) => like(name) === wanted);
    if (index < 0) continue;
    return names.findLastIndex((name) => like(name) === wanted) === index ? index : null;
  }
  return undefined;
}
