import { readConversation } from './conversation';

/** Columns that hold a prompt, most likely first. `turns` is read as `turns[].content`. */
export const PROMPT_COLUMNS: readonly string[] = [
  'prompt',
  'instruction',
  'question',
  'text',
  'input',
  'turns',
  'messages',
  'conversation',
  'conversation_a',
  'conversations',
  'user_prompt',
];

/** Columns that hold an id, most likely first. */
export const ID_COLUMNS: readonly string[] = ['uid', 'question_id', 'id', 'prompt_id'];

/** A record as an object: a string is its prompt, an array its messages. Null for anything else. */
export function asObject(value: unknown): Readonly<Record<string, unknown>> | null {
  if (typeof value === 'string') return { prompt: value };
  if (Array.isArray(value)) return { messages: value };
  return typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)
    : null;
}

/** All columns of the records, in the order in which they appear. */
export function columnsOf(records: readonly Readonly<Record<string, unknown>>[]): string[] {
  return [...new Set(records.flatMap((record) => Object.keys(record)))];
}

function named(columns: readonly string[], name: string): string | undefined {
  return columns.includes(name)
    ? name
    : columns.find((column) => column.trim().toLowerCase() === name);
}

function holdsPrompt(value: unknown): boolean {
  return (
    (typeof value === 'string' || typeof value === 'object') && readConversation(value) !== null
  );
}

/**
 * The column that holds the prompt: the first of `PROMPT_COLUMNS` (in any case of letters) that
 * holds text or a conversation in at least half of the sample, else the first that does so at all.
 */
export function detectPromptColumn(
  sample: readonly Readonly<Record<string, unknown>>[],
): string | null {
  const columns = columnsOf(sample);
  let fallback: string | null = null;
  for (const name of PROMPT_COLUMNS) {
    const column = named(columns, name);
    if (column === undefined) continue;
    const found = sample.filter((record) => holdsPrompt(record[column])).length;
    if (found * 2 >= sample.length && found > 0) return column;
    if (found > 0) fallback ??= column;
  }
  return fallback;
}

/** The first of `ID_COLUMNS` that the sample has, or null. */
export function detectIdColumn(
  sample: readonly Readonly<Record<string, unknown>>[],
): string | null {
  return namedColumn(columnsOf(sample), ID_COLUMNS);
}

/** The first of the names that a column bears, in any case of letters; null for none. */
export function namedColumn(columns: readonly string[], names: readonly string[]): string | null {
  for (const name of names) {
    const column = named(columns, name);
    if (column !== undefined) return column;
  }
  return null;
}
