import { TouchstoneError } from '../data';
import type { BattleIndex } from './battle-index';
import { ANCHOR_RATING, BradleyTerry, POINTS_PER_LOGIT } from './bradley-terry';
import { invert } from './cholesky';
import { twoSidedZ } from './normal-distribution';
import { findPairs, pairTotals, sortedBy } from './pair-counts';

export interface SandwichSettings {
  readonly baseline: string | null;
  /** Part of the meaning: anchored at the baseline it is the interval of the difference to it. */
  readonly anchor: 'baseline' | 'mean';
  readonly interval: number;
  /**
   * Scores added up for each prompt before they are squared, with the small-sample factor C/(C − 1)
   * for C prompts; or each battle on its own, without a factor.
   */
  readonly clustered: boolean;
  /** Added to the Hessian's diagonal, times the number of battles; 0 for none. arena-rank has 1e-5. */
  readonly ridge: number;
}

/** What arena-rank 0.1.1 does: unclustered, a ridge of 1e-5 a battle, the mean at 1000. */
export const ARENA_RANK: Omit<SandwichSettings, 'interval'> = {
  baseline: null,
  anchor: 'mean',
  clustered: false,
  ridge: 1e-5,
};

export interface SandwichRating {
  readonly model: string;
  readonly rating: number;
  readonly lower: number;
  readonly upper: number;
  /** In rating points. */
  readonly standardError: number;
  /** Only won or only lost: half a win and half a loss were added, in the Hessian too. */
  readonly smoothed: boolean;
}

/**
 * Bradley-Terry ratings with sandwich intervals H⁻¹ G H⁻¹, H the Hessian and G the summed squares of
 * the scores. Models off the scale are left out. Cost models³ + battles (clustered: + for each
 * prompt, its models²).
 * @throws TouchstoneError `sandwich-singular` when H can't be inverted
 */
export function sandwichRatings(index: BattleIndex, settings: SandwichSettings): SandwichRating[] {
  const baseline = settings.baseline === null ? -1 : index.models.indexOf(settings.baseline);
  const { pairs, pairOf } = findPairs(index);
  const counts = pairTotals(index, pairs, pairOf);
  const { strengths, smoothed } = new BradleyTerry(pairs, baseline).fit(counts);
  const active = index.models.map((_, row) => row).filter((row) => !Number.isNaN(strengths[row]));
  const place = new Int32Array(index.models.length).fill(-1);
  active.forEach((row, at) => (place[row] = at));
  const size = active.length;

  const hessian = new Float64Array(size * size);
  for (let p = 0; p < pairs.count; p++) {
    const [i, j] = [place[pairs.first[p]], place[pairs.second[p]]];
    if (i < 0) continue;
    const share = 1 / (1 + Math.exp(strengths[pairs.second[p]] - strengths[pairs.first[p]]));
    const curvature = counts.games[p] * share * (1 - share);
    hessian[i * size + i] += curvature;
    hessian[j * size + j] += curvature;
    hessian[i * size + j] -= curvature;
    hessian[j * size + i] -= curvature;
  }
  for (const model of active) {
    if (!smoothed[model]) continue;
    const share = 1 / (1 + Math.exp(-strengths[model]));
    const origin =
      baseline >= 0 ? unit(size, place[baseline]) : new Float64Array(size).fill(1 / size);
    addCurvature(hessian, contrastTo(origin, place[model]), share * (1 - share));
  }
  const squares = scoreSquares(index, strengths, place, size, settings.clustered);
  const covariance = sandwich(hessian, squares, size, settings.ridge * index.count);
  const origin =
    settings.anchor === 'mean' || baseline < 0
      ? new Float64Array(size).fill(1 / size)
      : unit(size, place[baseline]);
  const centre = active.reduce((sum, row, at) => sum + origin[at] * strengths[row], 0);
  const z = twoSidedZ(settings.interval);
  return active.map((row, at) => {
    const variance = quadratic(covariance, contrastTo(origin, at));
    const standardError = POINTS_PER_LOGIT * Math.sqrt(variance);
    const rating = ANCHOR_RATING + POINTS_PER_LOGIT * (strengths[row] - centre);
    return {
      model: index.models[row],
      rating,
      lower: rating - z * standardError,
      upper: rating + z * standardError,
      standardError,
      smoothed: smoothed[row] === 1,
    };
  });
}

function unit(size: number, at: number): Float64Array {
  const vector = new Float64Array(size);
  vector[at] = 1;
  return vector;
}

/** One model less the origin, which weighs the models to 1. */
function contrastTo(origin: Float64Array, at: number): Float64Array {
  return origin.map((weight, other) => (other === at ? 1 : 0) - weight);
}

/** Adds curvature × vector × vectorᵀ. */
function addCurvature(matrix: Float64Array, vector: Float64Array, curvature: number): void {
  const size = vector.length;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) matrix[i * size + j] += curvature * vector[i] * vector[j];
  }
}

/** G: the summed outer products of the scores of each battle, or of each prompt. */
function scoreSquares(
  index: BattleIndex,
  strengths: Float64Array,
  place: Int32Array,
  size: number,
  clustered: boolean,
): Float64Array {
  const squares = new Float64Array(size * size);
  const inOrder = Int32Array.from({ length: index.count }, (_, row) => row);
  const rows = clustered ? sortedBy(inOrder, index.prompt, index.prompts.length) : inOrder;
  const score = new Float64Array(size);
  const touched = new Set<number>();
  let clusters = 0;
  for (let r = 0; r < rows.length; r++) {
    const row = rows[r];
    const [a, b] = [index.modelA[row], index.modelB[row]];
    if (place[a] >= 0) {
      const share = 1 / (1 + Math.exp(strengths[b] - strengths[a]));
      const residual = index.weight[row] * (index.outcome[row] - share);
      score[place[a]] += residual;
      score[place[b]] -= residual;
      touched.add(place[a]).add(place[b]);
    }
    const last = r + 1 === rows.length || index.prompt[rows[r + 1]] !== index.prompt[row];
    if (touched.size === 0 || (clustered && !last)) continue;
    for (const i of touched) for (const j of touched) squares[i * size + j] += score[i] * score[j];
    for (const i of touched) score[i] = 0;
    touched.clear();
    clusters++;
  }
  return clustered ? squares.map((each) => (each * clusters) / (clusters - 1)) : squares;
}

/**
 * (H + ridge)⁻¹ G (H + ridge)⁻¹. Without a ridge H is singular along "all models stronger", which no
 * contrast sees; adding 1/size to every entry along it makes the inverse exist and changes none.
 */
function sandwich(
  hessian: Float64Array,
  squares: Float64Array,
  size: number,
  ridge: number,
): Float64Array {
  const scale =
    ridge > 0
      ? 0
      : hessian.reduce((sum, each, at) => sum + (at % (size + 1) === 0 ? each : 0), 0) / size;
  const regular = hessian.map(
    (each, at) => each + scale / size + (at % (size + 1) === 0 ? ridge : 0),
  );
  const inverse = invert(regular, size);
  if (!inverse) {
    throw new TouchstoneError(
      'sandwich-singular',
      'Sandwich intervals can’t be had for these battles: their information matrix is singular. Use the bootstrap.',
    );
  }
  return multiply(multiply(inverse, squares, size), inverse, size);
}

function multiply(left: Float64Array, right: Float64Array, size: number): Float64Array {
  const product = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < size; k++) {
      const factor = left[i * size + k];
      for (let j = 0; j < size; j++) product[i * size + j] += factor * right[k * size + j];
    }
  }
  return product;
}

function quadratic(matrix: Float64Array, vector: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < vector.length; i++) {
    for (let j = 0; j < vector.length; j++)
      sum += vector[i] * matrix[i * vector.length + j] * vector[j];
  }
  return sum;
}
