import type { Battle } from '../data';
import type { BattleRecord } from '../formats/battle-record';
import { verdictOutcome, type VerdictLevel } from '../formats/verdict-label';
import { contentHash } from '../prompts/content-hash';
import { judgedByBoth, linearKappa, type JudgedPair } from '../quality/judge-agreement';
import { seededRandom, shuffle } from '../random';
import type { AnswerBook } from './answer';
import { countedShare, type CountedShare } from './counted-share';
import { gameFields, type GameTexts } from './game-fields';
import type { Game } from './schedule';

/** What a person said of a game, from the view of the answer that was shown on the left. */
export interface HumanVerdict {
  readonly promptId: string;
  readonly modelA: string;
  readonly modelB: string;
  readonly game: 1 | 2;
  readonly level: VerdictLevel;
  /** Of the answers that were shown, see {@link shownAnswers}. */
  readonly answers: string;
}

export const HUMAN_JUDGE = 'human';

/** What is the same for a game and its verdict. */
export function gameKey({ promptId, modelA, modelB, game }: Game): string {
  return JSON.stringify([promptId, modelA, modelB, game]);
}

/** A hash over the two answers of a game: a verdict is about these, and not about later ones. */
export function shownAnswers({ promptId, modelA, modelB }: Game, answers: AnswerBook): string {
  const turns = [modelA, modelB].map((model) => answers.get(promptId, model)?.turns ?? null);
  return contentHash(JSON.stringify(turns));
}

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

/** The person's verdict as a battle, with the answers that it is about. */
export function humanBattle(
  { promptId, modelA, modelB, game: number, level }: HumanVerdict,
  texts: GameTexts,
  bigWinWeight: number,
): BattleRecord {
  const game = { promptId, modelA, modelB, game: number };
  return {
    ...game,
    ...verdictOutcome(level, bigWinWeight),
    ...gameFields(game, texts),
    judge: HUMAN_JUDGE,
  };
}

/** A pair of which a judge prefers another answer than the person, or one of them neither. */
export interface HumanDisagreement {
  readonly verdict: HumanVerdict;
  /** The judge's, from the view of the person's left answer. */
  readonly judged: VerdictLevel;
}

/** In the order of the verdicts; games are paired as {@link judgedByBoth} does it. */
export function humanDisagreements(
  verdicts: readonly HumanVerdict[],
  judged: readonly Battle[],
): HumanDisagreement[] {
  const byPrompt = new Map<string, Battle[]>();
  for (const battle of judged) {
    const known = byPrompt.get(battle.promptId);
    if (known) known.push(battle);
    else byPrompt.set(battle.promptId, [battle]);
  }
  return verdicts.flatMap((verdict) => {
    const human = { ...verdict, ...verdictOutcome(verdict.level, 1) };
    const [pair] = judgedByBoth([human], byPrompt.get(verdict.promptId) ?? []);
    return pair && Math.sign(pair.second) !== Math.sign(verdict.level)
      ? [{ verdict, judged: pair.second }]
      : [];
  });
}

/** How far a judge and a person agree on the games that both judged; null where there is none. */
export interface HumanAgreement {
  readonly n: number;
  /** The same of five labels. */
  readonly exact: CountedShare | null;
  /** Labels at most one step apart. */
  readonly soft: CountedShare | null;
  /** The same winner, or a tie for both. */
  readonly winner: CountedShare | null;
  /** Cohen's, linear weights; NaN where it is undefined. */
  readonly kappa: number;
}

/**
 * The shares' intervals (Wilson) take the games for independent, which games on one prompt are not
 * quite.
 * @param bigWinWeight above 1, so that big wins can be told apart
 * @param coverage such as 0.95
 */
export function humanAgreement(
  verdicts: readonly HumanVerdict[],
  judged: readonly Battle[],
  bigWinWeight: number,
  coverage: number,
): HumanAgreement {
  const human = verdicts.map(({ level, ...game }) => ({
    ...game,
    ...verdictOutcome(level, bigWinWeight),
  }));
  const pairs = judgedByBoth(human, judged);
  const share = (agrees: (pair: JudgedPair) => boolean) =>
    countedShare(pairs.filter(agrees).length, pairs.length, coverage);
  return {
    n: pairs.length,
    exact: share(({ first, second }) => first === second),
    soft: share(({ first, second }) => Math.abs(first - second) <= 1),
    winner: share(({ first, second }) => Math.sign(first) === Math.sign(second)),
    kappa: linearKappa(pairs),
  };
}
