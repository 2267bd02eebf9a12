import type { Prompt } from '../data';
import type { AnswerRecord } from '../formats/answer-record';
import { answerStyle } from '../ranking/answer-style';
import { userTurns, type Answer } from './answer';

/** An answer as it is written to files; tokens and style are of its last turn. @param timestamp seconds since 1970 */
export function answerRecord(answer: Answer, prompt: Prompt, timestamp: number): AnswerRecord {
  const { promptId, model, turns, reasoning, tokens } = answer;
  const category = prompt.fields.category;
  return {
    ...{ promptId, model, turns, timestamp },
    asked: turns.length > 1 ? userTurns(prompt.turns) : [prompt.text],
    ...(reasoning !== undefined && { reasoning }),
    ...(tokens !== undefined && { tokens, style: answerStyle(turns.at(-1)!, tokens) }),
    ...(typeof category === 'string' && { category }),
  };
}
