import Papa from 'papaparse';
import { TouchstoneError, type Label, type RowError } from '../data';
import { DelimitedParser } from '../formats/delimited';
import { detectTextForm } from '../formats/text-kind';
import { ID_COLUMNS, namedColumn } from '../prompts/prompt-column';
import { heldOutBy, SPLIT_COLUMN } from './held-out';
import type { LabelRow } from './label-rows';

const ROW_COLUMN = 'row';
/** Most certain first: a bare `id` beside another may be that of the label. */
const KEY_COLUMNS: readonly string[] = [
  'prompt_id',
  'prompt id',
  ...ID_COLUMNS.filter((name) => name !== 'prompt_id' && name !== 'id'),
  ROW_COLUMN,
  'id',
];
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

/** Labels as CSV: prompt_id, label, source, and split where some are held out. `parseLabelFile` reads it back. */
export function writeLabelFile(labels: Iterable<Label>): string {
  const all = [...labels];
  const fields = ['prompt_id', 'label', 'source'];
  if (all.some(({ heldOut }) => heldOut)) fields.push(SPLIT_COLUMN);
  const rows = all.map(({ promptId, category, source, heldOut }) =>
    [promptId, category, source, heldOut ? 'validation' : 'train'].slice(0, fields.length),
  );
  return Papa.unparse({ fields, data: rows }, { escapeFormulae: true, newline: '\n' }) + '\n';
}

/**
 * Reads a table of labels (comma, semicolon or tab separated, with a header): a column `row`,
 * `prompt_id`, `uid`, `question_id` or `id`, a column `label` or `category`, perhaps `source` and `split`
 * (validation and test are held out).
 * Of several keys an id of the prompt counts before `row`, and `row` before a bare `id`.
 * @param rowFirst `row` counts before any id, for vectors, which have no ids
 * @throws TouchstoneError `label-columns`
 */
export function parseLabelFile(text: string, file: string, rowFirst = false): LabelFile {
  const parser = new DelimitedParser(detectTextForm(text, true).delimiter ?? ',');
  const batches = [parser.push(text), parser.finish()];
  const { columns } = parser;
  const key = namedColumn(columns, rowFirst ? [ROW_COLUMN, ...KEY_COLUMNS] : KEY_COLUMNS);
  const category = namedColumn(columns, CATEGORY_COLUMNS);
  const source = namedColumn(columns, SOURCE_COLUMNS);
  const split = namedColumn(columns, [SPLIT_COLUMN]);
  if (key === null || category === null)
    throw new TouchstoneError(
      'label-columns',
      `${file} needs a column "row" or "prompt_id" and a column "label"; it has ${columns.join(', ') || 'none'}. Name them in the first line.`,
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
        source: source === null ? '' : cell(record[source]),
        ...(split !== null && heldOutBy(record[split])),
        line: row,
      };
    }),
  );
  const errors = batches.flatMap(({ faults }) => faults.map((fault) => ({ file, ...fault })));
  return { rows, errors, byRow: key.trim().toLowerCase() === ROW_COLUMN };
}
