import type { BattleIndex } from './battle-index';
import { drawsOf } from './bootstrap-draws';
import type { BootstrappedFit, Draws } from './bootstrap-draws';
import { POINTS_PER_LOGIT } from './bradley-terry';
import { twoSidedZ } from './normal-distribution';
import { percentileInterval } from './quantile';
import type { Interval } from './quantile';
import { tally } from './tally';
import type { Tally } from './tally';
import { averageWinRate, effectiveWilson, isFew } from './win-rate';

/**
 * The intervals that a ranking goes by: percentiles of the bootstrap, and Wilson's for a model with
 * fewer than ten wins, losses or prompts, whose rounds hold too little to tell how rare a loss is.
 * On a single prompt there are none.
 */
export class ModelIntervals {
  readonly tallied: Tally;
  /** 1 for a model with Wilson's interval; never the baseline. */
  readonly few: Uint8Array;
  readonly #fitted: BootstrappedFit;
  readonly #baseline: number;
  readonly #prompts: number;

  /** @param baseline row of the baseline, or −1 */
  constructor(index: BattleIndex, fitted: BootstrappedFit, baseline: number) {
    this.tallied = tally(index);
    this.#fitted = fitted;
    this.#baseline = baseline;
    this.#prompts = new Set(index.prompt).size;
    const { shares, battles, prompts } = this.tallied;
    this.few = Uint8Array.from(shares, (won, row) =>
      Number(row !== baseline && isFew(won, battles[row], prompts[row])),
    );
  }

  /** Of win rates, 0 to 1; null off the scale, and where too many rounds lack the model. */
  winRates(coverage: number): (Interval | null)[] {
    return this.#each(this.#fitted.winRateDraws, coverage, (_, wilson) => wilson);
  }

  /**
   * Of ratings: Wilson's bounds are carried over to the strengths that give such win rates, to
   * ±Infinity for a win rate of 1 or 0.
   * @param ratings as `ratingsOf` gives them for the same fit
   */
  ratings(
    { scores, draws }: { readonly scores: Float64Array; readonly draws: Draws },
    coverage: number,
  ): (Interval | null)[] {
    const { strengths } = this.#fitted.fit;
    return this.#each(draws, coverage, (row, { lower, upper }) => {
      const at = (rate: number) =>
        scores[row] + POINTS_PER_LOGIT * (this.#strengthOf(row, rate) - strengths[row]);
      return {
        lower: Math.min(scores[row], at(lower)),
        upper: Math.max(scores[row], at(upper)),
      };
    });
  }

  /**
   * Standard errors of the models with Wilson's interval, NaN for the others: a half width over the
   * normal deviate, of the finite side where there is but one.
   * @param intervals of win rates or of ratings, in the unit of `scores`
   */
  errors(
    scores: Float64Array,
    intervals: readonly (Interval | null)[],
    coverage: number,
  ): Float64Array {
    const z = twoSidedZ(coverage);
    return scores.map((score, row) => {
      const own = intervals[row];
      if (!own || this.few[row] === 0) return NaN;
      const sides = [score - own.lower, own.upper - score].filter(Number.isFinite);
      return sides.reduce((sum, each) => sum + each, 0) / sides.length / z;
    });
  }

  #each(
    draws: Draws,
    coverage: number,
    carried: (row: number, wilson: Interval) => Interval,
  ): (Interval | null)[] {
    const { winRates } = this.#fitted;
    return Array.from(winRates, (rate, row) => {
      if (this.#prompts < 2 || Number.isNaN(rate)) return null;
      return this.few[row] === 1
        ? carried(row, this.#wilson(row, coverage))
        : percentileInterval(drawsOf(draws, row), coverage);
    });
  }

  #wilson(row: number, coverage: number): Interval {
    const { winRates, winRateDraws } = this.#fitted;
    const prompts = this.tallied.prompts[row];
    return effectiveWilson(winRates[row], drawsOf(winRateDraws, row), prompts, coverage);
  }

  /** The strength at which a model's win rate would be so high. */
  #strengthOf(row: number, rate: number): number {
    const { fit, winRates, style } = this.#fitted;
    if (this.#baseline >= 0) {
      // What style adds at the pool's average, which leaves the baseline's own strength at 0.
      const shift = style ? logit(winRates[row]) - fit.strengths[row] : 0;
      return fit.strengths[this.#baseline] + logit(rate) - shift;
    }
    return rate <= 0 || rate >= 1 ? logit(rate) : averagedStrength(fit.strengths, row, rate);
  }
}

const logit = (share: number) => Math.log(share / (1 - share));

/** Beyond so many logits from all others a win rate is 0 or 1. */
const FURTHEST_LOGITS = 40;
const HALVINGS = 60;

/** The strength at which a model's fitted win rate over all the others is `rate`, by bisection. */
function averagedStrength(strengths: Float64Array, model: number, rate: number): number {
  const known = strengths.filter((each) => !Number.isNaN(each));
  let low = known.reduce((least, each) => Math.min(least, each), Infinity) - FURTHEST_LOGITS;
  let high = known.reduce((most, each) => Math.max(most, each), -Infinity) + FURTHEST_LOGITS;
  for (let halving = 0; halving < HALVINGS; halving++) {
    const middle = (low + high) / 2;
    if (averageWinRate(strengths, model, middle) < rate) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
