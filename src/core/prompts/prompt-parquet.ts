import { parquetWriteBuffer } from 'hyparquet-writer';
import type { FieldValue } from '../data';
import type { ExportedPrompt } from './prompt-export';

/** Columns that every row has; a field of the same name is left to them. */
const OWN_COLUMNS = ['id', 'prompt', 'category', 'cluster', 'source', 'language', 'words', 'count'];

/**
 * Prompts as a Parquet file: the columns of the CSV form, one column a field. A field that holds
 * different kinds of values, or lists, becomes text (JSON). Holds the text, not the other turns.
 */
export function promptsToParquet(rows: readonly ExportedPrompt[]): Uint8Array {
  const text = (name: string, value: (row: ExportedPrompt) => string) => ({
    name,
    data: rows.map(value),
    type: 'STRING' as const,
  });
  const whole = (name: string, value: (row: ExportedPrompt) => number) => ({
    name,
    data: rows.map(value),
    type: 'INT32' as const,
  });
  const fieldNames = new Set(rows.flatMap(({ prompt }) => Object.keys(prompt.fields)));
  const fields = [...fieldNames]
    .filter((name) => !OWN_COLUMNS.includes(name))
    .map((name) =>
      fieldColumn(
        name,
        rows.map(({ prompt }) => prompt.fields[name] ?? null),
      ),
    );
  const columnData = [
    text('id', ({ prompt }) => prompt.id),
    text('prompt', ({ prompt }) => prompt.text),
    text('category', ({ prompt, category }) => category ?? String(prompt.fields.category ?? '')),
    text('cluster', ({ prompt, cluster }) => cluster ?? String(prompt.fields.cluster ?? '')),
    text('source', ({ prompt }) => prompt.source),
    text('language', ({ prompt }) => prompt.language),
    whole('words', ({ prompt }) => prompt.words),
    whole('count', ({ prompt }) => prompt.count),
    ...fields,
  ];
  return new Uint8Array(parquetWriteBuffer({ columnData }));
}

function fieldColumn(name: string, values: readonly FieldValue[]) {
  const kinds = new Set(values.filter((value) => value !== null).map((value) => typeof value));
  const [kind] = kinds;
  if (kinds.size === 1 && kind === 'number') {
    return { name, data: [...values], type: 'DOUBLE' as const, nullable: true };
  }
  if (kinds.size === 1 && kind === 'boolean') {
    return { name, data: [...values], type: 'BOOLEAN' as const, nullable: true };
  }
  const data = values.map((value) =>
    value === null || typeof value === 'string' ? value : JSON.stringify(value),
  );
  return { name, data, type: 'STRING' as const, nullable: true };
}
