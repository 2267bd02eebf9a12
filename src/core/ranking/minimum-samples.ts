import { normalCdf, twoSidedZ } from './normal-distribution';
import { meanAndDeviation } from './quantile';
import { drawsOf } from './bootstrap-draws';
import type { Draws } from './bootstrap-draws';

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
 * Models without a score are left out. Cost: pairs × grid².
 * Source: Kiefer & Wolfowitz 1956; Efron 2019.
 */
export function planSamples(input: PlanningInput): SamplePlan {
  const { scores, draws, prompts } = input;
  const z = twoSidedZ(input.interval);
  const models = Array.from(scores.keys()).filter((m) => !Number.isNaN(scores[m]));
  const errors = scores.map((_, m) => meanAndDeviation(drawsOf(draws, m)).deviation);
  const noisy = models.filter((m) => errors[m] > 0);
  const grid = gridOver(noisy, scores, errors);
  const prior = mixture(noisy, scores, errors, grid);
  const posteriors = new Map(
    models.map((m) => [m, posteriorOf(scores[m], errors[m], grid, prior)] as const),
  );
  const pairDeviation = (a: number, b: number): number => {
    const between = drawsOf(draws, a).map((each, round) => each - drawsOf(draws, b)[round]);
    return meanAndDeviation(between).deviation;
  };
  const gapsOf = (first: number, second: number): Weighted =>
    gaps(posteriors.get(first)!, posteriors.get(second)!);
  const pairs = models.flatMap((first, i) =>
    models.slice(i + 1).map((second) => ({
      first,
      second,
      deviation: pairDeviation(first, second),
      gaps: gapsOf(first, second),
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
      const between = gapsOf(first, second);
      return smallest((at) => {
        const scaled = deviation * Math.sqrt(prompts / at);
        return chance(between, scaled, z * scaled) >= POWER;
      }, limit);
    },
  };
}

/** Possible values with their weights, which sum to 1. */
type Weighted = readonly (readonly [number, number])[];

/** P(an observed gap exceeds a threshold, either way), over the true gap's distribution. */
function chance(trueGaps: Weighted, deviation: number, threshold: number): number {
  let sum = 0;
  for (const [gap, weight] of trueGaps) {
    const beyond =
      deviation === 0
        ? Number(Math.abs(gap) > threshold)
        : normalCdf((gap - threshold) / deviation) + normalCdf((-gap - threshold) / deviation);
    sum += weight * beyond;
  }
  return sum;
}

/** Differences of two independent values: steps of one grid apart, so a convolution. */
function gaps(first: Posterior, second: Posterior): Weighted {
  const offset = second.weights.length - 1;
  const weights = new Float64Array(first.weights.length + offset);
  first.weights.forEach((one, i) => {
    if (one <= NEGLIGIBLE) return;
    second.weights.forEach((other, j) => (weights[i - j + offset] += one * other));
  });
  return Array.from(weights, (weight, at): readonly [number, number] => [
    first.lowest - second.lowest + (at - offset) * Math.max(first.step, second.step),
    weight,
  ]).filter(([, weight]) => weight > NEGLIGIBLE);
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

/** Weights below it are left out. */
const NEGLIGIBLE = 1e-5;
const GRID_POINTS = 100;
const EM_ROUNDS = 300;

function gridOver(
  models: readonly number[],
  scores: Float64Array,
  errors: Float64Array,
): Float64Array {
  const low = Math.min(...models.map((m) => scores[m] - 2 * errors[m]));
  const high = Math.max(...models.map((m) => scores[m] + 2 * errors[m]));
  return Float64Array.from(
    { length: GRID_POINTS },
    (_, i) => low + ((high - low) * i) / (GRID_POINTS - 1),
  );
}

/** Weights of the grid's points, from equal ones by EM. */
function mixture(
  models: readonly number[],
  scores: Float64Array,
  errors: Float64Array,
  grid: Float64Array,
): Float64Array {
  let weights = new Float64Array(grid.length).fill(1 / grid.length);
  for (let round = 0; round < EM_ROUNDS; round++) {
    const next = new Float64Array(grid.length);
    for (const m of models) {
      const posterior = weighted(scores[m], errors[m], grid, weights);
      posterior.forEach((weight, i) => (next[i] += weight / models.length));
    }
    weights = next;
  }
  return weights;
}

function weighted(
  score: number,
  error: number,
  grid: Float64Array,
  prior: Float64Array,
): Float64Array {
  const weights = prior.map((each, i) => each * Math.exp(-(((score - grid[i]) / error) ** 2) / 2));
  const sum = weights.reduce((total, each) => total + each, 0);
  return weights.map((each) => each / sum);
}

/** What the true value may be: weights, summing to 1, of `lowest`, `lowest + step` and so on. */
interface Posterior {
  readonly lowest: number;
  readonly step: number;
  readonly weights: Float64Array;
}

/** A score without error (a baseline's) is itself. */
function posteriorOf(
  score: number,
  error: number,
  grid: Float64Array,
  prior: Float64Array,
): Posterior {
  if (!(error > 0)) return { lowest: score, step: 0, weights: Float64Array.of(1) };
  const weights = weighted(score, error, grid, prior);
  return { lowest: grid[0], step: grid[1] - grid[0], weights };
}
