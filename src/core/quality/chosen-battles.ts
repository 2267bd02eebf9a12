import type { Battle, OnProgress } from '../data';
import type { BattleIndex } from '../ranking/battle-index';
import type { BattleSet } from '../ranking/battle-set';
import { compactPrompts } from '../ranking/compact-index';
import { rankingSettings } from '../ranking/rank-battles';
import type { RankingRequest } from '../ranking/rank-battles';
import { rankedLeaderboard, subsampleBattles } from '../ranking/ranked-leaderboard';
import type { RankedLeaderboard } from '../ranking/ranked-leaderboard';
import type { RankingSettings } from '../ranking/ranking';
import { battlesByJudge, compareJudges } from './judge-comparison';
import type { JudgeComparison } from './judge-comparison';
import { lengthProbe } from './length-probe';
import type { ProbedVariant } from './length-probe';
import { compareReferences } from './reference-comparison';
import type { ReferenceSet } from './reference-comparison';
import { selfPreference } from './self-preference';
import type { SelfPreference } from './self-preference';

/** Battles that a request chooses from a set, and the settings that it ranks them by. */
interface Chosen {
  readonly index: BattleIndex;
  readonly settings: RankingSettings;
}

function chosen(set: BattleSet, { options, filter }: RankingRequest): Chosen {
  const index = compactPrompts(set.index(options, filter, options.seed).index);
  return { index, settings: rankingSettings(index, options) };
}

function battlesOf(set: BattleSet, { position }: BattleIndex): Battle[] {
  return Array.from(position, (at) => set.battle(at));
}

/**
 * The chosen battles as a leaderboard with joint bootstrap results; style control is left out.
 * @param part only so many of the battles, drawn at random by the request's seed; null for all
 */
export function chosenLeaderboard(
  set: BattleSet,
  request: RankingRequest,
  part: number | null,
  onProgress?: OnProgress,
): RankedLeaderboard {
  const { index, settings } = chosen(set, request);
  const { seed } = request.options;
  const drawn = part === null ? index : compactPrompts(subsampleBattles(index, part, seed));
  return rankedLeaderboard(drawn, settings, onProgress);
}

/** See {@link compareJudges}. */
export function chosenJudges(
  set: BattleSet,
  request: RankingRequest,
  onProgress?: OnProgress,
): JudgeComparison {
  const { index, settings } = chosen(set, request);
  const { outcomes } = request.options;
  return compareJudges(battlesOf(set, index), { ...settings, outcomes }, onProgress);
}

/** A judge's self-preference; null where no battle of its family is judged by others, too. */
export interface JudgeSelfPreference {
  readonly judge: string;
  readonly family: string;
  readonly found: SelfPreference | null;
}

/**
 * Self-preference of every judge that the user gave a family.
 * @param families from a judge's or a model's name to its family's
 */
export function chosenSelfPreferences(
  set: BattleSet,
  request: RankingRequest,
  families: ReadonlyMap<string, string>,
): JudgeSelfPreference[] {
  const { index, settings } = chosen(set, request);
  const battles = battlesOf(set, index);
  return [...battlesByJudge(battles).keys()].flatMap((judge) => {
    const family = families.get(judge);
    if (family === undefined) return [];
    const familyOf = (model: string) => families.get(model);
    return [{ judge, family, found: selfPreference(battles, judge, family, familyOf, settings) }];
  });
}

/** The length probe of one judge. */
export interface JudgeProbe {
  readonly judge: string;
  readonly variants: readonly ProbedVariant[];
}

/** See {@link lengthProbe}; for each judge. */
export function chosenProbes(
  set: BattleSet,
  request: RankingRequest,
  model: string,
  variants: readonly string[],
): JudgeProbe[] {
  const { index, settings } = chosen(set, request);
  return [...battlesByJudge(battlesOf(set, index))].map(([judge, own]) => ({
    judge,
    variants: lengthProbe(own, model, variants, settings.baseline, settings),
  }));
}

/** See {@link compareReferences}. */
export function chosenReferences(
  set: BattleSet,
  request: RankingRequest,
  references: readonly string[],
  onProgress?: OnProgress,
): ReferenceSet[] {
  const { index, settings } = chosen(set, request);
  const { outcomes } = request.options;
  return compareReferences(
    battlesOf(set, index),
    references,
    { ...settings, outcomes },
    onProgress,
  );
}
