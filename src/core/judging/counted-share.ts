import { twoSidedZ } from '../ranking/normal-distribution';
import type { Interval } from '../ranking/quantile';
import { wilsonInterval } from '../ranking/win-rate';

/** A share of what was counted, with its interval. */
export interface CountedShare {
  /** 0 to 1. */
  readonly share: number;
  readonly interval: Interval;
  /** At least 1. */
  readonly n: number;
}

/**
 * `hits` of `n` as a share with Wilson's interval; null where nothing was counted.
 * @param coverage of the interval, such as 0.95
 */
export function countedShare(hits: number, n: number, coverage: number): CountedShare | null {
  if (n === 0) return null;
  return { share: hits / n, interval: wilsonInterval(hits / n, n, twoSidedZ(coverage)), n };
}
