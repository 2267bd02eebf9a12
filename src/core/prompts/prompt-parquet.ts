import { parquetWriteBuffer } from 'hyparquet-writer';
import type { FieldValue } from '../data';
import { exportColumns, type ExportedPrompt } from './export-columns';

/**
 * Prompts as a Parquet file: the columns of the CSV form, see `exportColumns`. A field that holds
 * different kinds of values, or lists, becomes text (JSON).
 */
export function promptsToParquet(rows: readonly ExportedPrompt[]): Uint8Array {
  const columnData = exportColumns(rows).map(({ name, type, values }) =>
    type === 'field'
      ? fieldColumn(name, values)
      : {
          name,
          data: [...values],
          type: type === 'text' ? ('STRING' as const) : ('INT32' as const),
        },
  );
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
