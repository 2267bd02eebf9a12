import type { Prompt } from '../data';

/** Small enough to be cloned and merged in well under 50 ms. */
const BATCH_PROMPTS = 200;
const BATCH_CHARS = 100_000;

/** Splits prompts into batches by number and length of text; a longer one stands alone. */
export function* promptBatches(prompts: readonly Prompt[]): Generator<readonly Prompt[]> {
  let start = 0;
  let chars = 0;
  for (let i = 0; i < prompts.length; i++) {
    const length = prompts[i].turns.reduce((sum, turn) => sum + turn.content.length, 0);
    if (i > start && (i - start >= BATCH_PROMPTS || chars + length > BATCH_CHARS)) {
      yield prompts.slice(start, i);
      start = i;
      chars = 0;
    }
    chars += length;
  }
  if (start < prompts.length) yield prompts.slice(start);
}
