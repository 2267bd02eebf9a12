import Papa from 'papaparse';
import { TouchstoneError } from '../data';
import type { RowError } from '../data';
import type { LeaderboardRow } from '../quality/leaderboard';
import { isBootstrapResult, readBootstrapResult } from './bootstrap-results';
import type { FileRecord, RowFault } from './file-record';
import { MODEL_COLUMNS, plainName, plainNames } from './plain-names';
import { figureValue, parseInterval } from './printed-figure';
import { isUntypedRecord, quoted, textValue } from './record-value';
import type { UntypedRecord } from './record-value';

/** Members that published leaderboards use, most telling first; compared without case and blanks. */
const SCORE = ['score', 'rating', 'arenascore', 'elo', 'winrate', 'lengthcontrolledwinrate'];
const LOWER = ['lower', 'ratingq025', 'ratinglower', 'scorelower', 'lowerbound', 'cilower', 'q025'];
const UPPER = ['upper', 'ratingq975', 'ratingupper', 'scoreupper', 'upperbound', 'ciupper', 'q975'];
const INTERVAL = ['ci', '95%ci', 'interval'];
const VARIANCE = ['variance', 'var'];
const STANDARD_ERROR = ['standarderror', 'stderr', 'se'];
/** Standard errors that belong to one score alone. */
const OWN_ERROR: Readonly<Record<string, string>> = { lengthcontrolledwinrate: 'lcstandarderror' };
const TOKENS = ['avgtokens', 'averagetokens', 'tokens'];
const CHARACTERS = ['avglength', 'averagelength', 'avgchars'];
const MAX_NAMED_COLUMNS = 12;
/** A score may be printed with fewer digits than its bounds: so far beside them, as a share of it. */
const ROUNDING_SHARE = 0.001;
const Z_95 = 1.959963984540054;

/** A file's leaderboard by one of its columns of scores. */
export interface LeaderboardReading {
  /** The column, as the file names it; null for bootstrap results. */
  readonly score: string | null;
  readonly rows: readonly LeaderboardRow[];
  /** Rows left out. */
  readonly errors: readonly RowError[];
}

/** What a file of a leaderboard gave. */
export interface LeaderboardFile extends LeaderboardReading {
  readonly file: string;
  /** By each known column of scores, this one among them; empty where there is one at the most. */
  readonly readings: readonly LeaderboardReading[];
  /** Bootstrap results that stand sorted within a model: nothing joint may be derived from them. */
  readonly sortedResults: boolean;
}

export interface LeaderboardChoice {
  /**
   * Column to take as the score, as the file names it: for a file with several, such as AlpacaEval's
   * `win_rate` and `length_controlled_winrate`. The first known name where left out, or where the
   * file has no such column.
   */
  readonly score?: string;
}

/** The columns whose names say that they hold the score of the whole, most telling first. */
export function scoreColumns(records: readonly FileRecord[]): string[] {
  const columns = columnsOf(records);
  return SCORE.flatMap((name) => columns.find((column) => plainName(column) === name) ?? []);
}

/** Those with something in them. */
function columnsOf(records: readonly FileRecord[]): string[] {
  const columns = new Set<string>();
  for (const { value } of records) {
    if (!isUntypedRecord(value)) continue;
    for (const name of Object.keys(value)) if (figureValue(value, name) !== null) columns.add(name);
  }
  return [...columns];
}

/**
 * A leaderboard from the records of a table, or of bootstrap results (JSONL). Columns are found by
 * the names in use: model, score or rating, bounds or a `CI` column (see {@link parseInterval}),
 * variance or standard error (bounds are then ±1.96 of it), average tokens. A row without a number
 * for a score, with a reversed interval or one of another figure is left out and listed; so is a
 * repeated model.
 * Of several scores the first has the bounds, the variance and the standard error; another has only
 * an error of its own, as AlpacaEval's length-controlled win rate has in `lc_standard_error`.
 * @throws TouchstoneError `no-leaderboard` where no row can be read
 */
export function readLeaderboard(
  file: string,
  records: readonly FileRecord[],
  faults: readonly RowFault[] = [],
  choice: LeaderboardChoice = {},
): LeaderboardFile {
  const known = scoreColumns(records);
  const wanted = choice.score === undefined ? null : plainName(choice.score);
  const chosen = columnsOf(records).find((column) => plainName(column) === wanted);
  const read = (score: string | null) => readBy(file, records, faults, score, known[0] ?? score);
  const reading = read(chosen ?? known[0] ?? null);
  const { rows, errors } = reading;
  if (rows.length === 0) {
    const [first] = errors;
    const found = records.find(({ value }) => isUntypedRecord(value))?.value;
    const columns = found ? Object.keys(found as UntypedRecord).slice(0, MAX_NAMED_COLUMNS) : [];
    throw new TouchstoneError(
      'no-leaderboard',
      `${file} holds no leaderboard${first ? ` (row ${first.row}: ${first.reason})` : ''}${columns.length > 0 ? `; its columns are ${columns.join(', ')}` : ''}. It needs a column \`model\` and a column \`score\` or \`rating\`.`,
    );
  }
  const readings = known.map((score) => (score === reading.score ? reading : read(score)));
  return {
    file,
    ...reading,
    readings: readings.length > 1 ? readings.filter((each) => each.rows.length > 0) : [],
    sortedResults: rows.some(({ results }) => results && isAscending(results)),
  };
}

/** @param main the score that bounds, variance and standard error belong to */
function readBy(
  file: string,
  records: readonly FileRecord[],
  faults: readonly RowFault[],
  score: string | null,
  main: string | null,
): LeaderboardReading {
  const rows = new Map<string, LeaderboardRow>();
  const errors: RowError[] = faults.map((fault) => ({ file, ...fault }));
  for (const { row, value } of records) {
    const read = isBootstrapResult(value)
      ? readBootstrapResult(value)
      : isUntypedRecord(value)
        ? readRow(value, score, score === main)
        : 'not an object with columns';
    if (typeof read === 'string') errors.push({ file, row, reason: read });
    else if (rows.has(read.model)) {
      errors.push({ file, row, reason: `${quoted(read.model)} stands in an earlier row already` });
    } else rows.set(read.model, read);
  }
  const isOfResults = records.every(({ value }) => isBootstrapResult(value));
  return { score: isOfResults ? null : score, rows: [...rows.values()], errors };
}

function isAscending(values: readonly number[]): boolean {
  return values.length > 1 && values.every((value, i) => i === 0 || values[i - 1] <= value);
}

function readRow(
  record: UntypedRecord,
  column: string | null,
  isMain: boolean,
): LeaderboardRow | string {
  const plain = plainNames(record);
  const model = textValue(plain, ...MODEL_COLUMNS)?.trim();
  if (!model) return 'no `model`';
  const score = column === null ? null : figureValue(record, column);
  if (score === null) {
    return `${quoted(model)} has no ${column === null ? '`score` or `rating`' : `\`${column}\``}`;
  }
  if (!Number.isFinite(score)) {
    return `${quoted(model)}: the score ${quoted(record[column!])} is not a number`;
  }
  const ownError = OWN_ERROR[plainName(column!)];
  const standardError = figureValue(
    plain,
    ...(ownError ? [ownError] : []),
    ...(isMain ? STANDARD_ERROR : []),
  );
  const variance =
    (isMain ? figureValue(plain, ...VARIANCE) : null) ??
    (standardError === null ? null : standardError ** 2);
  if (variance !== null && !(variance >= 0 && variance < Infinity)) {
    return `${quoted(model)}: the variance is not a number from 0`;
  }
  const bounds = (isMain ? boundsOf(plain, score) : null) ?? boundsAround(score, standardError);
  if (typeof bounds === 'string') return `${quoted(model)}: ${bounds}`;
  if (bounds && bounds[0] > bounds[1]) {
    return `${quoted(model)}: the interval is reversed (${bounds[0]} to ${bounds[1]})`;
  }
  if (bounds && isBeside(score, bounds)) {
    return `${quoted(model)}: the score ${score} lies outside its interval (${bounds[0]} to ${bounds[1]}); bounds must be of the same figure, and distances from the score bear a sign, as in (-1.8, +1.6)`;
  }
  const tokens = figureValue(plain, ...TOKENS);
  const characters = figureValue(plain, ...CHARACTERS);
  return {
    model,
    score,
    lower: bounds?.[0] ?? null,
    upper: bounds?.[1] ?? null,
    variance,
    averageTokens: tokens !== null && Number.isFinite(tokens) ? tokens : null,
    ...(characters !== null && Number.isFinite(characters) && { averageCharacters: characters }),
    results: null,
  };
}

/**
 * Whether the interval is of another figure than the score. The point of a skewed bootstrap may lie
 * a little outside its percentiles: by the interval's width at the most.
 */
function isBeside(score: number, [lower, upper]: readonly [number, number]): boolean {
  const slack = upper - lower + ROUNDING_SHARE * Math.abs(score);
  return score < lower - slack || score > upper + slack;
}

/** Null where the row has none; a sentence where it can't be read. */
function boundsOf(plain: UntypedRecord, score: number): [number, number] | string | null {
  const lower = figureValue(plain, ...LOWER);
  const upper = figureValue(plain, ...UPPER);
  if (lower !== null && upper !== null) {
    if (Number.isFinite(lower) && Number.isFinite(upper)) return [lower, upper];
    return 'a bound of the interval is not a number';
  }
  const printed = textValue(plain, ...INTERVAL);
  if (printed === null) return null;
  return (
    parseInterval(printed, score) ??
    `the interval ${quoted(printed)} is none of such as (-1.8, +1.6), ±1.7 or 80-84`
  );
}

function boundsAround(score: number, standardError: number | null): [number, number] | null {
  if (standardError === null) return null;
  return [score - Z_95 * standardError, score + Z_95 * standardError];
}

/** Rows as CSV with the columns that {@link readLeaderboard} reads. */
export function writeLeaderboardCsv(rows: readonly LeaderboardRow[]): string {
  const data = rows.map(({ model, score, lower, upper, variance, averageTokens }) => [
    model,
    score,
    lower,
    upper,
    variance,
    averageTokens,
  ]);
  const fields = ['model', 'score', 'lower', 'upper', 'variance', 'avg_tokens'];
  return Papa.unparse({ fields, data }, { newline: '\n' }) + '\n';
}
