import { TouchstoneError } from '../data';
import type { OnProgress } from '../data';
import type { BattleIndex } from './battle-index';
import { BradleyTerry } from './bradley-terry';
import type { BradleyTerryFit } from './bradley-terry';
import { forEachRound, rowsAsPrompts } from './bootstrap-rounds';
import type { BootstrapSettings } from './bootstrap-rounds';
import { countByPrompt, emptyPairCounts, findPairs, sumCounts } from './pair-counts';
import type { PairCounts, Pairs } from './pair-counts';
import { StyleControlledFit } from './style-control';
import type { StyleControl } from './style-control';
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
 * @throws TouchstoneError `rounds`, `style-rows`
 */
export function bootstrapFit(
  index: BattleIndex,
  baseline: number,
  settings: BootstrapSettings,
  style: StyleControl | null = null,
  onProgress?: OnProgress,
): BootstrappedFit {
  if (style && settings.unit === 'rows') {
    throw new TouchstoneError(
      'style-rows',
      'Style control works with the prompt bootstrap only. Choose prompts as the bootstrap’s unit.',
    );
  }
  const units = settings.unit === 'rows' ? rowsAsPrompts(index) : index;
  const { pairs, pairOf } = findPairs(units);
  const byPrompt = countByPrompt(units, pairs, pairOf);
  const model = new BradleyTerry(pairs, baseline);
  const controlled = style && new StyleControlledFit(units, baseline, style);
  const drawn = emptyPairCounts(pairs);
  const fitTo = (multiplicity: Float64Array, start?: Float64Array) => {
    const plain = model.fit(sumCounts(byPrompt, multiplicity, drawn), start);
    if (!controlled) {
      return { fit: plain, rates: winRates(pairs, drawn, plain.strengths, baseline), style: null };
    }
    const { fit, coefficients, rates } = controlled.fit(multiplicity, plain);
    return { fit, rates, style: coefficients };
  };

  const { rounds } = settings;
  const everyOnce = new Float64Array(units.prompts.length).fill(1);
  const whole = fitTo(everyOnce);
  const strengthDraws = emptyDraws(pairs.models, rounds);
  const winRateDraws = emptyDraws(pairs.models, rounds);
  const styleDraws = emptyDraws(whole.style?.length ?? 0, rounds);
  let smoothedRounds = 0;
  let unconvergedRounds = 0;
  forEachRound(
    units.prompts.length,
    settings,
    (multiplicity, round) => {
      const again = fitTo(multiplicity, whole.fit.strengths);
      if (again.fit.smoothed.includes(1)) smoothedRounds++;
      if (!again.fit.converged) unconvergedRounds++;
      setRound(strengthDraws, round, again.fit.strengths);
      setRound(winRateDraws, round, again.rates);
      if (again.style) setRound(styleDraws, round, again.style);
    },
    onProgress,
  );
  return {
    pairs,
    counts: sumCounts(byPrompt, everyOnce, emptyPairCounts(pairs)),
    fit: whole.fit,
    winRates: whole.rates,
    strengthDraws,
    winRateDraws,
    style: whole.style && { coefficients: whole.style, draws: styleDraws },
    smoothedRounds,
    unconvergedRounds,
  };
}

function emptyDraws(models: number, rounds: number): Draws {
  return { rounds, models, data: new Float64Array(models * rounds) };
}

function setRound(draws: Draws, round: number, values: Float64Array): void {
  for (let m = 0; m < draws.models; m++) draws.data[m * draws.rounds + round] = values[m];
}
