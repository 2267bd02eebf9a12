import type { Prompt } from '../data';
import type { AnswerRecord } from '../formats/answer-record';
import { duplicateKey } from '../prompts/content-hash';
import { userTurns, type Answer } from './answer';

export interface JoinedAnswers {
  readonly answers: readonly Answer[];
  /** Ids, as the file has them, of answers whose prompt is not in the workspace. */
  readonly unmatched: readonly string[];
  /** Ids of prompts with another number of turns than the answer has, which is left out. */
  readonly otherTurns: readonly string[];
}

/**
 * Answers of a file, joined to the workspace's prompts by text where they bring a known one, else by
 * id: two files may give the same ids to different prompts.
 */
export function joinAnswers(
  records: readonly AnswerRecord[],
  prompts: readonly Prompt[],
): JoinedAnswers {
  const byId = new Map(prompts.map((prompt) => [prompt.id, prompt]));
  const byText = new Map(prompts.map((prompt) => [duplicateKey(prompt.text), prompt]));
  const answers: Answer[] = [];
  const unmatched: string[] = [];
  const otherTurns: string[] = [];
  for (const { promptId, asked, model, turns, reasoning, tokens } of records) {
    const own = byId.get(promptId);
    const key = asked && duplicateKey(asked.join('\n'));
    // Several prompts may have one text, with other turns beside it: then the id says which.
    const isOwn = own !== undefined && key === duplicateKey(own.text);
    const prompt = isOwn ? own : ((key && byText.get(key)) ?? own);
    if (!prompt) unmatched.push(promptId);
    else if (turns.length > 1 && turns.length !== userTurns(prompt.turns).length) {
      otherTurns.push(prompt.id);
    } else {
      answers.push({
        promptId: prompt.id,
        model,
        turns,
        ...(reasoning !== undefined && { reasoning }),
        ...(tokens !== undefined && { tokens }),
      });
    }
  }
  return { answers, unmatched, otherTurns };
}
