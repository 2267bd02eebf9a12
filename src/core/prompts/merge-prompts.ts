import type { Prompt } from '../data';
import { contentId } from './content-hash';
import { MergedColumns } from './merged-columns';
import { mergedPrompt } from './prompt-aliases';
import { freeId } from './prompt-ids';
import { promptKey } from './prompt-key';

/** Holds the id that a file gave, where another text bears it. */
export const ID_FIELD = 'id';

/**
 * Adds prompts to those of a workspace, a batch at a time so that a page stays responsive: an exact
 * duplicate raises the count of the prompt that is there, which keeps its id, fields and place and
 * takes the other ids as aliases, the other files beside its own and the fields that it lacks; a new
 * prompt is appended, under its content's id where another text bears its own, which then is kept as a
 * field.
 */
export class PromptMerger {
  readonly #prompts: Prompt[] = [];
  readonly #byKey = new Map<string, number>();
  readonly #ids = new Set<string>();
  #duplicates = 0;
  #renamed = 0;

  /** Takes prompts of the workspace as they are; call before the first `add`. */
  keep(existing: readonly Prompt[]): void {
    for (const prompt of existing) this.#append(prompt, promptKey(prompt));
  }

  /**
   * Returns the index at which each of the batch now stands in the result.
   * @param merged hears what the columns say of prompts that were there already
   */
  add(batch: readonly Prompt[], merged = new MergedColumns()): number[] {
    return batch.map((prompt) => {
      const key = promptKey(prompt);
      const index = this.#byKey.get(key);
      if (index === undefined) {
        this.#append(this.#ids.has(prompt.id) ? this.#rename(prompt, key) : prompt, key);
        return this.#prompts.length - 1;
      }
      const equal = this.#prompts[index];
      merged.add(equal.id, equal, prompt);
      this.#prompts[index] = mergedPrompt(equal, prompt);
      this.#duplicates++;
      return index;
    });
  }

  /** Added prompts whose id stood for another text. */
  get renamed(): number {
    return this.#renamed;
  }

  /** All prompts, the existing ones first, and how many of the added ones were there already. */
  result(): { readonly prompts: readonly Prompt[]; readonly duplicates: number } {
    return { prompts: this.#prompts, duplicates: this.#duplicates };
  }

  #rename(prompt: Prompt, key: string): Prompt {
    this.#renamed++;
    const fields = { [ID_FIELD]: prompt.id, ...prompt.fields };
    return { ...prompt, id: freeId(contentId(key), this.#ids), fields };
  }

  #append(prompt: Prompt, key: string): void {
    this.#byKey.set(key, this.#prompts.length);
    this.#ids.add(prompt.id);
    this.#prompts.push(prompt);
  }
}

/** `PromptMerger` in one call. Cost: one hash of every text. */
export function mergePrompts(
  existing: readonly Prompt[],
  added: readonly Prompt[],
): { readonly prompts: readonly Prompt[]; readonly duplicates: number } {
  const merger = new PromptMerger();
  merger.keep(existing);
  merger.add(added);
  return merger.result();
}
