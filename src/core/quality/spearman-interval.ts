import { twoSidedZ } from '../ranking/normal-distribution';
import type { Interval } from '../ranking/quantile';

/** Variance of Fisher’s z of a rank correlation, times n − 3. */
const FIELLER = 1.06;

/**
 * Approximate interval of Spearman's ρ of n pairs, through Fisher's z with Fieller's variance
 * 1.06/(n − 3). Null for fewer than four pairs, or where ρ is ±1 or undefined.
 * Source: Fieller, Hartley & Pearson 1957.
 * @param interval coverage, such as 0.95
 */
export function spearmanInterval(rho: number, n: number, interval: number): Interval | null {
  if (n < 4 || !(Math.abs(rho) < 1)) return null;
  const half = twoSidedZ(interval) * Math.sqrt(FIELLER / (n - 3));
  const z = Math.atanh(rho);
  return { lower: Math.tanh(z - half), upper: Math.tanh(z + half) };
}
