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

/** What two judges must share to be compared: prompt, the two models as shown, game. */
export function battleKey(battle: Battle): string {
  return JSON.stringify([battle.promptId, battle.modelA, battle.modelB, battle.game ?? 0]);
}

export function levelOf(battle: Battle): VerdictLevel {
  return verdictLevel(battle.outcome, battle.weight);
}

/** Pairs up the verdicts of two judges on the same battles; of repeats the first counts. */
export function judgedByBoth(first: readonly Battle[], second: readonly Battle[]): JudgedPair[] {
  const known = new Map<string, VerdictLevel>();
  for (const battle of second) {
    const key = battleKey(battle);
    if (!known.has(key)) known.set(key, levelOf(battle));
  }
  return first.flatMap((battle) => {
    const other = known.get(battleKey(battle));
    known.delete(battleKey(battle));
    return other === undefined ? [] : [{ first: levelOf(battle), second: other }];
  });
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
