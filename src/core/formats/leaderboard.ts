import Papa from 'papaparse';
import { TouchstoneError } from '../data';
import type { RowError } from '../data';
import type { LeaderboardRow } from '../quality/leaderboard';
import { isBootstrapResult, readBootstrapResult } from './bootstrap-results';
import type { FileRecord, RowFault } from './file-record';
import { MODEL_COLUMNS, plainNames } from './plain-names';
import { isUntypedRecord, numberValue, quoted, textValue } from './record-value';
import type { UntypedRecord } from './record-value';

/** Members that published leaderboards use, most telling first; compared without case and blanks. */
const SCORE = ['score', 'rating', 'arenascore', 'elo', 'winrate', 'lengthcontrolledwinrate'];
const LOWER = ['lower', 'ratingq025', 'ratinglower', 'scorelower', 'lowerbound', 'cilower', 'q025'];
const UPPER = ['upper', 'ratingq975', 'ratingupper', 'scoreupper', 'upperbound', 'ciupper', 'q975'];
const INTERVAL = ['ci', '95%ci', 'interval'];
const VARIANCE = ['variance', 'var'];
const STANDARD_ERROR = ['standarderror', 'stderr', 'se', 'lcstandarderror'];
const TOKENS = ['avgtokens', 'averagetokens', 'tokens'];
const CHARACTERS = ['avglength', 'averagelength', 'avgchars'];
const MAX_NAMED_COLUMNS = 12;
/** A score may be printed with fewer digits than its bounds: so far beside them, as a share of it. */
const ROUNDING_SHARE = 0.001;
const Z_95 = 1.959963984540054;

/** What a file of a leaderboard gave. */
export interface LeaderboardFile {
  readonly file: string;
  readonly rows: readonly LeaderboardRow[];
  /** Rows left out. */
  readonly errors: readonly RowError[];
  /** Bootstrap results that stand sorted within a model: nothing joint may be derived from them. */
  readonly sortedResults: boolean;
}

export interface LeaderboardChoice {
  /**
   * Column to take as the score, as the file names it: for a file with several, such as AlpacaEval's
   * `win_rate` and `length_controlled_winrate`. By default the first known name.
   */
  readonly score?: string;
}

/**
 * A leaderboard from the records of a table, or of bootstrap results (JSONL). Columns are found by
 * the names in use: model, score or rating, bounds or a `CI` column like "(-1.8, +1.6)" around the
 * score, variance or standard error (bounds are then ±1.96 of it), average tokens. A row without a
 * number for a score, with a reversed interval or one of another figure is left out and listed; so is
 * a repeated model.
 * AlpacaEval's standard error belongs to its `win_rate`; another score chosen stands without one.
 * @throws TouchstoneError `no-leaderboard` where no row can be read
 */
export function readLeaderboard(
  file: string,
  records: readonly FileRecord[],
  faults: readonly RowFault[] = [],
  choice: LeaderboardChoice = {},
): LeaderboardFile {
  const rows = new Map<string, LeaderboardRow>();
  const errors: RowError[] = faults.map((fault) => ({ file, ...fault }));
  for (const { row, value } of records) {
    const read = isBootstrapResult(value)
      ? readBootstrapResult(value)
      : isUntypedRecord(value)
        ? readRow(value, choice)
        : 'not an object with columns';
    if (typeof read === 'string') errors.push({ file, row, reason: read });
    else if (rows.has(read.model)) {
      errors.push({ file, row, reason: `${quoted(read.model)} stands in an earlier row already` });
    } else rows.set(read.model, read);
  }
  if (rows.size === 0) {
    const [first] = errors;
    const found = records.find(({ value }) => isUntypedRecord(value))?.value;
    const columns = found ? Object.keys(found as UntypedRecord).slice(0, MAX_NAMED_COLUMNS) : [];
    throw new TouchstoneError(
      'no-leaderboard',
      `${file} holds no leaderboard${first ? ` (row ${first.row}: ${first.reason})` : ''}${columns.length > 0 ? `; its columns are ${columns.join(', ')}` : ''}. It needs a column \`model\` and a column \`score\` or \`rating\`.`,
    );
  }
  return {
    file,
    rows: [...rows.values()],
    errors,
    sortedResults: [...rows.values()].some(({ results }) => results && isAscending(results)),
  };
}

function isAscending(values: readonly number[]): boolean {
  return values.length > 1 && values.every((value, i) => i === 0 || values[i - 1] <= value);
}

function readRow(record: UntypedRecord, choice: LeaderboardChoice): LeaderboardRow | string {
  const plain = plainNames(record);
  const model = textValue(plain, ...MODEL_COLUMNS);
  if (!model) return 'no `model`';
  const isOwn = choice.score === undefined;
  const score = isOwn ? numberValue(plain, ...SCORE) : numberValue(record, choice.score);
  if (score === null) {
    return `${quoted(model)} has no \`${choice.score ?? 'score'}\`${isOwn ? ' or `rating`' : ''}`;
  }
  if (!Number.isFinite(score)) return `${quoted(model)}: the score is not a number`;
  const standardError = isOwn ? numberValue(plain, ...STANDARD_ERROR) : null;
  const variance =
    numberValue(plain, ...VARIANCE) ?? (standardError === null ? null : standardError ** 2);
  if (variance !== null && !(variance >= 0 && variance < Infinity)) {
    return `${quoted(model)}: the variance is not a number from 0`;
  }
  const bounds = boundsOf(plain, score, standardError);
  if (bounds && !bounds.every(Number.isFinite)) {
    return `${quoted(model)}: a bound of the interval is not a number`;
  }
  if (bounds && bounds[0] > bounds[1]) {
    return `${quoted(model)}: the interval is reversed (${bounds[0]} to ${bounds[1]})`;
  }
  if (bounds && isBeside(score, bounds)) {
    return `${quoted(model)}: the score ${score} lies outside its interval (${bounds[0]} to ${bounds[1]}); bounds must be of the same figure, and a \`CI\` column gives distances from the score`;
  }
  const tokens = numberValue(plain, ...TOKENS);
  const characters = numberValue(plain, ...CHARACTERS);
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

function boundsOf(
  plain: UntypedRecord,
  score: number,
  standardError: number | null,
): [number, number] | null {
  const lower = numberValue(plain, ...LOWER);
  const upper = numberValue(plain, ...UPPER);
  if (lower !== null && upper !== null) return [lower, upper];
  const around = textValue(plain, ...INTERVAL);
  if (around !== null) {
    const offsets = around.replaceAll('−', '-').match(/[-+]?\d+(?:\.\d+)?/g);
    if (offsets?.length !== 2) return [NaN, NaN];
    const [first, second] = offsets.map(Number);
    return [score + Math.min(first, second), score + Math.max(first, second)];
  }
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
