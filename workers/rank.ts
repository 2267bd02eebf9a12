import type { OnProgress } from '../src/core/data';
import type { BattleBlock } from '../src/core/ranking/battle-block';
import type { Facet, PromptGroup } from '../src/core/ranking/battle-filter';
import { BattleSet } from '../src/core/ranking/battle-set';
import { promptsNeeded } from '../src/core/ranking/plan-battles';
import { rankBattles, type RankingRequest } from '../src/core/ranking/rank-battles';
import { rankByFacet } from '../src/core/ranking/rank-by-facet';
import { serve } from '../src/engine/serve';

/** Stays between calls, so that a change of filter needs no battles sent again. */
const set = new BattleSet();

const api = {
  add: (block: BattleBlock) => set.add(block),
  addGroups: (groups: readonly PromptGroup[]) => set.addGroups(groups),
  facets: () => set.facets(),
  rank: (request: RankingRequest, onProgress: OnProgress) => rankBattles(set, request, onProgress),
  rankBy: (request: RankingRequest, facet: Facet, share: number, onProgress: OnProgress) =>
    rankByFacet(set, request, facet, share, onProgress),
  promptsNeeded: (request: RankingRequest, share: number) => promptsNeeded(set, request, share),
};

export type RankApi = typeof api;
serve(api);
