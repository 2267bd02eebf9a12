import Papa from 'papaparse';
import { TouchstoneError, type Label, type RowError } from '../data';
import { DelimitedParser } from '../formats/delimited';
import { detectTextForm } from '../formats/text-kind';
import { ID_COLUMNS } from '../prompts/prompt-column';
import type { LabelRow } from './label-rows';

const ROW_COLUMN = 'row';
const KEY_COLUMNS: readonly string[] = [ROW_COLUMN, ...ID_COLUMNS, 'prompt id'];
const CATEGORY_COLUMNS: readonly string[] = ['label', 'category'];
const SOURCE_COLUMNS: readonly string[] = ['source'];
/** What keeps a spreadsheet from running a cell as a formula, here and in other tools' exports. */
const FORMULA_GUARD = /^'(?=[=+\-@\t\r])/;

export interface LabelFile {
  readonly rows: readonly LabelRow[];
  /** Rows that could not be read. */
  readonly errors: readonly RowError[];
  /** The keys are rows of the vectors, from 0, instead of prompt ids. */
  readonly byRow: boolean;
}

/** Labels as CSV: prompt_id, label, source. `parseLabelFile` reads it back. */
export function writeLabelFile(labels: Iterable<Label>): string {
  const rows = Array.from(labels, ({ promptId, category, source }) => [promptId, category, source]);
  return (
    Papa.unparse(
      { fields: ['prompt_id', 'label', 'source'], data: rows },
      { escapeFormulae: true, newline: '\n' },
    ) + '\n'
  );
}

/**
 * Reads a table of labels (comma, semicolon or tab separated, with a header): a column `row`,
 * `prompt_id`, `uid`, `question_id` or `id`, a column `label` or `category`, perhaps a column `source`.
 * @throws TouchstoneError `label-columns`
 */
export function parseLabelFile(text: string, file: string): LabelFile {
  const parser = new DelimitedParser(detectTextForm(text, true).delimiter ?? ',');
  const batches = [parser.push(text), parser.finish()];
  const find = (names: readonly string[]) =>
    parser.columns.find((column) => names.includes(column.toLowerCase()));
  const key = find(KEY_COLUMNS);
  const category = find(CATEGORY_COLUMNS);
  const source = find(SOURCE_COLUMNS);
  if (key === undefined || category === undefined)
    throw new TouchstoneError(
      'label-columns',
      `${file} needs a column "row" or "prompt_id" and a column "label"; it has ${parser.columns.join(', ') || 'none'}. Name them in the first line.`,
    );
  const cell = (value: unknown) =>
    String(value ?? '')
      .trim()
      .replace(FORMULA_GUARD, '');
  const rows = batches.flatMap(({ records }) =>
    records.map(({ row, value }) => {
      const record = value as Readonly<Record<string, unknown>>;
      return {
        key: cell(record[key]),
        category: cell(record[category]),
        source: source === undefined ? '' : cell(record[source]),
        line: row,
      };
    }),
  );
  const errors = batches.flatMap(({ faults }) => faults.map((fault) => ({ file, ...fault })));
  return { rows, errors, byRow: key.toLowerCase() === ROW_COLUMN };
}
