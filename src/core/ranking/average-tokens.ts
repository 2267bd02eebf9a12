import type { AnswerRecord } from '../formats/answer-record';

export interface AverageTokens {
  readonly model: string;
  /** Mean over the answers. */
  readonly tokens: number;
  readonly answers: number;
}

/**
 * Average length of each model's answers in tokens, by first appearance of the model. Reasoning does
 * not count.
 * @param countTokens of the encoding chosen; without it the files' own counts, answers that have none
 * left out
 */
export function averageTokens(
  answers: readonly AnswerRecord[],
  countTokens?: (text: string) => number,
): AverageTokens[] {
  const sums = new Map<string, { tokens: number; answers: number }>();
  for (const { model, text, tokens } of answers) {
    const counted = countTokens ? countTokens(text) : tokens;
    if (counted === undefined) continue;
    const sum = sums.get(model) ?? { tokens: 0, answers: 0 };
    sum.tokens += counted;
    sum.answers++;
    sums.set(model, sum);
  }
  return Array.from(sums, ([model, sum]) => ({
    model,
    tokens: sum.tokens / sum.answers,
    answers: sum.answers,
  }));
}
