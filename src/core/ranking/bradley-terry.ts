import { factorize, solveFactored } from './cholesky';
import type { PairCounts, Pairs } from './pair-counts';
import { reachable, strongComponent, strongComponents, components, winGraph } from './win-graph';
import type { WinGraph } from './win-graph';

/** Rating points a unit of log-odds: P(a beats b) = 1 / (1 + 10^((R_b − R_a)/400)). */
export const POINTS_PER_LOGIT = 400 / Math.LN10;
/** Where the anchor's rating is put. */
export const ANCHOR_RATING = 1000;

const MAX_ITERATIONS = 100;
/** Largest step, in logits, after which the fit counts as converged: the error left is its square. */
const STEP_TOLERANCE = 1e-6;

export interface BradleyTerryFit {
  /**
   * Log-odds strength of each model, 0 for the baseline (else for the mean of the scale);
   * NaN for models that no battles connect to it.
   */
  readonly strengths: Float64Array;
  readonly converged: boolean;
  readonly iterations: number;
  /**
   * 1 for a model outside the anchor's strong component: it has no finite maximum of its own, and
   * got half a win and half a loss against the anchor.
   */
  readonly smoothed: Uint8Array;
}

/**
 * Weighted maximum likelihood of the Bradley-Terry model on pair counts, ties as half wins, without
 * a ridge: damped Newton, anchored at the baseline or at the mean. The maximum exists when the
 * directed win graph is strongly connected; models outside the anchor's strong component get half a
 * win and half a loss against the baseline, or without one against a virtual opponent at the mean.
 * Keeps its buffers and elimination order, to be called for each bootstrap round. Cost of a round:
 * some iterations of pairs + (filled models)³/3; linear where all met one baseline only.
 * Source: Ford 1957 (existence), Hunter 2004.
 */
export class BradleyTerry {
  readonly graph: WinGraph;
  readonly #pairs: Pairs;
  readonly #baseline: number;
  /** Models, fewest opponents first: least fill. */
  readonly #order: Int32Array;
  readonly #place: Int32Array;
  readonly #hessian: Float64Array;
  readonly #gradient: Float64Array;
  readonly #trial: Float64Array;
  readonly #direction: Float64Array;

  /** @param baseline row of the model at 0, or −1 to put the mean there */
  constructor(pairs: Pairs, baseline: number) {
    this.graph = winGraph(pairs);
    this.#pairs = pairs;
    this.#baseline = baseline;
    const { starts } = this.graph;
    const opponents = (model: number) => starts[model + 1] - starts[model];
    this.#order = Int32Array.from({ length: pairs.models }, (_, i) => i).sort(
      (a, b) => opponents(a) - opponents(b),
    );
    this.#place = new Int32Array(pairs.models);
    this.#hessian = new Float64Array(pairs.models * pairs.models);
    this.#gradient = new Float64Array(pairs.models);
    this.#trial = new Float64Array(pairs.models);
    this.#direction = new Float64Array(pairs.models);
  }

  /** @param start strengths to begin at, such as those of the whole data for a bootstrap round */
  fit(counts: PairCounts, start?: Float64Array): BradleyTerryFit {
    const { members, smoothed } = this.#scale(counts);
    const active = this.#order.filter((model) => members[model]);
    this.#place.fill(-1);
    active.forEach((model, place) => (this.#place[model] = place));
    const strengths = new Float64Array(this.#pairs.models);
    if (start) for (const model of active) strengths[model] = start[model] || 0;
    // The last model of the elimination order stays where it is: only differences count.
    const size = active.length - 1;
    let converged = size <= 0;
    let iterations = 0;
    let likelihood = this.#derive(counts, strengths, smoothed, active);
    while (!converged && iterations < MAX_ITERATIONS) {
      iterations++;
      const step = this.#newtonStep(size, active.length);
      if (!step) break;
      let largest = 0;
      for (let k = 0; k < size; k++) largest = Math.max(largest, Math.abs(step[k]));
      let scale = Math.min(1, 4 / largest);
      let next = -Infinity;
      for (; scale > 1e-6; scale /= 2) {
        this.#trial.set(strengths);
        for (let k = 0; k < size; k++) this.#trial[active[k]] += scale * step[k];
        next = this.#derive(counts, this.#trial, smoothed, active);
        if (next >= likelihood - 1e-12 * Math.abs(likelihood)) break;
      }
      if (!(scale > 1e-6)) break;
      strengths.set(this.#trial);
      likelihood = next;
      converged = scale === 1 && largest < STEP_TOLERANCE;
    }
    this.#anchor(strengths, active);
    return { strengths, converged, iterations, smoothed };
  }

  /** Who is on the anchor's scale, and who of them needs smoothing. */
  #scale(counts: PairCounts): { members: Uint8Array; smoothed: Uint8Array } {
    const { models } = this.#pairs;
    const anchor =
      this.#baseline >= 0 ? this.#baseline : (components(this.graph, counts)[0]?.[0] ?? -1);
    if (anchor < 0) return { members: new Uint8Array(0), smoothed: new Uint8Array(0) };
    const members = reachable(this.graph, counts, anchor, 'any');
    let strong = strongComponent(this.graph, counts, anchor);
    if (this.#baseline < 0 && members.some((inside, model) => inside && !strong[model])) {
      const largest = strongComponents(this.graph, counts).find((group) => members[group[0]])!;
      strong = new Uint8Array(models);
      for (const model of largest) strong[model] = 1;
    }
    return { members, smoothed: members.map((inside, model) => inside & (strong[model] ^ 1)) };
  }

  /** Fills gradient and Hessian at a point, in elimination order; returns the log-likelihood. */
  #derive(
    counts: PairCounts,
    strengths: Float64Array,
    smoothed: Uint8Array,
    active: Int32Array,
  ): number {
    const { first, second, count } = this.#pairs;
    const place = this.#place;
    const size = active.length;
    this.#gradient.fill(0);
    this.#hessian.fill(0, 0, size * size);
    let likelihood = 0;
    for (let p = 0; p < count; p++) {
      const games = counts.games[p];
      const i = place[first[p]];
      if (games === 0 || i < 0) continue;
      likelihood += this.#addPair(
        i,
        place[second[p]],
        size,
        games,
        counts.wins[p],
        strengths[first[p]] - strengths[second[p]],
      );
    }
    let mean = 0;
    for (const model of active) mean += strengths[model] / size;
    for (const model of active) {
      if (!smoothed[model]) continue;
      likelihood +=
        this.#baseline >= 0
          ? this.#addPair(
              place[model],
              place[this.#baseline],
              size,
              1,
              0.5,
              strengths[model] - strengths[this.#baseline],
            )
          : this.#addAgainstMean(place[model], size, strengths[model] - mean);
    }
    return likelihood;
  }

  #addPair(i: number, j: number, size: number, games: number, wins: number, gap: number): number {
    const odds = Math.exp(-Math.abs(gap));
    const share = (gap > 0 ? 1 : odds) / (1 + odds);
    const slope = wins - games * share;
    const curvature = games * share * (1 - share);
    this.#gradient[i] += slope;
    this.#gradient[j] -= slope;
    this.#hessian[i * size + i] += curvature;
    this.#hessian[j * size + j] += curvature;
    this.#hessian[i < j ? i * size + j : j * size + i] -= curvature;
    return wins * gap - games * (Math.max(gap, 0) + Math.log(1 + odds));
  }

  /** Half a win and half a loss against an opponent at the mean, which moves with every strength. */
  #addAgainstMean(i: number, size: number, gap: number): number {
    const share = 1 / (1 + Math.exp(-gap));
    const curvature = share * (1 - share);
    for (let k = 0; k < size; k++) {
      const lever = (k === i ? 1 : 0) - 1 / size;
      this.#gradient[k] += (0.5 - share) * lever;
      for (let l = k; l < size; l++) {
        this.#hessian[k * size + l] += curvature * lever * ((l === i ? 1 : 0) - 1 / size);
      }
    }
    return gap / 2 - Math.max(gap, 0) - Math.log(1 + Math.exp(-Math.abs(gap)));
  }

  /** Solves for the step of all but the last model; null when the Hessian is numerically singular. */
  #newtonStep(size: number, stride: number): Float64Array | null {
    const reduced = this.#hessian;
    for (let k = 1; k < size; k++) reduced.copyWithin(k * size, k * stride, k * stride + size);
    if (!factorize(reduced, size)) return null;
    this.#direction.set(this.#gradient);
    solveFactored(reduced, size, this.#direction);
    return this.#direction;
  }

  #anchor(strengths: Float64Array, active: Int32Array): void {
    let origin = 0;
    if (this.#baseline >= 0) origin = strengths[this.#baseline];
    else for (const model of active) origin += strengths[model] / active.length;
    for (let model = 0; model < strengths.length; model++) {
      strengths[model] = this.#place[model] < 0 ? NaN : strengths[model] - origin;
    }
  }
}
