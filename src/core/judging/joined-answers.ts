import type { Prompt } from '../data';
import type { AnswerRecord } from '../formats/answer-record';
import { duplicateKey } from '../prompts/content-hash';
import type { Answer } from './answer';

export interface JoinedAnswers {
  readonly answers: readonly Answer[];
  /** Ids, as the file has them, of answers whose prompt is not in the workspace. */
  readonly unmatched: readonly string[];
}

/**
 * Answers of a file, joined to the workspace's prompts by text where they bring a known one, else by
 * id: two files may give the same ids to different prompts.
 */
export function joinAnswers(
  records: readonly AnswerRecord[],
  prompts: readonly Prompt[],
): JoinedAnswers {
  const ids = new Set(prompts.map(({ id }) => id));
  const idByText = new Map(prompts.map(({ id, text }) => [duplicateKey(text), id]));
  const answers: Answer[] = [];
  const unmatched: string[] = [];
  for (const { promptId, promptText, model, text, reasoning, tokens } of records) {
    const byText = promptText === undefined ? undefined : idByText.get(duplicateKey(promptText));
    const id = byText ?? (ids.has(promptId) ? promptId : undefined);
    if (id === undefined) unmatched.push(promptId);
    else {
      answers.push({
        promptId: id,
        model,
        turns: [text],
        ...(reasoning !== undefined && { reasoning }),
        ...(tokens !== undefined && { tokens }),
      });
    }
  }
  return { answers, unmatched };
}
