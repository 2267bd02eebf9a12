import { STRENGTHS, testPrompts } from '../src/stages/testing/local-run';
import { TOPICS } from './obvious-topics';
import { localAnswer, trueVerdict } from './local-replies';
import { withVectors } from './given-vectors';
import type { DroppedFile } from './touchstone-test';

export const MODELS = Object.keys(STRENGTHS) as readonly Model[];
export type Model = keyof typeof STRENGTHS;
export const BASELINE: Model = 'm6';
/** Rating points from which on the ranking must be right. */
export const TOLD_APART_POINTS = 60;

export interface JudgedPrompt {
  readonly id: string;
  readonly prompt: string;
  readonly topic: string;
}

export function judgedPrompts(count: number): readonly JudgedPrompt[] {
  const topics = Object.keys(TOPICS);
  return testPrompts(count).map(({ id, text }, n) => ({
    ...{ id, prompt: text },
    topic: topics[n % topics.length],
  }));
}

/** With vectors of its own, so that no model is needed. */
export const promptFile = (prompts: readonly JudgedPrompt[]): DroppedFile => ({
  name: 'tasks.jsonl',
  content: withVectors(prompts),
});

/** Answers of a model with a rating in Arena-Hard's form. @param change of an answer's text */
export function answerFile(
  model: string,
  rating: number,
  prompts: readonly JudgedPrompt[],
  change: (text: string, n: number) => string = (text) => text,
): DroppedFile {
  const lines = prompts.map(({ id, prompt }, n) => {
    const content = change(localAnswer(model, rating, prompt), n);
    const turns = [{ content, token_len: 30 }];
    return JSON.stringify({ question_id: id, model_id: model, choices: [{ index: 0, turns }] });
  });
  return { name: `${model}.jsonl`, content: lines.join('\n') };
}

/** The five-label verdict that the local judge must give on a game of two honest answers. */
export function expectedVerdict(prompt: string, modelA: Model, modelB: Model, seed = 1): string {
  const answer = (model: Model) => localAnswer(model, STRENGTHS[model], prompt);
  const texts = { prompt, 'answer A': answer(modelA), 'answer B': answer(modelB) };
  return trueVerdict({ texts, outside: '' }, seed, true);
}
