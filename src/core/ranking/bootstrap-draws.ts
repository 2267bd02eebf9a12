import type { OnProgress } from '../data';
import type { BattleIndex } from './battle-index';
import { BradleyTerry, ROUND_TOLERANCE } from './bradley-terry';
import type { BradleyTerryFit } from './bradley-terry';
import { forEachBlock, rowsAsPrompts } from './bootstrap-rounds';
import type { BootstrapSettings } from './bootstrap-rounds';
import { countByPrompt, findPairs, pairTotals } from './pair-counts';
import type { PairCounts, Pairs } from './pair-counts';
import { LANES, RoundCounts } from './round-counts';
import { StyleControlledFit } from './style-control';
import type { StyleControl } from './style-control';
import { selectCovariates } from './style-covariates';
import { averageWinRates, fittedWinRates, isStar, starWinRates } from './win-rate';

/** One number for each model and round, model-major models×rounds; NaN where a round has none. */
export interface Draws {
  readonly rounds: number;
  readonly models: number;
  readonly data: Float64Array;
}

/** The draws of one model, as a view. */
export function drawsOf(draws: Draws, model: number): Float64Array {
  return draws.data.subarray(model * draws.rounds, (model + 1) * draws.rounds);
}

/** A fit of the whole data with its bootstrap. */
export interface BootstrappedFit {
  readonly pairs: Pairs;
  readonly counts: PairCounts;
  readonly fit: BradleyTerryFit;
  /** 0 to 1; how they came about depends on the design, see {@link winRates}. */
  readonly winRates: Float64Array;
  readonly strengthDraws: Draws;
  readonly winRateDraws: Draws;
  /** With style control: log-odds a standard deviation of each covariate, and their draws. */
  readonly style: { readonly coefficients: Float64Array; readonly draws: Draws } | null;
  /** Rounds in which a model had no finite maximum and was smoothed. */
  readonly smoothedRounds: number;
  /** Rounds in which Newton did not converge. */
  readonly unconvergedRounds: number;
  /** Rounds that drew no battle, as those of a small category may; they are skipped. */
  readonly emptyRounds: number;
}

/**
 * Win rates, 0 to 1: the weighted mean where all battles are against the baseline, what the fit
 * foretells against the baseline elsewhere, and without a baseline the average over all opponents.
 */
export function winRates(
  pairs: Pairs,
  counts: PairCounts,
  strengths: Float64Array,
  baseline: number,
): Float64Array {
  if (isStar(pairs, baseline)) return starWinRates(pairs, counts, baseline);
  return baseline >= 0 ? fittedWinRates(strengths, baseline) : averageWinRates(strengths);
}

/**
 * Fits the battles, then each bootstrap round, starting at the whole data's strengths. Battles are
 * added up for each prompt first, so a round costs one pass over (prompt, pair) entries and a fit;
 * with style control some passes over all battles.
 * @param baseline row of the baseline, or −1
 * @throws TouchstoneError `rounds`
 */
export function bootstrapFit(
  index: BattleIndex,
  baseline: number,
  settings: BootstrapSettings,
  style: StyleControl | null = null,
  onProgress?: OnProgress,
): BootstrappedFit {
  const units = unitsOf(index, settings, style);
  const { pairs, pairOf } = findPairs(units.index);
  const blocks = new RoundCounts(countByPrompt(units.index, pairs, pairOf), pairs);
  const model = new BradleyTerry(pairs, baseline);
  const controlled = units.style && new StyleControlledFit(units.index, baseline, units.style);
  const counts = pairTotals(units.index, pairs, pairOf);
  const fitTo = (
    to: PairCounts,
    multiplicity: () => Float64Array,
    ...from: [start?: Float64Array, tolerance?: number]
  ) => {
    const plain = model.fit(to, ...from);
    if (!controlled) {
      return { fit: plain, rates: winRates(pairs, to, plain.strengths, baseline), style: null };
    }
    const { fit, coefficients, rates } = controlled.fit(multiplicity(), plain);
    return { fit, rates, style: coefficients };
  };

  const { rounds } = settings;
  const promptCount = units.index.prompts.length;
  const whole = fitTo(counts, () => new Float64Array(promptCount).fill(1));
  const strengthDraws = emptyDraws(pairs.models, rounds);
  const winRateDraws = emptyDraws(pairs.models, rounds);
  const styleDraws = emptyDraws(whole.style?.length ?? 0, rounds);
  let smoothedRounds = 0;
  let unconvergedRounds = 0;
  let emptyRounds = 0;
  const addRound = (drawn: PairCounts, multiplicity: () => Float64Array, round: number): void => {
    if (!drawn.games.some((games) => games > 0)) {
      emptyRounds++;
      return;
    }
    const again = fitTo(drawn, multiplicity, whole.fit.strengths, ROUND_TOLERANCE);
    if (again.fit.smoothed.includes(1)) smoothedRounds++;
    if (!again.fit.converged) unconvergedRounds++;
    setRound(strengthDraws, round, again.fit.strengths);
    setRound(winRateDraws, round, again.rates);
    if (again.style) setRound(styleDraws, round, again.style);
  };
  forEachBlock(
    promptCount,
    { ...settings, strata: units.strata },
    LANES,
    (multiplicity, first, drawn) => {
      blocks.sum(multiplicity);
      for (let lane = 0; lane < drawn; lane++) {
        addRound(blocks.lanes[lane], () => laneOf(multiplicity, lane), first + lane);
      }
    },
    onProgress,
  );
  return {
    pairs,
    counts,
    fit: whole.fit,
    winRates: whole.rates,
    strengthDraws,
    winRateDraws,
    style: whole.style && { coefficients: whole.style, draws: styleDraws },
    smoothedRounds,
    unconvergedRounds,
    emptyRounds,
  };
}

function laneOf(multiplicity: Float64Array, lane: number): Float64Array {
  return Float64Array.from(
    { length: multiplicity.length / LANES },
    (_, prompt) => multiplicity[prompt * LANES + lane],
  );
}

/** What is drawn: prompts, or for the row bootstrap rows, with strata and style carried over to them. */
function unitsOf(
  index: BattleIndex,
  { unit, strata }: BootstrapSettings,
  style: StyleControl | null,
): { index: BattleIndex; strata: Int32Array | undefined; style: StyleControl | null } {
  if (unit === 'prompts') return { index, strata, style };
  const { index: rows, from } = rowsAsPrompts(index);
  return {
    index: rows,
    strata: strata && Int32Array.from(from, (row) => strata[index.prompt[row]]),
    style: style && { ...style, covariates: selectCovariates(style.covariates, from) },
  };
}

function emptyDraws(models: number, rounds: number): Draws {
  return { rounds, models, data: new Float64Array(models * rounds).fill(NaN) };
}

function setRound(draws: Draws, round: number, values: Float64Array): void {
  for (let m = 0; m < draws.models; m++) draws.data[m * draws.rounds + round] = values[m];
}
