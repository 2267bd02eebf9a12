import type { BattleIndex } from './battle-index';
import type { BattleSet } from './battle-set';
import { bootstrapFit, type BootstrappedFit } from './bootstrap-draws';
import { compactPrompts } from './compact-index';
import { planSamples, type SamplePlan } from './minimum-samples';
import { rankingSettings, type RankingRequest } from './rank-battles';
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

/**
 * The plan of the scores that a ranking of these battles separates by.
 * @param style for the battles of the same index
 */
export function planOf(
  index: BattleIndex,
  { options }: RankingRequest,
  style: StyleControl | null = null,
): SamplePlan {
  const settings = { ...rankingSettings(index, options), rounds: PLANNING_ROUNDS };
  const baseline = settings.baseline === null ? -1 : index.models.indexOf(settings.baseline);
  const fitted = bootstrapFit(index, baseline, settings, style);
  const { scores, draws } = baseline >= 0 ? winRatesOf(fitted) : ratingsOf(fitted, true);
  const prompts = new Set(index.prompt).size;
  return planSamples({ scores, draws, prompts, interval: options.interval });
}

function winRatesOf({ winRates, winRateDraws }: BootstrappedFit) {
  return { scores: winRates, draws: winRateDraws };
}

/** How many prompts like those chosen would tell `share` of the pairs of models apart. */
export function promptsNeeded(
  set: BattleSet,
  request: RankingRequest,
  share: number,
): PromptsNeeded {
  const { options, filter } = request;
  const index = compactPrompts(set.index(options, filter, options.seed).index);
  const needed = planOf(index, request).promptsForSeparability(share);
  return { prompts: index.prompts.length, share, needed };
}
