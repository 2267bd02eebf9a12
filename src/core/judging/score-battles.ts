import type { Battle } from '../data';

/** A single answer's score by a judge. */
export interface ScoredAnswer {
  readonly promptId: string;
  readonly model: string;
  readonly judge: string;
  /** 1 to 10; the mean where it was scored several times. */
  readonly score: number;
}

/**
 * Battles from single scores, against a baseline: the higher score of the same judge on the same
 * prompt wins, equal ones tie. A prompt whose baseline has no score gives none.
 */
export function scoreBattles(scored: readonly ScoredAnswer[], baseline: string): Battle[] {
  const key = ({ promptId, judge }: ScoredAnswer) => JSON.stringify([promptId, judge]);
  const reference = new Map(
    scored.filter(({ model }) => model === baseline).map((each) => [key(each), each.score]),
  );
  return scored.flatMap((each): Battle[] => {
    const against = reference.get(key(each));
    if (each.model === baseline || against === undefined) return [];
    const { promptId, model, judge, score } = each;
    const outcome = score > against ? 1 : score < against ? 0 : 0.5;
    return [{ promptId, modelA: model, modelB: baseline, outcome, weight: 1, judge }];
  });
}
