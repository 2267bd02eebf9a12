import { normalCdf, twoSidedZ } from './normal-distribution';
import { meanAndDeviation } from './quantile';
import { drawsOf } from './bootstrap-draws';
import type { Draws } from './bootstrap-draws';
import { TrueScores } from './true-scores';
import type { Weighted } from './true-scores';

/**
 * Beyond so many times the prompts there are the answer is "never": the gaps that the data tell of are
 * no finer than that.
 */
const MAX_FACTOR = 100;
/** Chance with which a chosen pair is to be told apart. */
const POWER = 0.8;

export interface PlanningInput {
  /** Models' scores, and their joint bootstrap draws (as many models). */
  readonly scores: Float64Array;
  readonly draws: Draws;
  /** Prompts that the scores rest on. */
  readonly prompts: number;
  /** Coverage of the intervals, such as 0.95. */
  readonly interval: number;
  /** Standard errors that stand in for what the draws show, where these can't be trusted; else NaN. */
  readonly errors?: Float64Array;
}

/** What the scores and errors of n prompts let expect at other numbers of prompts. */
export interface SamplePlan {
  /** Expected share of pairs with non-overlapping intervals at m prompts. An extrapolation. */
  separabilityAt(prompts: number): number;
  /** Prompts at which that share is expected to reach `share`; null for never. */
  promptsForSeparability(share: number): number | null;
  /** Prompts at which a pair's difference is told from 0 with 80 % chance; null for never. */
  promptsForPair(first: number, second: number): number | null;
}

/**
 * Plans the number of prompts. Standard errors scale with 1/√prompts. Observed gaps are larger than
 * the true ones by their own noise, so each is shrunk: a model's true score is taken as a draw from
 * the mixture of all models' scores that makes the observed ones most likely (nonparametric maximum
 * likelihood, by EM on a grid), and separability is averaged over it. Unshrunk it is optimistic.
 * Models without a score are left out. Cost: see {@link TrueScores}.
 * Source: Kiefer & Wolfowitz 1956; Efron 2019.
 */
export function planSamples(input: PlanningInput): SamplePlan {
  const { scores, draws, prompts } = input;
  const z = twoSidedZ(input.interval);
  const models = Array.from(scores.keys()).filter((m) => !Number.isNaN(scores[m]));
  const given = (m: number): number => input.errors?.[m] ?? NaN;
  const errors = scores.map((_, m) =>
    Number.isNaN(given(m)) ? meanAndDeviation(drawsOf(draws, m)).deviation : given(m),
  );
  const truth = new TrueScores(models, scores, errors);
  const pairDeviation = (a: number, b: number): number => {
    if (!Number.isNaN(given(a)) || !Number.isNaN(given(b))) return Math.hypot(errors[a], errors[b]);
    const other = drawsOf(draws, b);
    const between = drawsOf(draws, a).map((each, round) => each - other[round]);
    return meanAndDeviation(between).deviation;
  };
  const pairs = models.flatMap((first, i) =>
    models.slice(i + 1).map((second) => ({
      first,
      second,
      deviation: pairDeviation(first, second),
      gaps: truth.gaps(first, second),
    })),
  );
  const separabilityAt = (at: number): number => {
    const scale = Math.sqrt(prompts / at);
    const sum = pairs.reduce(
      (total, { first, second, deviation, gaps }) =>
        total + chance(gaps, deviation * scale, z * scale * (errors[first] + errors[second])),
      0,
    );
    return sum / pairs.length;
  };
  const limit = MAX_FACTOR * prompts;
  return {
    separabilityAt,
    promptsForSeparability: (share) => smallest((at) => separabilityAt(at) >= share, limit),
    promptsForPair(first, second) {
      const deviation = pairDeviation(first, second);
      const between = truth.gaps(first, second);
      return smallest((at) => {
        const scaled = deviation * Math.sqrt(prompts / at);
        return chance(between, scaled, z * scaled) >= POWER;
      }, limit);
    },
  };
}

/** P(an observed gap exceeds a threshold, either way), over the true gap's distribution. */
function chance(trueGaps: Weighted, deviation: number, threshold: number): number {
  let sum = 0;
  for (const [gap, weight] of trueGaps) {
    const beyond =
      deviation === 0
        ? Number(Math.abs(gap) > threshold)
        : below((gap - threshold) / deviation) + below((-gap - threshold) / deviation);
    sum += weight * beyond;
  }
  return sum;
}

/** So many deviations out, a normal tail is nothing: most pairs lie there, and cost no more. */
const NO_TAIL = 8;

function below(deviate: number): number {
  if (Math.abs(deviate) > NO_TAIL) return Number(deviate > 0);
  return normalCdf(deviate);
}

/** The smallest number of prompts that is enough, within 1 %; null when none up to the limit is. */
function smallest(isEnough: (prompts: number) => boolean, limit: number): number | null {
  if (!isEnough(limit)) return null;
  let low = 1;
  let high = limit;
  while (high / low > 1.01) {
    const middle = Math.sqrt(low * high);
    if (isEnough(middle)) high = middle;
    else low = middle;
  }
  return Math.ceil(high);
}
