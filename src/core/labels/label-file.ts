import { TouchstoneError, type RowError } from '../data';
import { DelimitedParser } from '../formats/delimited';
import { detectTextForm } from '../formats/text-kind';
import { ID_COLUMNS } from '../prompts/prompt-column';
import type { LabelRow } from './label-rows';

const KEY_COLUMNS: readonly string[] = ['row', ...ID_COLUMNS, 'prompt id'];
const CATEGORY_COLUMNS: readonly string[] = ['label', 'category'];

/**
 * Reads a table of labels (comma, semicolon or tab separated, with a header): a column `row`,
 * `prompt_id`, `uid`, `question_id` or `id`, and a column `label` or `category`.
 * @returns the rows as they stand, and those that could not be read
 * @throws TouchstoneError `label-columns`
 */
export function parseLabelFile(
  text: string,
  file: string,
): { readonly rows: LabelRow[]; readonly errors: RowError[] } {
  const parser = new DelimitedParser(detectTextForm(text, true).delimiter ?? ',');
  const batches = [parser.push(text), parser.finish()];
  const find = (names: readonly string[]) =>
    parser.columns.find((column) => names.includes(column.toLowerCase()));
  const key = find(KEY_COLUMNS);
  const category = find(CATEGORY_COLUMNS);
  if (key === undefined || category === undefined)
    throw new TouchstoneError(
      'label-columns',
      `${file} needs a column "row" or "prompt_id" and a column "label"; it has ${parser.columns.join(', ') || 'none'}. Name them in the first line.`,
    );
  const cell = (value: unknown) => String(value ?? '').trim();
  const rows = batches.flatMap(({ records }) =>
    records.map(({ row, value }) => {
      const record = value as Readonly<Record<string, unknown>>;
      return { key: cell(record[key]), category: cell(record[category]), line: row };
    }),
  );
  const errors = batches.flatMap(({ faults }) => faults.map((fault) => ({ file, ...fault })));
  return { rows, errors };
}
