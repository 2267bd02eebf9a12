import type { OnProgress } from '../src/core/data';
import { compareBenchmarks } from '../src/core/quality/benchmark-comparison';
import type {
  ComparisonSettings,
  NamedLeaderboard,
} from '../src/core/quality/benchmark-comparison';
import {
  chosenJudges,
  chosenLeaderboard,
  chosenProbes,
  chosenReferences,
  chosenSelfPreferences,
} from '../src/core/quality/chosen-battles';
import type { BattleBlock } from '../src/core/ranking/battle-block';
import type { Facet, PromptGroup } from '../src/core/ranking/battle-filter';
import { BattleSet } from '../src/core/ranking/battle-set';
import { chosenPlans } from '../src/core/ranking/chosen-plans';
import { promptsNeeded } from '../src/core/ranking/plan-battles';
import { rankBattles, type RankingRequest } from '../src/core/ranking/rank-battles';
import { rankingChecks } from '../src/core/ranking/ranking-checks';
import { rankByFacet } from '../src/core/ranking/rank-by-facet';
import { serve } from '../src/engine/serve';

/** Stays between calls, so that a change of filter needs no battles sent again. */
const set = new BattleSet();

const api = {
  add: (block: BattleBlock) => set.add(block),
  addGroups: (groups: readonly PromptGroup[]) => set.addGroups(groups),
  facets: () => ({ values: set.facets(), groupsKey: set.groupsKey() }),
  rank: (request: RankingRequest, onProgress: OnProgress) => rankBattles(set, request, onProgress),

  leaderboard: (request: RankingRequest, part: number | null, onProgress: OnProgress) =>
    chosenLeaderboard(set, request, part, onProgress),
  judges: (request: RankingRequest, onProgress: OnProgress) =>
    chosenJudges(set, request, onProgress),
  selfPreferences: (request: RankingRequest, families: ReadonlyMap<string, string>) =>
    chosenSelfPreferences(set, request, families),
  probes: (request: RankingRequest, model: string, variants: readonly string[]) =>
    chosenProbes(set, request, model, variants),
  references: (request: RankingRequest, names: readonly string[], onProgress: OnProgress) =>
    chosenReferences(set, request, names, onProgress),
  plans: (request: RankingRequest, share: number, onProgress: OnProgress) =>
    chosenPlans(set, request, share, onProgress),

  compare: (
    benchmarks: readonly NamedLeaderboard[],
    reference: NamedLeaderboard,
    settings: ComparisonSettings,
  ) => compareBenchmarks(benchmarks, reference, settings),
  rankBy: (request: RankingRequest, facet: Facet, share: number, onProgress: OnProgress) =>
    rankByFacet(set, request, facet, share, onProgress),
  checks: (request: RankingRequest, onProgress: OnProgress) =>
    rankingChecks(set, request, onProgress),
  promptsNeeded: (request: RankingRequest, share: number) => promptsNeeded(set, request, share),
};

export type RankApi = typeof api;
serve(api);
