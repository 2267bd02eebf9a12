import type { LeaderboardRow } from '../quality/leaderboard';
import { isUntypedRecord, nameValue, numberValue } from './record-value';
import type { UntypedRecord } from './record-value';

/** Arena-Hard's bootstrap results: model, score, lower, upper, results[], one record a model. */
export function isBootstrapResult(record: unknown): record is UntypedRecord {
  return isUntypedRecord(record) && 'model' in record && Array.isArray(record.results);
}

/** The row, or a sentence that says why there is none. */
export function readBootstrapResult(record: UntypedRecord): LeaderboardRow | string {
  const model = nameValue(record, 'model');
  const score = numberValue(record, 'score');
  const lower = numberValue(record, 'lower');
  const upper = numberValue(record, 'upper');
  const results = record.results as unknown[];
  if (!model) return 'no `model`';
  if (score === null || !Number.isFinite(score)) return `${model}: \`score\` is not a number`;
  if ((lower !== null && !Number.isFinite(lower)) || (upper !== null && !Number.isFinite(upper))) {
    return `${model}: \`lower\` or \`upper\` is not a number`;
  }
  if (lower !== null && upper !== null && lower > upper) {
    return `${model}: the interval is reversed (${lower} to ${upper})`;
  }
  if (!results.every((each): each is number => Number.isFinite(each))) {
    return `${model}: \`results\` holds something that is not a number`;
  }
  return { model, score, lower, upper, variance: null, averageTokens: null, results };
}

/** Rows as such records; those without results are left out. */
export function writeBootstrapResults(rows: readonly LeaderboardRow[]): UntypedRecord[] {
  return rows.flatMap(({ model, score, lower, upper, results }) =>
    results ? [{ model, score, lower, upper, results }] : [],
  );
}
