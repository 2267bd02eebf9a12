import type { OnProgress } from '../data';
import type { Facet } from './battle-filter';
import { rowInBattles, selectBattles, type BattleIndex } from './battle-index';
import type { BattleSet } from './battle-set';
import { compactPrompts } from './compact-index';
import { planOf } from './plan-battles';
import { rankingSettings, styleControlOf } from './rank-battles';
import type { RankingOptions, RankingRequest } from './rank-battles';
import { rankModels } from './rank-models';
import type { Ranking, RankingSettings } from './ranking';

/** One value's ranking, without its pairs, which are many and not shown. */
export interface FacetRanking {
  readonly name: string;
  readonly ranking: Omit<Ranking, 'pairs'>;
  /** Prompts that would tell `share` of the pairs apart; null for never. */
  readonly promptsNeeded: number | null;
}

export interface RankingsByFacet {
  readonly facet: Facet;
  readonly rankings: readonly FacetRanking[];
  /** Values with too little to rank, and why. */
  readonly skipped: readonly { readonly name: string; readonly reason: string }[];
  readonly share: number;
}

const MIN_PROMPTS = 2;

/**
 * The same fits on the battles of each value of a facet, such as each category, with style control
 * where the whole has it: most prompts first, scores in their order.
 * Baselines are as {@link facetSettings} says. The bootstrap resamples each value's own prompts, so
 * that none is ever empty in a round.
 * @param share of pairs that the prompts needed are to tell apart
 */
export function rankByFacet(
  set: BattleSet,
  request: RankingRequest,
  facet: Facet,
  share: number,
  onProgress?: OnProgress,
): RankingsByFacet {
  const { options, filter } = request;
  const whole = set.index(options, filter, options.seed).index;
  const ofWhole = rankingSettings(whole, options);
  const rankings: FacetRanking[] = [];
  const skipped: { name: string; reason: string }[] = [];
  const groups = groupRows(set, whole, facet);
  let done = 0;
  for (const [name, rows] of groups) {
    onProgress?.({ done: done++, total: groups.size });
    const index = compactPrompts(selectBattles(whole, (row) => rows.has(row)));
    const settings = facetSettings(index, options, ofWhole);
    const reason = whyNot(index, settings.baseline);
    if (reason) {
      skipped.push({ name, reason });
      continue;
    }
    const style = options.style && styleControlOf(set, index, options.style).style;
    if (options.style && !style) {
      skipped.push({ name, reason: 'no known style that varies' });
      continue;
    }
    const { pairs: _, ...ranking } = rankModels(index, { ...settings, ...(style && { style }) });
    const promptsNeeded = planOf(index, settings, style).promptsForSeparability(share);
    rankings.push({ name, ranking, promptsNeeded });
  }
  rankings.sort((a, b) =>
    facet === 'score'
      ? Number(a.name) - Number(b.name)
      : b.ranking.prompts - a.ranking.prompts || (a.name < b.name ? -1 : 1),
  );
  return { facet, rankings, skipped, share };
}

/**
 * The whole's settings for a part of its battles: with the whole's baseline, or where it has none and
 * that is left to the battles with the part's own (Arena-Hard v2.0 has one a category).
 */
export function facetSettings(
  part: BattleIndex,
  options: RankingOptions,
  whole: RankingSettings,
): RankingSettings {
  if (whole.baseline !== null) return whole;
  return { ...whole, baseline: rankingSettings(part, options).baseline };
}

/** Rows of the index by their values of a facet, by first appearance; a row may have several tags. */
export function groupRows(
  set: BattleSet,
  index: BattleIndex,
  facet: Facet,
): Map<string, Set<number>> {
  const groups = new Map<string, Set<number>>();
  for (let row = 0; row < index.count; row++) {
    for (const name of set.valuesAt(facet, index.position[row])) {
      const group = groups.get(name);
      if (group) group.add(row);
      else groups.set(name, new Set([row]));
    }
  }
  return groups;
}

function whyNot(index: BattleIndex, baseline: string | null): string | null {
  if (index.prompts.length < MIN_PROMPTS) return 'only one prompt';
  if (baseline !== null && rowInBattles(index, baseline) < 0) {
    return `no battle of the baseline ${baseline}`;
  }
  return null;
}
