import type { History } from './history.svelte';
import type { WorkspaceStore } from './workspace-store.svelte';

export interface ChoicesServices {
  readonly store: WorkspaceStore;
  readonly history: History;
  report(error: unknown): void;
}

/** What a user chose in one place: kept, and every change can be undone. */
export class StoredChoices<T extends object> {
  #value = $state.raw<T>()!;
  readonly #stage: string;
  readonly #services: ChoicesServices;
  readonly #onChange: () => void;

  /**
   * @param stage under which it is stored
   * @param start what holds before anything was chosen, and for what an older version did not store
   * @param onChange called after every change, undone ones too
   */
  constructor(stage: string, start: T, services: ChoicesServices, onChange: () => void) {
    this.#stage = stage;
    this.#value = start;
    this.#services = services;
    this.#onChange = onChange;
  }

  get value(): T {
    return this.#value;
  }

  async load(): Promise<void> {
    const stored = await this.#services.store.stage<Partial<T>>(this.#stage);
    if (stored) this.#value = { ...this.#value, ...stored.result };
  }

  /** @param label names the step for the undo menu */
  change(label: string, change: Partial<T>): void {
    const before = this.#value;
    const next = { ...before, ...change };
    this.#services.history.run({
      label,
      redo: () => this.#show(next),
      undo: () => this.#show(before),
    });
  }

  /** Shows a change without keeping it: for a tab that may only look on. */
  look(change: Partial<T>): void {
    this.#value = { ...this.#value, ...change };
    this.#onChange();
  }

  #show(value: T): void {
    this.#value = value;
    this.#services.store
      .saveStage(this.#stage, this.#stage, value)
      .catch((error: unknown) => this.#services.report(error));
    this.#onChange();
  }
}
