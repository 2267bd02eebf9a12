import { batches } from '../batches';
import type { Prompt } from '../data';

/** Splits prompts into {@link batches} by the text of their turns. */
export function promptBatches(prompts: readonly Prompt[]): Generator<readonly Prompt[]> {
  return batches(prompts, ({ turns }) =>
    turns.reduce((sum, { content }) => sum + content.length, 0),
  );
}
