import type { AnswerStyle, Prompt } from '../data';
import type { BattleRecord } from '../formats/battle-record';
import { answerStyle } from '../ranking/answer-style';
import type { Answer, AnswerBook } from './answer';
import type { Game } from './schedule';

/** Where a game's texts are. */
export interface GameTexts {
  readonly prompts: ReadonlyMap<string, Prompt>;
  readonly answers: AnswerBook;
}

/**
 * What is known of a game beside its verdict: prompt, language, answers and their style. Not the
 * category: a battle's own would stand before the label that a user gives the prompt later.
 */
export function gameFields(
  { promptId, modelA, modelB }: Game,
  { prompts, answers }: GameTexts,
): Partial<BattleRecord> {
  const prompt = prompts.get(promptId);
  const [a, b] = [answers.get(promptId, modelA), answers.get(promptId, modelB)];
  const [styleA, styleB] = [styleOf(a), styleOf(b)];
  return {
    ...(prompt && { promptText: prompt.text, language: prompt.language }),
    ...(prompt && prompt.turns.length > 1 && { promptTurns: prompt.turns }),
    answerA: a?.turns,
    answerB: b?.turns,
    ...(styleA && { styleA }),
    ...(styleB && { styleB }),
  };
}

/** An answer stands in many battles and is measured once. */
const measured = new WeakMap<Answer, AnswerStyle>();

/** Of the last turn; undefined where its tokens were not counted. */
function styleOf(answer: Answer | undefined): AnswerStyle | undefined {
  if (answer?.tokens === undefined) return undefined;
  const known = measured.get(answer);
  if (known) return known;
  const style = answerStyle(answer.turns.at(-1) ?? '', answer.tokens);
  measured.set(answer, style);
  return style;
}
