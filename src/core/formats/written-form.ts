/** A form in which a list is written to a file, part by part. */
export interface WrittenForm<T> {
  /** Shown to the user. */
  readonly title: string;
  /** In names of files. */
  readonly name: string;
  readonly extension: 'jsonl' | 'json' | 'csv';
  /** Before, between and after the pieces. */
  readonly frame: readonly [string, string, string];
  /** What of the file a part gives. */
  pieces(part: readonly T[]): readonly string[];
}

/** A record a line. */
export const LINES = { extension: 'jsonl', frame: ['', '\n', '\n'] } as const;
/** One list of records. */
export const LIST = { extension: 'json', frame: ['[\n', ',\n', '\n]\n'] } as const;

export const asJson = (records: readonly object[]): string[] =>
  records.map((record) => JSON.stringify(record));
