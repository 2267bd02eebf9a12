import type { Prompt } from '../data';
import type { AnswerRecord } from '../formats/answer-record';
import { duplicateKey } from '../prompts/content-hash';
import { answerStyle } from '../ranking/answer-style';
import type { Answer } from './answer';

export interface JoinedAnswers {
  readonly answers: readonly Answer[];
  /** Answers to prompts that are not there. */
  readonly strangers: readonly AnswerRecord[];
}

/** Answers of files, joined to prompts by id, else by text. */
export function joinAnswers(
  records: readonly AnswerRecord[],
  prompts: readonly Prompt[],
): JoinedAnswers {
  const ids = new Set(prompts.map(({ id }) => id));
  const byText = new Map(prompts.map(({ id, text }) => [duplicateKey(text), id]));
  const answers: Answer[] = [];
  const strangers: AnswerRecord[] = [];
  for (const record of records) {
    const { promptText, model, text, reasoning, tokens } = record;
    const known = ids.has(record.promptId)
      ? record.promptId
      : promptText === undefined
        ? undefined
        : byText.get(duplicateKey(promptText));
    if (known === undefined) strangers.push(record);
    else {
      answers.push({
        ...{ promptId: known, model, turns: [text] },
        ...(reasoning !== undefined && { reasoning }),
        ...(tokens !== undefined && { tokens }),
      });
    }
  }
  return { answers, strangers };
}

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
