import type { OnProgress } from '../src/core/data';
import type { BattleIndex } from '../src/core/ranking/battle-index';
import { planSamples, type PlanningInput } from '../src/core/ranking/minimum-samples';
import { rankModels } from '../src/core/ranking/rank-models';
import type { RankingSettings } from '../src/core/ranking/ranking';
import { sandwichRatings, type SandwichSettings } from '../src/core/ranking/sandwich';
import {
  subsampledSeparability,
  type SubsampleSettings,
} from '../src/core/ranking/subsample-separability';
import { serve } from '../src/engine/serve';

const api = {
  rank(index: BattleIndex, settings: RankingSettings, onProgress: OnProgress) {
    return rankModels(index, settings, onProgress);
  },
  sandwich(index: BattleIndex, settings: SandwichSettings) {
    return sandwichRatings(index, settings);
  },
  subsample(index: BattleIndex, settings: SubsampleSettings, onProgress: OnProgress) {
    return subsampledSeparability(index, settings, onProgress);
  },
  plan(input: PlanningInput, sizes: readonly number[], share: number) {
    const plan = planSamples(input);
    return {
      sizes: sizes.map((prompts) => ({ prompts, separability: plan.separabilityAt(prompts) })),
      promptsForShare: plan.promptsForSeparability(share),
    };
  },
};

export type RankApi = typeof api;
serve(api);
