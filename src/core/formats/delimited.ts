import Papa from 'papaparse';
import type { RecordBatch, FileRecord, RowFault } from './file-record';
import { cellValue, columnNames, tableRecord } from './table';

/** A row beyond this is taken for a quote that nobody closed. */
const MAX_ROW_CHARS = 8 * 1024 * 1024;

interface Row {
  readonly cells: readonly string[];
  readonly line: number;
}

interface Cut {
  readonly end: number;
  readonly row: Row;
}

/**
 * Comma, semicolon or tab separated values (RFC 4180), chunk by chunk. The first row names the
 * columns, after a line `sep=;` of Excel where there is one. A row with a broken quote is a fault,
 * and reading goes on with the line after its first; one with more cells than columns is a fault, as
 * its prompt may be cut at an unquoted separator.
 * `row` is the line on which the row starts. Memory: one chunk and one row.
 */
export class DelimitedParser {
  readonly #delimiter: string;
  #carry = '';
  #line = 1;
  #columns: string[] | null = null;

  constructor(delimiter: string) {
    this.#delimiter = delimiter;
  }

  /** Column names, once the first row has been read. */
  get columns(): readonly string[] {
    return this.#columns ?? [];
  }

  push(text: string): RecordBatch {
    this.#carry += text;
    return this.#read(false);
  }

  finish(): RecordBatch {
    return this.#read(true);
  }

  #read(final: boolean): RecordBatch {
    const rows: Row[] = [];
    const faults: RowFault[] = [];
    while (this.#carry !== '') {
      const { cuts, broken } = this.#parse(final);
      for (const cut of cuts) rows.push(cut.row);
      this.#carry = this.#carry.slice(cuts.at(-1)?.end ?? 0);
      if (!broken && (final || this.#carry.length <= MAX_ROW_CHARS)) break;
      faults.push({
        row: this.#line,
        reason: 'a quotation mark is not closed or not doubled; the line was left out',
      });
      this.#skipLine();
    }
    if (final) this.#carry = '';
    return this.#records(rows, faults);
  }

  /** Rows of the carried text up to the first broken one; the last is kept back unless `final`. */
  #parse(final: boolean): { cuts: Cut[]; broken: boolean } {
    const text = this.#carry.charCodeAt(0) === 0xfeff ? this.#carry.slice(1) : this.#carry;
    this.#carry = text;
    const cuts: Cut[] = [];
    let broken = false;
    let start = 0;
    let line = this.#line;
    Papa.parse<string[]>(text, {
      delimiter: this.#delimiter,
      newline: '\n',
      step: ({ data, errors, meta }, parser) => {
        const isLast = meta.cursor >= text.length;
        if (isLast && !final) return;
        if (errors.length > 0) {
          broken = true;
          parser.abort();
          return;
        }
        cuts.push({ end: meta.cursor, row: { cells: data, line } });
        line += newlines(text, start, meta.cursor);
        start = meta.cursor;
      },
    });
    this.#line = line;
    return { cuts, broken };
  }

  #skipLine(): void {
    const end = this.#carry.indexOf('\n');
    this.#carry = end < 0 ? '' : this.#carry.slice(end + 1);
    this.#line++;
  }

  #records(rows: readonly Row[], faults: RowFault[]): RecordBatch {
    const records: FileRecord[] = [];
    for (const { cells, line } of rows) {
      const row = withoutReturn(cells);
      if (row.every((cell) => cell.trim() === '')) continue;
      if (this.#columns === null && isStatedDelimiter(row)) continue;
      if (this.#columns === null) {
        this.#columns = columnNames(row);
      } else if (row.slice(this.#columns.length).some((cell) => cell !== '')) {
        faults.push({
          row: line,
          reason: `${row.length} cells, but the header has ${this.#columns.length}; put cells that hold the separator in quotation marks`,
        });
      } else {
        records.push({ row: line, value: tableRecord(this.#columns, row.map(cellValue)) });
      }
    }
    return { records, faults };
  }
}

/** Excel may name the separator in a line of its own, before the header: `sep=;`. */
function isStatedDelimiter([first, ...others]: readonly string[]): boolean {
  return /^sep=.?$/i.test(first) && others.every((cell) => cell === '');
}

function withoutReturn(cells: readonly string[]): readonly string[] {
  const last = cells[cells.length - 1];
  return last.endsWith('\r') ? [...cells.slice(0, -1), last.slice(0, -1)] : cells;
}

function newlines(text: string, start: number, end: number): number {
  let count = 0;
  for (let i = text.indexOf('\n', start); i >= 0 && i < end; i = text.indexOf('\n', i + 1)) count++;
  return count;
}
