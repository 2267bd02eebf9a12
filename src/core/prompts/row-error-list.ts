import type { RowError } from '../data';

/** Bad rows that are listed; further ones are only counted. */
const MAX_LISTED_ROWS = 1000;

/** What did not fit of one file: bad rows, and row 0 for what concerns the whole file. */
export class RowErrorList {
  readonly #file: string;
  readonly #rows: RowError[] = [];
  readonly #notices: RowError[] = [];
  #badRows = 0;

  constructor(file: string) {
    this.#file = file;
  }

  add(row: number, reason: string): void {
    const error = { file: this.#file, row, reason };
    if (row === 0) this.#notices.push(error);
    else if (++this.#badRows <= MAX_LISTED_ROWS) this.#rows.push(error);
  }

  /** All bad rows, listed or not. */
  get badRows(): number {
    return this.#badRows;
  }

  /** What concerns the whole file, then the first 1,000 bad rows in their order; where there are more, it says so. */
  list(): RowError[] {
    const unlisted = this.#badRows - this.#rows.length;
    const more = {
      file: this.#file,
      row: 0,
      reason: `and ${unlisted.toLocaleString()} more bad ${unlisted === 1 ? 'row' : 'rows'} beside the ${MAX_LISTED_ROWS.toLocaleString()} listed here`,
    };
    const rows = this.#rows.sort((a, b) => a.row - b.row);
    return [...this.#notices, ...(unlisted > 0 ? [more] : []), ...rows];
  }
}
