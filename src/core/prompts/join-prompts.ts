import type { Prompt } from '../data';
import { contentId, duplicateKey } from './content-hash';
import { freeId } from './prompt-ids';
import { promptKey } from './prompt-key';

/** An id that stands for one text in the workspace and for another in a file. */
export interface IdConflict {
  readonly id: string;
  /** What the file's prompt is called instead. */
  readonly newId: string;
}

/**
 * Joins the prompts that judgments or answers speak of to those of a workspace: by all turns of the
 * system and the user, as an import of prompts merges them, a single text also by text alone (an exact
 * duplicate keeps the workspace's id, and its count, as no copy was added); else as a new prompt
 * under its own id, unless another bears it. A batch at a time, so that a page stays responsive.
 */
export class PromptJoin {
  readonly #prompts: Prompt[] = [];
  readonly #idByKey = new Map<string, string>();
  readonly #idByText = new Map<string, string>();
  readonly #keysById = new Map<string, PromptKeys>();
  /** From a file's id to the workspace's, where they differ. */
  readonly #aliases = new Map<string, string>();
  readonly #conflicts: IdConflict[] = [];

  /** Takes prompts of the workspace; call before the first `add`. */
  keep(existing: readonly Prompt[]): void {
    for (const prompt of existing) this.#append(prompt, keysOf(prompt));
  }

  add(batch: readonly Prompt[]): void {
    for (const prompt of batch) {
      const keys = keysOf(prompt);
      const own = this.#keysById.get(prompt.id);
      // Several prompts may have one text, with other turns beside it: then the id says which.
      if (own && (own.whole === keys.whole || own.text === keys.text)) continue;
      const known =
        this.#idByKey.get(keys.whole) ??
        (prompt.turns.length === 1 ? this.#idByText.get(keys.text) : undefined);
      if (known !== undefined) {
        this.#aliases.set(prompt.id, known);
      } else if (own) {
        const newId = freeId(contentId(keys.whole), this.#keysById);
        this.#aliases.set(prompt.id, newId);
        this.#conflicts.push({ id: prompt.id, newId });
        this.#append({ ...prompt, id: newId }, keys);
      } else this.#append(prompt, keys);
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

  #append(prompt: Prompt, keys: PromptKeys): void {
    const { id } = prompt;
    if (!this.#idByKey.has(keys.whole)) this.#idByKey.set(keys.whole, id);
    if (!this.#idByText.has(keys.text)) this.#idByText.set(keys.text, id);
    this.#keysById.set(id, keys);
    this.#prompts.push(prompt);
  }
}

interface PromptKeys {
  /** Of all that the system and the user say. */
  readonly whole: string;
  readonly text: string;
}

function keysOf(prompt: Prompt): PromptKeys {
  const text = duplicateKey(prompt.text);
  const [{ role, content }] = prompt.turns;
  const isText = prompt.turns.length === 1 && role === 'user' && content === prompt.text;
  return { whole: isText ? text : promptKey(prompt), text };
}
