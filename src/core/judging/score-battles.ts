import type { BattleRecord } from '../formats/battle-record';
import type { CallRecord } from './call';
import { gameFields, type GameTexts } from './game-fields';
import { scoreIn, type JudgeCall } from './judge-call';
import type { Game } from './schedule';

/** A single answer's score by a judge. */
export interface ScoredAnswer {
  readonly promptId: string;
  readonly model: string;
  readonly judge: string;
  /** 1 to 10. */
  readonly score: number;
  /** What the judge wrote. */
  readonly explanation: string;
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
  const score = scoreIn(call, record);
  if (score === null) return null;
  const { promptId, modelA, judge } = call.subject;
  return { promptId, model: modelA, judge, score, explanation: record.text };
}

interface Scores {
  sum: number;
  readonly explanations: string[];
}

/**
 * Battles from single scores: in each pair of the schedule the higher mean score of the same judge
 * wins, equal ones tie. A pair of which one answer has no score gives none.
 */
export function scoreBattles(
  scored: readonly ScoredAnswer[],
  games: readonly Game[],
  texts: GameTexts,
): BattleRecord[] {
  const byAnswer = new Map<string, Scores>();
  const keyOf = (judge: string, promptId: string, model: string) =>
    JSON.stringify([judge, promptId, model]);
  for (const { judge, promptId, model, score, explanation } of scored) {
    const key = keyOf(judge, promptId, model);
    const known = byAnswer.get(key) ?? { sum: 0, explanations: [] };
    known.sum += score;
    known.explanations.push(explanation);
    byAnswer.set(key, known);
  }
  const judges = [...new Set(scored.map(({ judge }) => judge))];
  const once = games.filter(({ game }) => game === 1);
  return judges.flatMap((judge) =>
    once.flatMap((game): BattleRecord[] => {
      const { promptId, modelA, modelB } = game;
      const a = byAnswer.get(keyOf(judge, promptId, modelA));
      const b = byAnswer.get(keyOf(judge, promptId, modelB));
      if (!a || !b) return [];
      const outcome = (Math.sign(meanOf(a) - meanOf(b)) + 1) / 2;
      const explanation = [...explained('A', a), ...explained('B', b)].join('\n\n');
      return [
        {
          ...{ promptId, modelA, modelB, outcome, weight: 1, judge },
          ...gameFields(game, texts),
          explanation,
        },
      ];
    }),
  );
}

function meanOf({ sum, explanations }: Scores): number {
  return sum / explanations.length;
}

/** The judge saw one answer at a time: what it wrote says which only by this line. */
function explained(side: 'A' | 'B', { explanations }: Scores): readonly string[] {
  return [`Answer ${side}:`, ...explanations];
}
