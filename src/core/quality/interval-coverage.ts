import { twoSidedZ } from '../ranking/normal-distribution';
import { percentileInterval } from '../ranking/quantile';
import type { LeaderboardRow } from './leaderboard';

/** Rows with the intervals of another coverage. */
export interface RecoveredRows {
  readonly rows: readonly LeaderboardRow[];
  /** Some interval rests on a normal distribution, as the row has no bootstrap results. */
  readonly normal: boolean;
}

/**
 * The rows with intervals of coverage `wanted` in place of the published ones: percentiles of the
 * bootstrap results; without them score ± z·σ of the variance; without that the published bounds
 * drawn in by the ratio of the two z. A row with none of the three stays without an interval.
 * @param published coverage of the rows' own intervals, such as 0.95
 * @param wanted such as 0.8
 */
export function atCoverage(
  rows: readonly LeaderboardRow[],
  published: number,
  wanted: number,
): RecoveredRows {
  const z = twoSidedZ(wanted);
  const ratio = z / twoSidedZ(published);
  let normal = false;
  const recovered = rows.map((row): LeaderboardRow => {
    const { score, lower, upper, variance, results } = row;
    if (results && results.length > 0) {
      return { ...row, ...percentileInterval(Float64Array.from(results), wanted) };
    }
    if (variance !== null) {
      normal = true;
      const half = z * Math.sqrt(variance);
      return { ...row, lower: score - half, upper: score + half };
    }
    if (lower === null || upper === null) return row;
    normal = true;
    return {
      ...row,
      lower: score - ratio * (score - lower),
      upper: score + ratio * (upper - score),
    };
  });
  return { rows: recovered, normal };
}
