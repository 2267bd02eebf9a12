/** Bounds of an interval; null where it can't be had. */
export interface Interval {
  readonly lower: number;
  readonly upper: number;
}

/**
 * Quantile of ascending numbers, linear between order statistics (type 7, as numpy and R).
 * @param sorted ascending, without NaN
 * @param p in [0, 1]
 * @returns NaN for no numbers
 */
export function quantileSorted(sorted: ArrayLike<number>, p: number): number {
  if (sorted.length === 0) return NaN;
  const at = (sorted.length - 1) * p;
  const below = Math.floor(at);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
}

/** Share of undefined rounds above which an interval is withheld. */
const MAX_UNDEFINED_SHARE = 0.05;

/**
 * The percentile interval of bootstrap draws, NaN (undefined rounds) left out.
 * @param interval coverage, such as 0.95
 * @returns null when more than 5 % of the rounds are undefined, or all
 */
export function percentileInterval(draws: Float64Array, interval: number): Interval | null {
  const defined = draws.filter((each) => !Number.isNaN(each)).sort();
  if (defined.length === 0 || defined.length < draws.length * (1 - MAX_UNDEFINED_SHARE))
    return null;
  const tail = (1 - interval) / 2;
  return { lower: quantileSorted(defined, tail), upper: quantileSorted(defined, 1 - tail) };
}

/** Mean and standard deviation (ddof 0) of the numbers that are not NaN. */
export function meanAndDeviation(draws: Float64Array): { mean: number; deviation: number } {
  let count = 0;
  let sum = 0;
  for (const each of draws) {
    if (Number.isNaN(each)) continue;
    count++;
    sum += each;
  }
  const mean = sum / count;
  let squares = 0;
  for (const each of draws) if (!Number.isNaN(each)) squares += (each - mean) ** 2;
  return { mean, deviation: Math.sqrt(squares / count) };
}
