import type { Battle } from '../data';
import { verdictOutcome, type VerdictLevel } from '../formats/verdict-label';
import {
  exactAgreement,
  judgedByBoth,
  linearKappa,
  softAgreement,
} from '../quality/judge-agreement';
import { seededRandom, shuffle } from '../random';
import type { Game } from './schedule';

/** What a person said of a game, from the view of the answer that was shown on the left. */
export interface HumanVerdict {
  readonly promptId: string;
  readonly modelA: string;
  readonly modelB: string;
  readonly game: 1 | 2;
  readonly level: VerdictLevel;
}

export const HUMAN_JUDGE = 'human';

/**
 * Games for a person to judge blind, in random order: each prompt and pair once, in one of its
 * orders. The same for the same seed.
 */
export function blindGames(games: readonly Game[], seed: number): Game[] {
  const order = shuffle([...games], seededRandom(seed));
  const seen = new Set<string>();
  return order.filter(({ promptId, modelA, modelB }) => {
    const key = JSON.stringify([promptId, ...[modelA, modelB].sort()]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

export function humanBattle(verdict: HumanVerdict, bigWinWeight: number): Battle {
  const { level, ...game } = verdict;
  return { ...game, ...verdictOutcome(level, bigWinWeight), judge: HUMAN_JUDGE };
}

/** How far a judge and a person agree on the games that both judged. */
export interface HumanAgreement {
  readonly n: number;
  /** Shares, NaN for none. */
  readonly exact: number;
  readonly soft: number;
  readonly kappa: number;
}

/** @param bigWinWeight above 1, so that big wins can be told apart */
export function humanAgreement(
  verdicts: readonly HumanVerdict[],
  judged: readonly Battle[],
  bigWinWeight: number,
): HumanAgreement {
  const human = verdicts.map((verdict) => humanBattle(verdict, bigWinWeight));
  const pairs = judgedByBoth(human, judged);
  return {
    n: pairs.length,
    exact: exactAgreement(pairs),
    soft: softAgreement(pairs),
    kappa: linearKappa(pairs),
  };
}
