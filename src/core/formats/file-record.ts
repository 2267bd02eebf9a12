/** One record of a file: an object, a string or a conversation, as the file holds it. */
export interface FileRecord {
  /** Line, row or element, from 1, as the file's own tools would count it. */
  readonly row: number;
  readonly value: unknown;
}

/** A row that did not fit; the reader of the file adds the file's name. */
export interface RowFault {
  readonly row: number;
  readonly reason: string;
}

/** What a parser hands on at a time. */
export interface RecordBatch {
  readonly records: readonly FileRecord[];
  readonly faults: readonly RowFault[];
}
