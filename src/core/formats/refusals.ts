import type { RowError } from '../data';
import type { DropCode } from './battle-record';

/** Bad rows that are listed; further ones are only counted. */
const MAX_LISTED_ERRORS = 1000;

/** What is left out of a file: counted by reason, the first 1,000 listed with row and reason. */
export class Refusals {
  readonly errors: RowError[] = [];
  readonly dropped: Partial<Record<DropCode, number>> = {};
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  add(row: number, code: DropCode, reason: string): void {
    this.dropped[code] = (this.dropped[code] ?? 0) + 1;
    if (this.errors.length < MAX_LISTED_ERRORS) this.errors.push({ file: this.#file, row, reason });
  }
}
