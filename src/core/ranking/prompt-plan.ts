import type { OnProgress } from '../data';
import { rowInBattles } from './battle-index';
import type { BattleIndex } from './battle-index';
import { bootstrapFit } from './bootstrap-draws';
import type { BootstrapUnit } from './bootstrap-rounds';
import { POINTS_PER_LOGIT } from './bradley-terry';
import { planScores } from './plan-battles';
import { subsampledSeparability } from './subsample-separability';

export interface PromptPlanSettings {
  readonly baseline: string | null;
  readonly rounds: number;
  readonly interval: number;
  readonly seed: number;
  readonly unit: BootstrapUnit;
  /** Share of pairs that are to be told apart, such as 0.8. */
  readonly share: number;
  /** Also measure the curve below the prompts there are, which costs as much again a point. */
  readonly measured: boolean;
}

/** A point of the curve of separability against prompts. */
export interface PlanPoint {
  readonly prompts: number;
  /** Expected share of pairs with non-overlapping intervals, 0 to 1. */
  readonly separability: number;
  /** Measured by drawing so many prompts, or extrapolated by scaling standard errors. */
  readonly source: 'measured' | 'extrapolated';
}

export interface PromptPlan {
  readonly prompts: number;
  readonly battles: number;
  readonly models: readonly string[];
  readonly score: 'winRate' | 'rating';
  /** Measured points ascending to `prompts`, then extrapolated ones. */
  readonly points: readonly PlanPoint[];
  /** Prompts at which the share is expected; null for never. An extrapolation. */
  readonly promptsForShare: number | null;
  /**
   * Row-major models×models: prompts at which the pair's difference is told from 0 with 80 % chance;
   * Infinity for never, NaN for a model with itself or off the scale.
   */
  readonly promptsForPair: Float64Array;
}

const MEASURED_POINTS = 7;
const LEAST_PROMPTS = 10;
/** Bootstrap rounds of each measured point: it averages over 40 subsets, so few are enough. */
const MEASURED_ROUNDS = 200;
/** How far beyond the prompts there are the curve is drawn. */
const EXTRAPOLATED = [1, 1.5, 2, 3, 4, 6, 8, 12, 16];

/**
 * How separability grows with the number of prompts, and how many are needed; see
 * {@link planScores} and {@link subsampledSeparability} for the methods. Scores are win rates where
 * there is a baseline, else ratings around the mean.
 * @throws TouchstoneError `rounds`
 */
export function planPrompts(
  index: BattleIndex,
  settings: PromptPlanSettings,
  onProgress?: OnProgress,
): PromptPlan {
  const { baseline, rounds, interval, seed, share } = settings;
  const row = baseline === null ? -1 : rowInBattles(index, baseline);
  const prompts = new Set(index.prompt).size;
  const sizes = settings.measured ? measuredSizes(prompts) : [];
  const total = rounds + sizes.length * MEASURED_ROUNDS;
  const fitted = bootstrapFit(index, row, settings, null, ({ done }) =>
    onProgress?.({ done, total }),
  );
  const { scores, errors, plan } = planScores(index, fitted, row, interval);
  const measured = subsampledSeparability(
    index,
    {
      baseline: row >= 0 ? baseline : null,
      sizes,
      rounds: MEASURED_ROUNDS,
      interval,
      seed,
      errors: row >= 0 ? errors : errors.map((each) => each / POINTS_PER_LOGIT),
    },
    ({ done }) => onProgress?.({ done: rounds + done * MEASURED_ROUNDS, total }),
  );
  const present = [...index.models.keys()].filter((model) => !Number.isNaN(scores[model]));
  const promptsForPair = new Float64Array(present.length ** 2).fill(NaN);
  present.forEach((first, i) =>
    present.slice(i + 1).forEach((second, offset) => {
      const needed = plan.promptsForPair(first, second) ?? Infinity;
      const j = i + 1 + offset;
      promptsForPair[i * present.length + j] = promptsForPair[j * present.length + i] = needed;
    }),
  );
  return {
    prompts,
    battles: index.count,
    models: present.map((model) => index.models[model]),
    score: row >= 0 ? 'winRate' : 'rating',
    points: [
      ...measured.map((point): PlanPoint => ({ ...point, source: 'measured' })),
      ...EXTRAPOLATED.map((times): PlanPoint => {
        const at = Math.round(times * prompts);
        return { prompts: at, separability: plan.separabilityAt(at), source: 'extrapolated' };
      }),
    ],
    promptsForShare: plan.promptsForSeparability(share),
    promptsForPair,
  };
}

/** Sizes in equal ratios up to all prompts. */
function measuredSizes(prompts: number): number[] {
  if (prompts <= LEAST_PROMPTS) return prompts >= 2 ? [prompts] : [];
  const sizes = Array.from({ length: MEASURED_POINTS }, (_, i) =>
    Math.round(LEAST_PROMPTS * (prompts / LEAST_PROMPTS) ** (i / (MEASURED_POINTS - 1))),
  );
  return [...new Set(sizes)];
}
