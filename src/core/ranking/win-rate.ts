import type { PairCounts, Pairs } from './pair-counts';
import { twoSidedZ } from './normal-distribution';
import { meanAndDeviation } from './quantile';
import type { Interval } from './quantile';

/** Wins, losses or prompts below which a percentile interval of a win rate is unreliable. */
const FEW_WINS = 10;

/** Whether every battle is against one model: its mean outcome is then the win rate, fit or no fit. */
export function isStar(pairs: Pairs, centre: number): boolean {
  for (let p = 0; p < pairs.count; p++) {
    if (pairs.first[p] !== centre && pairs.second[p] !== centre) return false;
  }
  return centre >= 0;
}

/**
 * Win rates (0 to 1) against the centre of a star, as weighted means; 0.5 for the centre, NaN for a
 * model without battles.
 */
export function starWinRates(pairs: Pairs, counts: PairCounts, centre: number): Float64Array {
  const rates = new Float64Array(pairs.models).fill(NaN);
  rates[centre] = 0.5;
  for (let p = 0; p < pairs.count; p++) {
    if (counts.games[p] === 0) continue;
    const share = counts.wins[p] / counts.games[p];
    if (pairs.first[p] === centre) rates[pairs.second[p]] = 1 - share;
    else rates[pairs.first[p]] = share;
  }
  return rates;
}

/** Win rates against a baseline that the strengths (in logits) foretell, 0 to 1. */
export function fittedWinRates(strengths: Float64Array, baseline: number): Float64Array {
  return strengths.map((each) => 1 / (1 + Math.exp(strengths[baseline] - each)));
}

/**
 * Where there is no baseline: the fitted win rate against every other model on the scale, each
 * opponent weighing the same. 0 to 1, NaN off the scale. Cost models².
 */
export function averageWinRates(strengths: Float64Array): Float64Array {
  return strengths.map((own, model) => averageWinRate(strengths, model, own));
}

/** The same of one model, were it as strong as `own`. */
export function averageWinRate(strengths: Float64Array, model: number, own: number): number {
  let sum = 0;
  let opponents = 0;
  for (let other = 0; other < strengths.length; other++) {
    if (other === model || Number.isNaN(strengths[other])) continue;
    sum += 1 / (1 + Math.exp(strengths[other] - own));
    opponents++;
  }
  return sum / opponents;
}

/** Whether wins, losses or prompts are too few for a percentile interval. @param won sum of shares */
export function isFew(won: number, battles: number, prompts: number): boolean {
  return Math.min(won, battles - won, prompts) < FEW_WINS;
}

/**
 * Wilson's interval on the effective number of prompts: rate·(1 − rate)/variance of the draws, at most
 * those that there are.
 * @param rate 0 to 1, as the draws
 */
export function effectiveWilson(
  rate: number,
  draws: Float64Array,
  prompts: number,
  coverage: number,
): Interval {
  const effective = (rate * (1 - rate)) / meanAndDeviation(draws).deviation ** 2;
  const trials = effective > 0 ? Math.min(effective, prompts) : prompts;
  return wilsonInterval(rate, trials, twoSidedZ(coverage));
}

/**
 * Wilson's score interval of a share, on an effective number of independent trials.
 * @param share 0 to 1
 * @param trials effective n, such as share·(1 − share)/variance, or the number of prompts
 * @param z such as 1.96
 */
export function wilsonInterval(share: number, trials: number, z: number): Interval {
  const z2 = z * z;
  const centre = (share + z2 / (2 * trials)) / (1 + z2 / trials);
  const half =
    (z * Math.sqrt((share * (1 - share)) / trials + z2 / (4 * trials * trials))) /
    (1 + z2 / trials);
  // Exactly 0 and 1, where rounding would leave a bound just inside.
  return {
    lower: share <= 0 ? 0 : Math.max(0, centre - half),
    upper: share >= 1 ? 1 : Math.min(1, centre + half),
  };
}
