/** What a judge was shown. */
export interface JudgedTexts {
  readonly prompt: string;
  readonly answerA: string;
  readonly answerB: string;
}

/** The marks between the parts of a judge's prompt, in their order. */
interface Marks {
  readonly prompt: string;
  readonly startA: string;
  readonly between: string;
  readonly endB: string;
}

const ARENA_HARD: Marks = {
  prompt: '<|User Prompt|>\n',
  startA: "\n\n<|The Start of Assistant A's Answer|>\n",
  between: "\n<|The End of Assistant A's Answer|>\n\n<|The Start of Assistant B's Answer|>\n",
  endB: "\n<|The End of Assistant B's Answer|>",
};

const MT_BENCH: Marks = {
  prompt: '[User Question]\n',
  startA: "\n\n[The Start of Assistant A's Answer]\n",
  between: "\n[The End of Assistant A's Answer]\n\n[The Start of Assistant B's Answer]\n",
  endB: "\n[The End of Assistant B's Answer]",
};

/**
 * The question and the two answers inside the prompt that Arena-Hard or MT-Bench gave its judge; null
 * for any other text. An answer that holds the marks itself is cut at the first one.
 */
export function readJudgePrompt(text: string): JudgedTexts | null {
  for (const marks of [ARENA_HARD, MT_BENCH]) {
    const start = text.indexOf(marks.prompt);
    if (start < 0) continue;
    const promptStart = start + marks.prompt.length;
    const promptEnd = text.indexOf(marks.startA, promptStart);
    if (promptEnd < 0) continue;
    const aStart = promptEnd + marks.startA.length;
    const aEnd = text.indexOf(marks.between, aStart);
    if (aEnd < 0) continue;
    const bStart = aEnd + marks.between.length;
    const bEnd = text.lastIndexOf(marks.endB);
    if (bEnd < bStart) continue;
    return {
      prompt: text.slice(promptStart, promptEnd),
      answerA: text.slice(aStart, aEnd),
      answerB: text.slice(bStart, bEnd),
    };
  }
  return null;
}

/** The texts as Arena-Hard's prompt to its judge. */
export function writeJudgePrompt({ prompt, answerA, answerB }: JudgedTexts): string {
  const { prompt: head, startA, between, endB } = ARENA_HARD;
  return head + prompt + startA + answerA + between + answerB + endB;
}
