import type { Battle } from '../data';
import { forEachRound } from '../ranking/bootstrap-rounds';
import { percentileInterval } from '../ranking/quantile';
import type { Interval } from '../ranking/quantile';
import { levelOf, turnTag } from './judge-agreement';

/** Two games on the same prompt and models, with the order of the answers swapped. */
export interface PositionConsistency {
  /** Pairs of games compared. */
  readonly pairs: number;
  /** Share in which both games favour the same model, or both none; 0 to 1. */
  readonly sameSide: number;
  /** Share in which both games give the same label of five. */
  readonly sameLabel: number;
}

/** Of one judge's battles; a game without its counterpart is left out, of repeats each with the next. */
export function positionConsistency(battles: readonly Battle[]): PositionConsistency {
  const waiting = new Map<string, Battle[]>();
  let pairs = 0;
  let sameSide = 0;
  let sameLabel = 0;
  for (const battle of battles) {
    const swapped = waiting.get(gameKey(battle, battle.modelB, battle.modelA));
    const other = swapped?.shift();
    if (!other) {
      const key = gameKey(battle, battle.modelA, battle.modelB);
      const queue = waiting.get(key);
      if (queue) queue.push(battle);
      else waiting.set(key, [battle]);
      continue;
    }
    const [level, back] = [levelOf(battle), -levelOf(other)];
    pairs++;
    if (Math.sign(level) === Math.sign(back)) sameSide++;
    if (level === back) sameLabel++;
  }
  return { pairs, sameSide: sameSide / pairs, sameLabel: sameLabel / pairs };
}

function gameKey(battle: Battle, first: string, second: string): string {
  return JSON.stringify([battle.promptId, turnTag(battle), battle.judge ?? '', first, second]);
}

/** How often the answer shown first wins, ties half; 0.5 is no preference. */
export interface FirstPositionPreference {
  readonly battles: number;
  readonly share: number;
  /** Prompt bootstrap; null for a single prompt. */
  readonly interval: Interval | null;
}

/**
 * A judge's preference for the answer shown first (A). Only meaningful where both orders are played
 * equally often. All battles of a prompt are resampled together.
 * @param interval coverage, such as 0.95
 */
export function firstPositionPreference(
  battles: readonly Battle[],
  settings: { readonly rounds: number; readonly seed: number; readonly interval: number },
): FirstPositionPreference {
  const sums = new Map<string, { wins: number; games: number }>();
  for (const { promptId, outcome } of battles) {
    const sum = sums.get(promptId) ?? { wins: 0, games: 0 };
    sum.wins += outcome;
    sum.games++;
    sums.set(promptId, sum);
  }
  const prompts = [...sums.values()];
  const shareOf = (times: (prompt: number) => number): number => {
    let wins = 0;
    let games = 0;
    prompts.forEach((prompt, p) => {
      wins += times(p) * prompt.wins;
      games += times(p) * prompt.games;
    });
    return wins / games;
  };
  const draws = new Float64Array(settings.rounds);
  if (prompts.length > 1) {
    forEachRound(prompts.length, { ...settings, unit: 'prompts' }, (multiplicity, round) => {
      draws[round] = shareOf((p) => multiplicity[p]);
    });
  }
  return {
    battles: battles.length,
    share: shareOf(() => 1),
    interval: prompts.length > 1 ? percentileInterval(draws, settings.interval) : null,
  };
}
