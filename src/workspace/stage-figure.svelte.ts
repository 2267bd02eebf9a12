import type { Control } from '../engine/control';
import type { Job } from './job.svelte';
import { outcomeOf } from './outcome';
import type { WorkspaceStore } from './workspace-store.svelte';

/** One stored result with the key over what made it, computed anew only where that has changed. */
export class StageFigure<T> {
  #result = $state.raw<T | null>(null);
  #error = $state<string | null>(null);
  #key = $state('');
  /** Of what was asked for last. */
  #wanted = $state('');
  readonly #stage: string;
  readonly #store: WorkspaceStore;
  readonly #job: Job;

  /** @param stage under which it is stored */
  constructor(stage: string, store: WorkspaceStore, job: Job) {
    this.#stage = stage;
    this.#store = store;
    this.#job = job;
  }

  /** The last result; `stale` says that it answers an earlier question. */
  get result(): T | null {
    return this.#result;
  }
  get stale(): boolean {
    return this.#result !== null && this.#wanted !== '' && this.#key !== this.#wanted;
  }
  /** Of the question that the result answers; empty without one. */
  get key(): string {
    return this.#key;
  }
  /** Why there is no result for what was asked. */
  get error(): string | null {
    return this.#error;
  }

  async load(): Promise<void> {
    const stored = await this.#store.stage<T>(this.#stage);
    if (!stored) return;
    this.#result = stored.result;
    this.#key = stored.key;
  }

  /**
   * Computes the result where another was asked for. A cancelled or superseded run leaves what was
   * there, stale.
   * @returns false where it was cancelled or superseded
   */
  async update(key: string, work: (control: Required<Control>) => Promise<T>): Promise<boolean> {
    this.#wanted = key;
    if (this.#key === key) {
      this.#error = null;
      return true;
    }
    try {
      const outcome = await this.#job.run((control) => outcomeOf(work(control)));
      if (this.#wanted !== key) return false;
      if ('problem' in outcome) {
        this.#error = outcome.problem;
        return true;
      }
      this.#result = outcome.value;
      this.#key = key;
      this.#error = null;
      await this.#store.saveStage(this.#stage, key, outcome.value);
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') return false;
      this.#error = error instanceof Error ? error.message : String(error);
    }
    return true;
  }
}
