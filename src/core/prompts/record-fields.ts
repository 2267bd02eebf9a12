import type { FieldValue } from '../data';

/** Objects nested deeper than this are left out: they are no columns to filter or colour by. */
const MAX_FIELD_DEPTH = 3;
/** Column names that a plain object can't hold safely. */
const UNSAFE_KEY = '__proto__';

type Entry = readonly [string, FieldValue];

function scalar(value: unknown): FieldValue | undefined {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : null;
    case 'bigint':
      return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
    default:
      if (value === null) return null;
      return value instanceof Date && !Number.isNaN(value.getTime())
        ? value.toISOString()
        : undefined;
  }
}

/** `{ math: true, legal: false }` is a set of tags: the names that are true. */
function tagsOf(value: object): readonly string[] | null {
  const entries = Object.entries(value);
  return entries.length > 0 && entries.every(([, member]) => typeof member === 'boolean')
    ? entries.filter(([, member]) => member === true).map(([name]) => name)
    : null;
}

function* entriesOf(name: string, value: unknown, depth: number): Generator<Entry> {
  const plain = scalar(value);
  if (plain !== undefined) {
    yield [name, plain];
  } else if (Array.isArray(value)) {
    if (value.every((item) => typeof item === 'string')) yield [name, value];
  } else if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)) {
    const tags = tagsOf(value);
    if (tags) yield [name, tags];
    else if (depth < MAX_FIELD_DEPTH) {
      for (const [key, member] of Object.entries(value)) {
        if (key !== UNSAFE_KEY) yield* entriesOf(`${name}.${key}`, member, depth + 1);
      }
    }
  }
}

/**
 * The columns of a record that are kept beside its prompt. Scalars and lists of strings stay; an
 * object of booleans (`occupational_tags`) becomes the list of names that are true; other objects
 * are flattened to `outer.inner`, three deep; lists of anything else (conversations, vectors) are
 * left out, and so is a column named `__proto__`. Dates become ISO 8601 text.
 */
export function recordFields(
  record: Readonly<Record<string, unknown>>,
  leftOut: ReadonlySet<string>,
): Record<string, FieldValue> {
  const entries: Entry[] = [];
  for (const [name, value] of Object.entries(record)) {
    if (name === UNSAFE_KEY || leftOut.has(name)) continue;
    for (const entry of entriesOf(name, value, 1)) entries.push(entry);
  }
  return Object.fromEntries(entries);
}
