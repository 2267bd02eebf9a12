import { drawsOf } from './bootstrap-draws';
import type { Draws } from './bootstrap-draws';
import type { ModelIntervals } from './model-intervals';
import { benjaminiHochberg, holm } from './multiple-testing';
import { erfc, twoSidedZ } from './normal-distribution';
import { meanAndDeviation, percentileInterval } from './quantile';
import type { Interval } from './quantile';

/** first's score minus second's, in the scores' unit. */
export interface PairDifference {
  readonly first: number;
  readonly second: number;
  readonly difference: number;
  /**
   * Percentile interval of the difference over the joint rounds; the reach of both models' own
   * intervals where one of them is Wilson's. NaN where it can't be had.
   */
  readonly lower: number;
  readonly upper: number;
  /** Bootstrap standard error; with Wilson's intervals what their side towards 0 comes to. */
  readonly deviation: number;
  /**
   * Two-sided p-value of "no difference", from difference/deviation as a normal deviate; NaN without
   * an interval, and then 1 when adjusted.
   */
  readonly pValue: number;
  readonly pHolm: number;
  readonly pBenjaminiHochberg: number;
}

/** Each model's own interval, and 1 for those that are Wilson's, see {@link ModelIntervals}. */
export interface OwnIntervals extends Pick<ModelIntervals, 'few'> {
  readonly bounds: readonly (Interval | null)[];
}

/**
 * Every pair's difference with its bootstrap interval. Rounds are joint, so that what two models
 * share (prompts, the baseline's luck) cancels, and a baseline without variance is treated rightly.
 * p-values are normal, as counting rounds can't resolve what is left after correcting for thousands
 * of pairs. Where a model has too few wins for the bootstrap, its pairs are told apart only if their
 * own intervals are. Cost pairs × rounds·log(rounds).
 * @param scores one a model; NaN for a model off the scale, whose pairs are left out
 * @param interval coverage, such as 0.95
 */
export function pairwiseDifferences(
  draws: Draws,
  scores: Float64Array,
  interval: number,
  own?: OwnIntervals,
): PairDifference[] {
  const found: Omit<PairDifference, 'pHolm' | 'pBenjaminiHochberg'>[] = [];
  const between = new Float64Array(draws.rounds);
  const z = twoSidedZ(interval);
  for (let first = 0; first < draws.models; first++) {
    const a = drawsOf(draws, first);
    for (let second = first + 1; second < draws.models; second++) {
      const difference = scores[first] - scores[second];
      if (Number.isNaN(difference)) continue;
      if (own && (!own.bounds[first] || !own.bounds[second] || own.few[first] || own.few[second])) {
        const reached = reach(difference, own.bounds[first], own.bounds[second], z);
        found.push({ first, second, difference, ...reached });
        continue;
      }
      const b = drawsOf(draws, second);
      for (let round = 0; round < draws.rounds; round++) between[round] = a[round] - b[round];
      const range = percentileInterval(between, interval);
      const { deviation } = meanAndDeviation(between);
      found.push({
        first,
        second,
        difference,
        lower: range?.lower ?? NaN,
        upper: range?.upper ?? NaN,
        deviation,
        pValue: range ? pValueOf(difference, deviation) : NaN,
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

/** How far apart two models can be by their own intervals. */
function reach(
  difference: number,
  one: Interval | null,
  other: Interval | null,
  z: number,
): Pick<PairDifference, 'lower' | 'upper' | 'deviation' | 'pValue'> {
  if (!one || !other) return { lower: NaN, upper: NaN, deviation: NaN, pValue: NaN };
  const [lower, upper] = [one.lower - other.upper, one.upper - other.lower];
  const deviation = (difference > 0 ? difference - lower : upper - difference) / z;
  return { lower, upper, deviation, pValue: pValueOf(difference, deviation) };
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
