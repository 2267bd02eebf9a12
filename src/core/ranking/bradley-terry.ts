import type { PairCounts, Pairs } from './pair-counts';
import { pairLogLikelihood, PairSystem } from './pair-system';
import { starFit } from './star-fit';
import { isStar } from './win-rate';
import { reachable, strongComponent, strongComponents, components, winGraph } from './win-graph';
import type { WinGraph } from './win-graph';

/** Rating points a unit of log-odds: P(a beats b) = 1 / (1 + 10^((R_b − R_a)/400)). */
export const POINTS_PER_LOGIT = 400 / Math.LN10;
/** Where the anchor's rating is put. */
export const ANCHOR_RATING = 1000;

const MAX_ITERATIONS = 100;
/** Largest step, in logits, after which a fit counts as converged: the error left is about its square. */
const STEP_TOLERANCE = 1e-6;
/** The same for a bootstrap round: the error left is under a thousandth of a rating point. */
export const ROUND_TOLERANCE = 1e-3;
/** Steps up to this many logits are taken whole: a logistic's curvature changes too little in them to overshoot. */
export const SAFE_STEP = 0.25;
/** A step's largest move, in logits. */
export const LARGEST_STEP = 4;

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
 * some iterations of pairs + (filled models)³/3; linear, in closed form, where all met the baseline only.
 * Source: Ford 1957 (existence), Hunter 2004.
 */
export class BradleyTerry {
  readonly graph: WinGraph;
  readonly #pairs: Pairs;
  readonly #baseline: number;
  readonly #isStar: boolean;
  /** Models, fewest opponents first: least fill. */
  readonly #order: Int32Array;
  readonly #place: Int32Array;
  readonly #system: PairSystem;
  readonly #trial: Float64Array;

  /** @param baseline row of the model at 0, or −1 to put the mean there */
  constructor(pairs: Pairs, baseline: number) {
    this.graph = winGraph(pairs);
    this.#pairs = pairs;
    this.#baseline = baseline;
    this.#isStar = isStar(pairs, baseline);
    const { starts } = this.graph;
    const opponents = (model: number) => starts[model + 1] - starts[model];
    this.#order = Int32Array.from({ length: pairs.models }, (_, i) => i).sort(
      (a, b) => opponents(a) - opponents(b),
    );
    this.#place = new Int32Array(pairs.models);
    this.#system = new PairSystem(pairs.models);
    this.#trial = new Float64Array(pairs.models);
  }

  /**
   * @param start strengths to begin at, such as those of the whole data for a bootstrap round
   * @param tolerance largest step, in logits, that is no longer followed by another one
   */
  fit(
    counts: PairCounts,
    start?: Float64Array,
    tolerance: number = STEP_TOLERANCE,
  ): BradleyTerryFit {
    if (this.#isStar) return starFit(this.#pairs, counts, this.#baseline);
    const { members, smoothed } = this.#scale(counts);
    const active = this.#order.filter((model) => members[model]);
    this.#place.fill(-1);
    active.forEach((model, place) => (this.#place[model] = place));
    const strengths = new Float64Array(this.#pairs.models);
    if (start) for (const model of active) strengths[model] = start[model] || 0;
    const size = active.length - 1;
    let converged = size <= 0;
    let iterations = 0;
    while (!converged && iterations < MAX_ITERATIONS) {
      iterations++;
      this.#derive(counts, strengths, smoothed, active);
      const step = this.#system.step();
      if (!step) break;
      let largest = 0;
      for (let k = 0; k < size; k++) largest = Math.max(largest, Math.abs(step[k]));
      const scale =
        largest < SAFE_STEP
          ? 1
          : this.#safeScale(counts, strengths, smoothed, active, step, largest);
      if (scale === null) break;
      for (let k = 0; k < size; k++) strengths[active[k]] += scale * step[k];
      converged = largest < tolerance;
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
    const settled = reachable(this.graph, counts, anchor, 'both');
    if (settled.every((each) => each === 1)) {
      return { members: settled, smoothed: new Uint8Array(models) };
    }
    const members = reachable(this.graph, counts, anchor, 'any');
    let strong = strongComponent(this.graph, counts, anchor);
    if (this.#baseline < 0 && members.some((inside, model) => inside && !strong[model])) {
      const largest = strongComponents(this.graph, counts).find((group) => members[group[0]])!;
      strong = new Uint8Array(models);
      for (const model of largest) strong[model] = 1;
    }
    return { members, smoothed: members.map((inside, model) => inside & (strong[model] ^ 1)) };
  }

  /** Share of a large step that raises the likelihood; null for none. */
  #safeScale(
    counts: PairCounts,
    strengths: Float64Array,
    smoothed: Uint8Array,
    active: Int32Array,
    step: Float64Array,
    largest: number,
  ): number | null {
    const here = this.#logLikelihood(counts, strengths, smoothed, active);
    for (let scale = Math.min(1, LARGEST_STEP / largest); scale > 1e-6; scale /= 2) {
      this.#trial.set(strengths);
      for (let k = 0; k + 1 < active.length; k++) this.#trial[active[k]] += scale * step[k];
      const there = this.#logLikelihood(counts, this.#trial, smoothed, active);
      if (there >= here - 1e-12 * Math.abs(here)) return scale;
    }
    return null;
  }

  #derive(
    counts: PairCounts,
    strengths: Float64Array,
    smoothed: Uint8Array,
    active: Int32Array,
  ): void {
    const { first, second, count } = this.#pairs;
    const place = this.#place;
    this.#system.clear(active.length);
    for (let p = 0; p < count; p++) {
      const games = counts.games[p];
      const i = place[first[p]];
      if (games === 0 || i < 0) continue;
      const gap = strengths[first[p]] - strengths[second[p]];
      this.#system.addPair(i, place[second[p]], games, counts.wins[p], gap);
    }
    const baseline = this.#baseline;
    const mean = baseline < 0 ? meanOf(strengths, active) : 0;
    for (const model of active) {
      if (!smoothed[model]) continue;
      if (baseline < 0) this.#system.addAgainstMean(place[model], strengths[model] - mean);
      else {
        const gap = strengths[model] - strengths[baseline];
        this.#system.addPair(place[model], place[baseline], 1, 0.5, gap);
      }
    }
  }

  #logLikelihood(
    counts: PairCounts,
    strengths: Float64Array,
    smoothed: Uint8Array,
    active: Int32Array,
  ): number {
    const { first, second, count } = this.#pairs;
    let sum = 0;
    for (let p = 0; p < count; p++) {
      if (counts.games[p] === 0 || this.#place[first[p]] < 0) continue;
      const gap = strengths[first[p]] - strengths[second[p]];
      sum += pairLogLikelihood(counts.games[p], counts.wins[p], gap);
    }
    const anchor = this.#baseline < 0 ? meanOf(strengths, active) : strengths[this.#baseline];
    for (const model of active) {
      if (smoothed[model]) sum += pairLogLikelihood(1, 0.5, strengths[model] - anchor);
    }
    return sum;
  }

  #anchor(strengths: Float64Array, active: Int32Array): void {
    const origin = this.#baseline >= 0 ? strengths[this.#baseline] : meanOf(strengths, active);
    for (let model = 0; model < strengths.length; model++) {
      strengths[model] = this.#place[model] < 0 ? NaN : strengths[model] - origin;
    }
  }
}

function meanOf(strengths: Float64Array, active: Int32Array): number {
  let sum = 0;
  for (const model of active) sum += strengths[model];
  return sum / active.length;
}
