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
  const textById = new Map(prompts.map(({ id, text }) => [id, duplicateKey(text)]));
  const idByText = new Map(Array.from(textById, ([id, text]) => [text, id]));
  const answers: Answer[] = [];
  const unmatched: string[] = [];
  for (const { promptId, promptText, model, text, reasoning, tokens } of records) {
    const wanted = promptText === undefined ? undefined : duplicateKey(promptText);
    const byText = wanted === undefined ? undefined : idByText.get(wanted);
    const known = textById.get(promptId);
    // Several prompts may have one text, with other turns beside it: then the id says which.
    const byId = known === undefined ? undefined : promptId;
    const id = known === wanted ? byId : (byText ?? byId);
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
