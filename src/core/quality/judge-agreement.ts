import { verdictLevel } from '../formats/verdict-label';
import type { VerdictLevel } from '../formats/verdict-label';
import type { Battle } from '../data';
import { countVerdicts, emptyVerdictTable, linearKappaOf, shareWithin } from './verdict-table';
import type { VerdictTable } from './verdict-table';

/** Verdicts of two judges on the same items, from the same answer's view. */
export interface JudgedPair {
  readonly first: VerdictLevel;
  readonly second: VerdictLevel;
}

const TURN_TAG = /^turn \d+$/;

/**
 * The tag that says which turn of a conversation is judged ("turn 2", as in MT-Bench); '' for none.
 * Other tags describe the prompt, and files of two judges need not have the same.
 */
export function turnTag({ tags }: Battle): string {
  return tags?.find((tag) => TURN_TAG.test(tag)) ?? '';
}

/**
 * What two judges must share to be compared: prompt, turn, the two models as shown, game. Where games
 * are not numbered, as of people's votes, there is but a first one.
 */
export function battleKey(battle: Battle): string {
  const { promptId, modelA, modelB, game = 1 } = battle;
  return JSON.stringify([promptId, turnTag(battle), modelA, modelB, game]);
}

export function levelOf(battle: Battle): VerdictLevel {
  return verdictLevel(battle.outcome, battle.weight);
}

/**
 * Pairs up the verdicts of two judges on the same battles, seen from the first judge's A; of repeats
 * the first counts. A battle that the other judge saw only with the answers swapped (a coin decides
 * the order of one-game schedules) is paired too, its verdict turned round.
 */
export function judgedByBoth(first: readonly Battle[], second: readonly Battle[]): JudgedPair[] {
  const known = new Map<string, VerdictLevel>();
  for (const battle of second) {
    const key = battleKey(battle);
    if (!known.has(key)) known.set(key, levelOf(battle));
  }
  const used = new Set<string>();
  const pairs: JudgedPair[] = [];
  const left: Battle[] = [];
  for (const battle of first) {
    const key = battleKey(battle);
    const level = known.get(key);
    if (level === undefined) left.push(battle);
    else if (!used.has(key)) pairs.push({ first: levelOf(battle), second: level });
    used.add(key);
  }
  for (const battle of left) {
    const key = battleKey({ ...battle, modelA: battle.modelB, modelB: battle.modelA });
    const level = known.get(key);
    if (level === undefined || used.has(key)) continue;
    used.add(key);
    pairs.push({ first: levelOf(battle), second: turned(level) });
  }
  return pairs;
}

function turned(level: VerdictLevel): VerdictLevel {
  return (level === 0 ? 0 : -level) as VerdictLevel;
}

/** How often each pair of labels occurs. */
export function verdictTable(pairs: readonly JudgedPair[]): VerdictTable {
  const table = emptyVerdictTable();
  for (const { first, second } of pairs) countVerdicts(table, first, second);
  return table;
}

/** Share of items with the same label of five, 0 to 1; NaN for none. */
export function exactAgreement(pairs: readonly JudgedPair[]): number {
  return shareWithin(verdictTable(pairs), 0);
}

/** Share of items with labels at most one step apart. Source: the Arena-Hard blog. */
export function softAgreement(pairs: readonly JudgedPair[]): number {
  return shareWithin(verdictTable(pairs), 1);
}

/** See {@link linearKappaOf}; 1 perfect, 0 chance. */
export function linearKappa(pairs: readonly JudgedPair[]): number {
  return linearKappaOf(verdictTable(pairs));
}

/** Counts of each label, from −2 (second shown much better) to 2: how strong a judge's verdicts are. */
export function strengthDistribution(
  battles: readonly Battle[],
): Readonly<Record<VerdictLevel, number>> {
  const counts: Record<VerdictLevel, number> = { '-2': 0, '-1': 0, '0': 0, '1': 0, '2': 0 };
  for (const battle of battles) counts[levelOf(battle)]++;
  return counts;
}
