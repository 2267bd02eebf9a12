import { rowInBattles } from './battle-index';
import type { BattleIndex } from './battle-index';
import type { BattleSet } from './battle-set';
import { bootstrapFit, type BootstrappedFit } from './bootstrap-draws';
import { compactPrompts } from './compact-index';
import { planSamples, type SamplePlan } from './minimum-samples';
import { ModelIntervals } from './model-intervals';
import { stratified, styleControlOf, type RankingRequest } from './rank-battles';
import type { RankingSettings } from './ranking';
import { ratingsOf } from './rating-scale';
import type { StyleControl } from './style-control';

/** Rounds that standard errors are taken from: enough for 4 %. */
export const PLANNING_ROUNDS = 300;

/** How many prompts tell a share of the pairs apart; an extrapolation. */
export interface PromptsNeeded {
  /** Prompts that the ranking rests on. */
  readonly prompts: number;
  /** Share of pairs, 0 to 1, with non-overlapping intervals. */
  readonly share: number;
  /** Null: no number of prompts is expected to be enough. */
  readonly needed: number | null;
}

/** The scores that a ranking separates by, with what a plan of them starts from. */
export interface PlannedScores {
  /** Win rates, 0 to 1, with a baseline; else ratings around the mean. */
  readonly scores: Float64Array;
  /** See {@link ModelIntervals.errors}, in the scores' unit. */
  readonly errors: Float64Array;
  readonly plan: SamplePlan;
}

/** @param baseline row of the baseline, or −1 */
export function planScores(
  index: BattleIndex,
  fitted: BootstrappedFit,
  baseline: number,
  interval: number,
): PlannedScores {
  const own = new ModelIntervals(index, fitted, baseline);
  const ratings = ratingsOf(fitted, true);
  const { scores, draws } =
    baseline >= 0 ? { scores: fitted.winRates, draws: fitted.winRateDraws } : ratings;
  const bounds = baseline >= 0 ? own.winRates(interval) : own.ratings(ratings, interval);
  const errors = own.errors(scores, bounds, interval);
  const prompts = new Set(index.prompt).size;
  return { scores, errors, plan: planSamples({ scores, draws, prompts, interval, errors }) };
}

/**
 * The plan of the scores that a ranking of these battles separates by.
 * @param style for the battles of the same index
 */
export function planOf(
  index: BattleIndex,
  settings: RankingSettings,
  style: StyleControl | null = null,
): SamplePlan {
  const baseline = settings.baseline === null ? -1 : rowInBattles(index, settings.baseline);
  const fitted = bootstrapFit(index, baseline, { ...settings, rounds: PLANNING_ROUNDS }, style);
  return planScores(index, fitted, baseline, settings.interval).plan;
}

/** How many prompts like those chosen would tell `share` of the pairs of models apart. */
export function promptsNeeded(
  set: BattleSet,
  request: RankingRequest,
  share: number,
): PromptsNeeded {
  const { options, filter } = request;
  const index = compactPrompts(set.index(options, filter, options.seed).index);
  const style = options.style && styleControlOf(set, index, options.style).style;
  const needed = planOf(index, stratified(set, index, options), style).promptsForSeparability(
    share,
  );
  return { prompts: index.prompts.length, share, needed };
}
