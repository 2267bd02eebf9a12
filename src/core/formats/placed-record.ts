import type { FileRecord, RecordBatch } from './file-record';

/** A record, and its index among all rows of its file, unreadable ones too. */
export interface PlacedRecord extends FileRecord {
  readonly position: number;
}

/**
 * Places a batch's records among its unreadable rows, as the file has them.
 * @param before rows of the batches before
 * @returns the records, and the rows up to the batch's end
 */
export function placeRecords(
  { records, faults }: RecordBatch,
  before: number,
): { readonly placed: readonly PlacedRecord[]; readonly rows: number } {
  const unread = faults.map(({ row }) => row).filter((row) => row > 0);
  unread.sort((a, b) => a - b);
  let passed = 0;
  const placed = records.map((record, i) => {
    while (unread[passed] < record.row) passed++;
    return { ...record, position: before + passed + i };
  });
  return { placed, rows: before + records.length + unread.length };
}
