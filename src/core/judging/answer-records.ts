import type { Prompt } from '../data';
import type { AnswerRecord } from '../formats/answer-record';
import { answerStyle } from '../ranking/answer-style';
import type { Answer } from './answer';

/** An answer as it is written to files. @param timestamp seconds since 1970 */
export function answerRecord(answer: Answer, prompt: Prompt, timestamp: number): AnswerRecord {
  const { promptId, model, turns, reasoning, tokens } = answer;
  const text = turns.join('\n\n');
  const category = prompt.fields.category;
  return {
    ...{ promptId, model, text, timestamp, promptText: prompt.text },
    ...(reasoning !== undefined && { reasoning }),
    ...(tokens !== undefined && { tokens, style: answerStyle(text, tokens) }),
    ...(typeof category === 'string' && { category }),
  };
}
