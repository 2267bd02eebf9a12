import Papa from 'papaparse';
import type { RowError } from '../data';
import type { LeaderboardRow } from '../quality/leaderboard';
import type { FileRecord } from './file-record';
import { MODEL_COLUMNS, plainName, plainNames } from './plain-names';
import { figureValue } from './printed-figure';
import { isUntypedRecord, quoted, textValue } from './record-value';

/** A model's score in one category. Null where there is none. */
export interface CategoryScore {
  readonly model: string;
  readonly category: string;
  readonly score: number;
  readonly lower: number | null;
  readonly upper: number | null;
  /** Battles that it rests on. */
  readonly n: number | null;
}

export interface WideLeaderboard {
  /** By category, in the order of the columns; each with the models that have a score. */
  readonly boards: ReadonlyMap<string, readonly LeaderboardRow[]>;
  /** Rows and cells left out. */
  readonly errors: readonly RowError[];
}

/** Columns of numbers that are no category. */
const NO_CATEGORY = [
  ...['rank', 'avgtokens', 'averagetokens', 'avglength', 'n', 'battles', 'votes'],
  ...['cost', 'price', 'date', 'year'],
];

/**
 * A leaderboard by category as a wide table: model, and one column of scores a category, empty where
 * a model has none. A column that holds numbers in no more than half of its cells is no category.
 */
export function readWideLeaderboard(file: string, records: readonly FileRecord[]): WideLeaderboard {
  const categories = scoredColumns(records);
  const boards = new Map(categories.map((category) => [category, [] as LeaderboardRow[]]));
  const errors: RowError[] = [];
  const models = new Set<string>();
  for (const { row, value } of records) {
    const refuse = (reason: string) => errors.push({ file, row, reason });
    const record = isUntypedRecord(value) ? value : {};
    const model = textValue(plainNames(record), ...MODEL_COLUMNS)?.trim();
    if (!model) refuse('no `model`');
    else if (models.has(model)) refuse(`${quoted(model)} stands in an earlier row already`);
    else {
      models.add(model);
      for (const [category, rows] of boards) {
        const score = figureValue(record, category);
        if (score === null) continue;
        if (Number.isFinite(score)) rows.push(scoreOnly(model, score));
        else
          refuse(
            `${quoted(model)}, ${quoted(category)}: ${quoted(record[category])} is not a number`,
          );
      }
    }
  }
  return { boards, errors };
}

function scoredColumns(records: readonly FileRecord[]): string[] {
  const cells = new Map<string, { filled: number; numbers: number }>();
  for (const { value } of records) {
    if (!isUntypedRecord(value)) continue;
    for (const name of Object.keys(value)) {
      const figure = figureValue(value, name);
      const counts = cells.get(name) ?? { filled: 0, numbers: 0 };
      if (figure !== null) counts.filled++;
      if (figure !== null && Number.isFinite(figure)) counts.numbers++;
      cells.set(name, counts);
    }
  }
  const none = [...MODEL_COLUMNS, ...NO_CATEGORY];
  return [...cells].flatMap(([name, { filled, numbers }]) =>
    2 * numbers > filled && !none.includes(plainName(name)) ? [name] : [],
  );
}

function scoreOnly(model: string, score: number): LeaderboardRow {
  const none = { lower: null, upper: null, variance: null, averageTokens: null, results: null };
  return { model, score, ...none };
}

/** Scores as a table: long keeps all, wide the scores only. */
export function writeCategoryLeaderboardCsv(
  scores: readonly CategoryScore[],
  form: 'wide' | 'long',
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
