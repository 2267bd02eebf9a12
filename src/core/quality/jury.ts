import type { Battle } from '../data';
import { battleKey } from './judge-agreement';

export type JuryRule = 'majority' | 'mean';

/**
 * Several judges as one more: for each battle (prompt, models as shown, game) that at least two have
 * judged, the side that more of them favour (a tie where neither), weighing 1, or the mean of their
 * outcomes, weighted by the verdicts' own weights, which it keeps on average.
 */
export function jury(battles: readonly Battle[], rule: JuryRule): Battle[] {
  const groups = new Map<string, Battle[]>();
  for (const battle of battles) {
    const key = battleKey(battle);
    const group = groups.get(key);
    if (group) group.push(battle);
    else groups.set(key, [battle]);
  }
  return [...groups.values()].flatMap((group) => {
    if (new Set(group.map(({ judge }) => judge)).size < 2) return [];
    const verdict = rule === 'majority' ? majority(group) : mean(group);
    return [{ ...group[0], ...verdict, judge: `jury (${rule})` }];
  });
}

function majority(group: readonly Battle[]): Pick<Battle, 'outcome' | 'weight'> {
  const balance = group.reduce((sum, { outcome }) => sum + Math.sign(outcome - 0.5), 0);
  return { outcome: (Math.sign(balance) + 1) / 2, weight: 1 };
}

function mean(group: readonly Battle[]): Pick<Battle, 'outcome' | 'weight'> {
  const weight = group.reduce((sum, each) => sum + each.weight, 0);
  const won = group.reduce((sum, each) => sum + each.weight * each.outcome, 0);
  return { outcome: won / weight, weight: weight / group.length };
}
