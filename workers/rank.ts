import type { OnProgress } from '../src/core/data';
import type { BattleBlock } from '../src/core/ranking/battle-block';
import type { PromptGroup } from '../src/core/ranking/battle-filter';
import { BattleSet } from '../src/core/ranking/battle-set';
import { rankBattles, type RankingRequest } from '../src/core/ranking/rank-battles';
import { serve } from '../src/engine/serve';

/** Stays between calls, so that a change of filter needs no battles sent again. */
const set = new BattleSet();

const api = {
  add: (block: BattleBlock) => set.add(block),
  addGroups: (groups: readonly PromptGroup[]) => set.addGroups(groups),
  facets: () => set.facets(),
  rank: (request: RankingRequest, onProgress: OnProgress) => rankBattles(set, request, onProgress),
};

export type RankApi = typeof api;
serve(api);
