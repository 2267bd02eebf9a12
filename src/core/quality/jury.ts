import type { Battle } from '../data';
import { judgedItems } from './judged-items';

export type JuryRule = 'majority' | 'mean';

/**
 * Several judges as one more: for each item (see {@link judgedItems}) that at least two have
 * judged, the side that more of them favour (a tie where neither), weighing 1, or the mean of their
 * outcomes, with the mean of their weights. Each judge has one vote, the mean of its repeats. What a
 * single judge wrote is not the jury's.
 */
export function jury(battles: readonly Battle[], rule: JuryRule): Battle[] {
  return judgedItems(battles).flatMap((votes) => {
    if (votes.size < 2) return [];
    const [[head]] = votes.values();
    const { promptId, modelA, modelB, game, category, language, tags, styleA, styleB } = head;
    const judged = [...votes.values()].map(mean);
    const verdict = rule === 'majority' ? majority(judged) : mean(judged);
    const known = { game, category, language, tags, styleA, styleB };
    const kept = Object.entries(known).filter(([, value]) => value !== undefined);
    const judge = `jury (${rule})`;
    return [{ promptId, modelA, modelB, ...verdict, judge, ...Object.fromEntries(kept) }];
  });
}

type Verdict = Pick<Battle, 'outcome' | 'weight'>;

function majority(votes: readonly Verdict[]): Verdict {
  const balance = votes.reduce((sum, { outcome }) => sum + Math.sign(outcome - 0.5), 0);
  return { outcome: (Math.sign(balance) + 1) / 2, weight: 1 };
}

function mean(votes: readonly Verdict[]): Verdict {
  const weight = votes.reduce((sum, each) => sum + each.weight, 0);
  const won = votes.reduce((sum, each) => sum + each.weight * each.outcome, 0);
  return { outcome: won / weight, weight: weight / votes.length };
}
