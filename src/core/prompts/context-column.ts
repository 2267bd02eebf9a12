import type { Turn } from '../data';
import { conversationText, readConversation } from './conversation';
import { columnsOf } from './prompt-column';

/** Columns that hold what an instruction is about: Alpaca's `input`, Dolly's `context`. */
const CONTEXT_COLUMNS: readonly string[] = ['input', 'context'];
/** The prompt column that is nothing without them. */
const INSTRUCTION_COLUMN = 'instruction';

const plainName = (column: string) => column.trim().toLowerCase();

/** Columns of a sample whose texts may belong below the prompt. */
export function contextColumns(sample: readonly Readonly<Record<string, unknown>>[]): string[] {
  return columnsOf(sample).filter(
    (column) =>
      CONTEXT_COLUMNS.includes(plainName(column)) &&
      sample.some((record) => typeof record[column] === 'string'),
  );
}

/**
 * The column that is joined to a prompt column unless the user decides otherwise; null for none.
 * @param columns of `contextColumns`
 */
export function defaultContextColumn(
  columns: readonly string[],
  promptColumn: string | null,
): string | null {
  if (promptColumn === null || plainName(promptColumn) !== INSTRUCTION_COLUMN) return null;
  return columns[0] ?? null;
}

/** The turns, with what the prompt is about a blank line below the first user turn, as Alpaca does. */
export function withContext(turns: readonly Turn[], context: unknown): readonly Turn[] {
  const text = conversationText(readConversation(context) ?? [], 'all');
  if (text === '') return turns;
  const first = turns.findIndex(({ role }) => role === 'user');
  return turns.map((turn, i) =>
    i === first ? { ...turn, content: `${turn.content}\n\n${text}` } : turn,
  );
}
