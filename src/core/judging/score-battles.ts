import type { Battle } from '../data';
import { decidingText, type CallRecord } from './call';
import type { JudgeCall } from './judge-call';
import type { Game } from './schedule';
import { parseScore } from './verdict';

/** A single answer's score by a judge. */
export interface ScoredAnswer {
  readonly promptId: string;
  readonly model: string;
  readonly judge: string;
  /** 1 to 10. */
  readonly score: number;
}

/** The games in which each answer that a schedule needs is scored once, alone. */
export function singleGames(games: readonly Game[]): Game[] {
  const single = new Map<string, Game>();
  for (const { promptId, modelA, modelB } of games) {
    for (const model of [modelA, modelB]) {
      single.set(JSON.stringify([promptId, model]), {
        promptId,
        modelA: model,
        modelB: '',
        game: 1,
      });
    }
  }
  return [...single.values()];
}

/** The score that a call's record holds; null where it has none. */
export function scoreOf(call: JudgeCall, record: CallRecord): ScoredAnswer | null {
  if (record.status !== 'answered') return null;
  const reading = parseScore(decidingText(record), Object.values(call.inputs()));
  if (!reading.ok) return null;
  const { promptId, modelA, judge } = call.subject;
  return { promptId, model: modelA, judge, score: reading.value };
}

/**
 * Battles from single scores: in each pair of the schedule the higher mean score of the same judge
 * wins, equal ones tie. A pair of which one answer has no score gives none.
 */
export function scoreBattles(scored: readonly ScoredAnswer[], games: readonly Game[]): Battle[] {
  const sums = new Map<string, { sum: number; count: number }>();
  const keyOf = (judge: string, promptId: string, model: string) =>
    JSON.stringify([judge, promptId, model]);
  for (const { judge, promptId, model, score } of scored) {
    const key = keyOf(judge, promptId, model);
    const known = sums.get(key) ?? { sum: 0, count: 0 };
    sums.set(key, { sum: known.sum + score, count: known.count + 1 });
  }
  const meanOf = (judge: string, promptId: string, model: string): number => {
    const found = sums.get(keyOf(judge, promptId, model));
    return found ? found.sum / found.count : NaN;
  };
  const judges = [...new Set(scored.map(({ judge }) => judge))];
  const once = games.filter(({ game }) => game === 1);
  return judges.flatMap((judge) =>
    once.flatMap(({ promptId, modelA, modelB }): Battle[] => {
      const [a, b] = [meanOf(judge, promptId, modelA), meanOf(judge, promptId, modelB)];
      if (Number.isNaN(a) || Number.isNaN(b)) return [];
      return [{ promptId, modelA, modelB, outcome: (Math.sign(a - b) + 1) / 2, weight: 1, judge }];
    }),
  );
}
