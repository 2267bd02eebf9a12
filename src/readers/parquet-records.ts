import { parquetMetadataAsync, parquetReadObjects, type AsyncBuffer } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { TouchstoneError } from '../core/data';
import type { RecordBatch } from '../core/formats/file-record';
import type { Control } from '../engine/control';

/**
 * Records of a Parquet file, one row group at a time (which bounds the memory); progress in bytes,
 * by the share of rows read.
 * @param limit rows wanted, from the first
 * @throws TouchstoneError `damaged-file`
 */
export async function* parquetRecords(
  file: Blob,
  name: string,
  { signal, onProgress }: Control = {},
  limit = Infinity,
): AsyncGenerator<RecordBatch> {
  const buffer: AsyncBuffer = {
    byteLength: file.size,
    slice: (start, end) => file.slice(start, end).arrayBuffer(),
  };
  try {
    const metadata = await parquetMetadataAsync(buffer);
    const total = Number(metadata.num_rows);
    let rowStart = 0;
    for (const group of metadata.row_groups) {
      signal?.throwIfAborted();
      if (rowStart >= limit) return;
      const rowEnd = Math.min(rowStart + Number(group.num_rows), limit);
      // Writers that filter leave empty groups; rows may follow.
      if (rowEnd === rowStart) continue;
      const rows = await parquetReadObjects({
        file: buffer,
        metadata,
        compressors,
        rowStart,
        rowEnd,
      });
      const first = rowStart + 1;
      yield { records: rows.map((value, i) => ({ row: first + i, value })), faults: [] };
      rowStart = rowEnd;
      onProgress?.({ done: Math.round((file.size * rowStart) / total), total: file.size });
    }
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof TouchstoneError) throw error;
    throw new TouchstoneError(
      'damaged-file',
      `${name} can't be read as Parquet (${(error as Error).message}). Fetch or write it again.`,
    );
  }
}
