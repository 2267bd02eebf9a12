import { drawsOf } from './bootstrap-draws';
import type { Draws } from './bootstrap-draws';
import { benjaminiHochberg, holm } from './multiple-testing';
import { erfc } from './normal-distribution';
import { meanAndDeviation, percentileInterval } from './quantile';

/** first's score minus second's, in the scores' unit. */
export interface PairDifference {
  readonly first: number;
  readonly second: number;
  readonly difference: number;
  /** Percentile interval of the difference over the joint rounds; NaN where it can't be had. */
  readonly lower: number;
  readonly upper: number;
  /** Bootstrap standard error. */
  readonly deviation: number;
  /**
   * Two-sided p-value of "no difference", from difference/deviation as a normal deviate; NaN without
   * an interval, and then 1 when adjusted.
   */
  readonly pValue: number;
  readonly pHolm: number;
  readonly pBenjaminiHochberg: number;
}

/**
 * Every pair's difference with its bootstrap interval. Rounds are joint, so that what two models
 * share (prompts, the baseline's luck) cancels, and a baseline without variance is treated rightly.
 * p-values are normal, as counting rounds can't resolve what is left after correcting for thousands
 * of pairs. Cost pairs × rounds·log(rounds).
 * @param scores one a model; NaN for a model off the scale, whose pairs are left out
 * @param interval coverage, such as 0.95
 */
export function pairwiseDifferences(
  draws: Draws,
  scores: Float64Array,
  interval: number,
): PairDifference[] {
  const found: Omit<PairDifference, 'pHolm' | 'pBenjaminiHochberg'>[] = [];
  const between = new Float64Array(draws.rounds);
  for (let first = 0; first < draws.models; first++) {
    const a = drawsOf(draws, first);
    for (let second = first + 1; second < draws.models; second++) {
      const difference = scores[first] - scores[second];
      if (Number.isNaN(difference)) continue;
      const b = drawsOf(draws, second);
      for (let round = 0; round < draws.rounds; round++) between[round] = a[round] - b[round];
      const bounds = percentileInterval(between, interval);
      const { deviation } = meanAndDeviation(between);
      found.push({
        first,
        second,
        difference,
        lower: bounds?.lower ?? NaN,
        upper: bounds?.upper ?? NaN,
        deviation,
        pValue: bounds ? pValueOf(difference, deviation) : NaN,
      });
    }
  }
  const pValues = found.map((pair) => (Number.isNaN(pair.pValue) ? 1 : pair.pValue));
  const byHolm = holm(pValues);
  const byBenjaminiHochberg = benjaminiHochberg(pValues);
  return found.map((pair, i) => ({
    ...pair,
    pHolm: byHolm[i],
    pBenjaminiHochberg: byBenjaminiHochberg[i],
  }));
}

function pValueOf(difference: number, deviation: number): number {
  return difference === 0 ? 1 : erfc(Math.abs(difference) / deviation / Math.SQRT2);
}

/**
 * Whether the interval of the difference leaves out 0; bounds that touch it count as leaving out. A
 * pair without an interval is not separated.
 */
export function isSeparatedByDifference(
  pair: Pick<PairDifference, 'difference' | 'lower' | 'upper'>,
): boolean {
  return (pair.lower >= -1e-9 || pair.upper <= 1e-9) && Math.abs(pair.difference) > 1e-9;
}
