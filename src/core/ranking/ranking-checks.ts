import type { OnProgress } from '../data';
import type { BattleIndex } from './battle-index';
import type { BattleSet } from './battle-set';
import { BradleyTerry } from './bradley-terry';
import { compactPrompts } from './compact-index';
import { goodnessOfFit } from './goodness-of-fit';
import type { PairFit } from './goodness-of-fit';
import { lengthControlledRates } from './length-controlled-rates';
import type { LengthControlledRate } from './length-controlled-rates';
import { findPairs, pairTotals } from './pair-counts';
import { rankingSettings } from './rank-battles';
import type { RankingRequest } from './rank-battles';
import type { RankingSettings } from './ranking';
import { ARENA_RANK, sandwichRatings } from './sandwich';
import type { SandwichRating } from './sandwich';

/** Pairs that are shown of those that fit worst. */
const WORST_PAIRS = 50;

/** Second opinions on a ranking, by other methods on the same battles. */
export interface RankingChecks {
  /** Model names that `worst` counts in. */
  readonly names: readonly string[];
  /** The pairs that the ratings foretell worst, at most 50. */
  readonly worst: readonly PairFit[];
  /** Sandwich intervals, anchored as the ranking: scores added up by prompt, and each battle alone. */
  readonly clustered: readonly SandwichRating[];
  readonly unclustered: readonly SandwichRating[];
  /** As arena-rank computes them. */
  readonly arenaRank: readonly SandwichRating[];
  /** Empty without a baseline or known lengths. */
  readonly lengthControlled: readonly LengthControlledRate[];
}

/**
 * @throws TouchstoneError `sandwich-singular`, `rounds`
 */
export function rankingChecks(
  set: BattleSet,
  { options, filter }: RankingRequest,
  onProgress?: OnProgress,
): RankingChecks {
  const index = compactPrompts(set.index(options, filter, options.seed).index);
  const settings = rankingSettings(index, options);
  const { baseline, anchor, interval } = settings;
  const sandwich = (clustered: boolean) =>
    sandwichRatings(index, { baseline, anchor, interval, clustered, ridge: 0 });
  return {
    names: index.models,
    worst: worstPairs(index, settings),
    clustered: sandwich(true),
    unclustered: sandwich(false),
    arenaRank: sandwichRatings(index, { ...ARENA_RANK, interval }),
    lengthControlled:
      baseline === null
        ? []
        : lengthControlledRates(
            index,
            (at) => set.styles(at),
            { ...settings, baseline },
            onProgress,
          ),
  };
}

function worstPairs(index: BattleIndex, { baseline }: RankingSettings): PairFit[] {
  const { pairs, pairOf } = findPairs(index);
  const counts = pairTotals(index, pairs, pairOf);
  const row = baseline === null ? -1 : index.models.indexOf(baseline);
  const { strengths } = new BradleyTerry(pairs, row).fit(counts);
  return goodnessOfFit(pairs, counts, strengths).slice(0, WORST_PAIRS);
}
