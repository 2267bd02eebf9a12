import type { Prompt } from '../data';
import { contentId, duplicateKey } from './content-hash';
import { freeId } from './prompt-ids';

/** An id that stands for one text in the workspace and for another in a file. */
export interface IdConflict {
  readonly id: string;
  /** What the file's prompt is called instead. */
  readonly newId: string;
}

/**
 * Joins the prompts that judgments or answers speak of to those of a workspace: by text (an exact
 * duplicate keeps the workspace's id, and its count, as no copy was added), else as a new prompt
 * under its own id, unless another text bears it. A batch at a time, so that a page stays responsive.
 */
export class PromptJoin {
  readonly #prompts: Prompt[] = [];
  readonly #idByKey = new Map<string, string>();
  readonly #keyById = new Map<string, string>();
  /** From a file's id to the workspace's, where they differ. */
  readonly #aliases = new Map<string, string>();
  readonly #conflicts: IdConflict[] = [];

  /** Takes prompts of the workspace; call before the first `add`. */
  keep(existing: readonly Prompt[]): void {
    for (const prompt of existing) this.#append(prompt, duplicateKey(prompt.text));
  }

  add(batch: readonly Prompt[]): void {
    for (const prompt of batch) {
      const key = duplicateKey(prompt.text);
      const known = this.#idByKey.get(key);
      // Several prompts may have one text, with other turns beside it: then the id says which.
      if (this.#keyById.get(prompt.id) === key) continue;
      if (known !== undefined) {
        this.#aliases.set(prompt.id, known);
      } else if (this.#keyById.has(prompt.id)) {
        const newId = freeId(contentId(key), this.#keyById);
        this.#aliases.set(prompt.id, newId);
        this.#conflicts.push({ id: prompt.id, newId });
        this.#append({ ...prompt, id: newId }, key);
      } else this.#append(prompt, key);
    }
  }

  /** The workspace's id for a prompt id of the file; the same where there is nothing to join. */
  idOf(id: string): string {
    return this.#aliases.get(id) ?? id;
  }

  /** The workspace's prompts in their order, then the new ones. */
  get prompts(): readonly Prompt[] {
    return this.#prompts;
  }
  get conflicts(): readonly IdConflict[] {
    return this.#conflicts;
  }

  #append(prompt: Prompt, key: string): void {
    if (!this.#idByKey.has(key)) this.#idByKey.set(key, prompt.id);
    this.#keyById.set(prompt.id, key);
    this.#prompts.push(prompt);
  }
}
