import Papa from 'papaparse';
import { TouchstoneError } from '../data';
import type { RowError } from '../data';
import type { LeaderboardRow } from '../quality/leaderboard';
import type { FileRecord } from './file-record';
import { MODEL_COLUMNS, plainName, plainNames } from './plain-names';
import { isUntypedRecord, numberValue, quoted, textValue } from './record-value';
import type { UntypedRecord } from './record-value';

/** A model's score in one category. Null where the file has none. */
export interface CategoryScore {
  readonly model: string;
  readonly category: string;
  readonly score: number;
  readonly lower: number | null;
  readonly upper: number | null;
  /** Battles that it rests on. */
  readonly n: number | null;
}

export interface CategoryLeaderboard {
  readonly form: 'wide' | 'long';
  /** By first appearance. */
  readonly categories: readonly string[];
  readonly scores: readonly CategoryScore[];
  /** Rows and cells left out. */
  readonly errors: readonly RowError[];
}

/** Columns of a wide table that are no category. */
const NO_CATEGORY = ['rank', 'avgtokens', 'averagetokens', 'avglength', 'n', 'battles', 'date'];

/**
 * A leaderboard by category: long (model, category, score, optional lower, upper, n) or wide (model,
 * and one column of scores a category, empty where a model has none).
 * @throws TouchstoneError `no-category-leaderboard` where no score can be read
 */
export function readCategoryLeaderboard(
  file: string,
  records: readonly FileRecord[],
): CategoryLeaderboard {
  const errors: RowError[] = [];
  const refuse = (row: number, reason: string) => errors.push({ file, row, reason });
  const isLong = records.some(({ value }) => isLongRow(value));
  const scores = records.flatMap(({ row, value }): CategoryScore[] => {
    if (!isUntypedRecord(value)) {
      refuse(row, 'not an object with columns');
      return [];
    }
    return isLong
      ? readLongRow(value, (reason) => refuse(row, reason))
      : readWideRow(value, (reason) => refuse(row, reason));
  });
  const categories = [...new Set(scores.map(({ category }) => category))];
  if (categories.length === 0) {
    throw new TouchstoneError(
      'no-category-leaderboard',
      `${file} holds no scores by category. It needs a column \`model\` and either the columns \`category\` and \`score\`, or one column of scores a category.`,
    );
  }
  return { form: isLong ? 'long' : 'wide', categories, scores, errors };
}

function isLongRow(value: unknown): boolean {
  if (!isUntypedRecord(value)) return false;
  const plain = plainNames(value);
  return 'category' in plain && ('score' in plain || 'rating' in plain);
}

function readLongRow(record: UntypedRecord, refuse: (reason: string) => void): CategoryScore[] {
  const plain = plainNames(record);
  const model = textValue(plain, ...MODEL_COLUMNS);
  const category = textValue(plain, 'category');
  const score = numberValue(plain, 'score', 'rating');
  const lower = numberValue(plain, 'lower', 'ratingq025');
  const upper = numberValue(plain, 'upper', 'ratingq975');
  const n = numberValue(plain, 'n', 'battles');
  const numbers = [score ?? NaN, lower ?? 0, upper ?? 0, n ?? 0];
  if (!model || !category) refuse('no `model` or no `category`');
  else if (!numbers.every(Number.isFinite)) {
    refuse(`${quoted(model)}, ${quoted(category)}: score, bounds or n is not a number`);
  } else if (lower !== null && upper !== null && lower > upper) {
    refuse(
      `${quoted(model)}, ${quoted(category)}: the interval is reversed (${lower} to ${upper})`,
    );
  } else return [{ model, category, score: score!, lower, upper, n }];
  return [];
}

function readWideRow(record: UntypedRecord, refuse: (reason: string) => void): CategoryScore[] {
  const model = textValue(plainNames(record), ...MODEL_COLUMNS);
  if (!model) {
    refuse('no `model`');
    return [];
  }
  return Object.keys(record).flatMap((category): CategoryScore[] => {
    const plain = plainName(category);
    if (MODEL_COLUMNS.includes(plain) || NO_CATEGORY.includes(plain)) return [];
    const score = numberValue(record, category);
    if (score === null) return [];
    if (Number.isFinite(score))
      return [{ model, category, score, lower: null, upper: null, n: null }];
    refuse(`${quoted(model)}, ${quoted(category)}: ${quoted(record[category])} is not a number`);
    return [];
  });
}

/** One category as a leaderboard, such as a reference to compare like with like. */
export function categoryRows(board: CategoryLeaderboard, category: string): LeaderboardRow[] {
  return board.scores
    .filter((each) => each.category === category)
    .map(({ model, score, lower, upper }) => ({
      model,
      score,
      lower,
      upper,
      variance: null,
      averageTokens: null,
      results: null,
    }));
}

/** Scores as a table: long keeps all, wide the scores only. */
export function writeCategoryLeaderboardCsv(
  scores: readonly CategoryScore[],
  form: CategoryLeaderboard['form'],
): string {
  if (form === 'long') {
    const fields = ['model', 'category', 'score', 'lower', 'upper', 'n'];
    const data = scores.map(({ model, category, score, lower, upper, n }) => [
      ...[model, category, score, lower, upper, n],
    ]);
    return unparsed(fields, data);
  }
  const categories = [...new Set(scores.map(({ category }) => category))];
  const rows = new Map<string, Map<string, number>>();
  for (const { model, category, score } of scores) {
    const row = rows.get(model) ?? new Map<string, number>();
    row.set(category, score);
    rows.set(model, row);
  }
  const data = [...rows].map(([model, row]) => [
    model,
    ...categories.map((category) => row.get(category) ?? null),
  ]);
  return unparsed(['model', ...categories], data);
}

function unparsed(fields: string[], data: (string | number | null)[][]): string {
  return Papa.unparse({ fields, data }, { newline: '\n' }) + '\n';
}
