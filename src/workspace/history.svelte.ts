/** One reversible step, named for the menu ("Rename cluster"). */
export interface Edit {
  readonly label: string;
  redo(): void;
  undo(): void;
}

const MAX_STEPS = 200;

/** Undo and redo over all edits of a workspace. */
export class History {
  #done = $state.raw<readonly Edit[]>([]);
  #undone = $state.raw<readonly Edit[]>([]);
  readonly #mayEdit: () => boolean;

  /** @param mayEdit asked before every step; it tells the user why not */
  constructor(mayEdit: () => boolean = () => true) {
    this.#mayEdit = mayEdit;
  }

  get undoLabel(): string | null {
    return this.#done.at(-1)?.label ?? null;
  }

  get redoLabel(): string | null {
    return this.#undone.at(-1)?.label ?? null;
  }

  /** Does the edit and remembers it; nothing where no edit is allowed. */
  run(edit: Edit): void {
    if (!this.#mayEdit()) return;
    edit.redo();
    this.remember(edit);
  }

  /** Takes an edit that is done already. */
  remember(edit: Edit): void {
    this.#done = [...this.#done, edit].slice(-MAX_STEPS);
    this.#undone = [];
  }

  undo(): void {
    const edit = this.#done.at(-1);
    if (!edit || !this.#mayEdit()) return;
    edit.undo();
    this.#done = this.#done.slice(0, -1);
    this.#undone = [...this.#undone, edit];
  }

  redo(): void {
    const edit = this.#undone.at(-1);
    if (!edit || !this.#mayEdit()) return;
    edit.redo();
    this.#undone = this.#undone.slice(0, -1);
    this.#done = [...this.#done, edit];
  }

  clear(): void {
    this.#done = [];
    this.#undone = [];
  }
}
