import type { Control } from '../engine/control';
import type { Job } from './job.svelte';
import type { WorkspaceStore } from './workspace-store.svelte';

/** One run through a chain of stages. */
export interface StageRun {
  /**
   * What `work` gives.
   * @throws AbortError where a newer run or an end has come meanwhile
   */
  current<T>(work: Promise<T>): Promise<T>;
  /**
   * A stage's result: the stored one where its key is the same, else computed in the job and stored.
   * @throws AbortError as `current`, before anything is stored; in a tab that may only look on
   */
  stage<T>(
    stage: string,
    key: string,
    job: Job,
    compute: (control: Required<Control>) => Promise<T>,
  ): Promise<T>;
}

/** Runs through a chain of stages, of which the newest alone goes on and stores. */
export class StageRuns {
  #newest = {};
  readonly #store: WorkspaceStore;

  constructor(store: WorkspaceStore) {
    this.#store = store;
  }

  start(): StageRun {
    const store = this.#store;
    const mark = (this.#newest = {});
    const current = async <T>(work: Promise<T>): Promise<T> => {
      const result = await work;
      if (mark !== this.#newest) throw new DOMException('Superseded', 'AbortError');
      return result;
    };
    return {
      current,
      async stage(stage, key, job, compute) {
        type Result = Awaited<ReturnType<typeof compute>>;
        const kept = await current(store.stage<Result>(stage));
        if (kept?.key === key) {
          job.mark('done');
          return kept.result;
        }
        // The tab that has the right to write computes it.
        if (store.readOnly) throw new DOMException('Read only', 'AbortError');
        const result = await current(job.run(compute));
        await current(store.saveStage(stage, key, result));
        return result;
      },
    };
  }

  /** The run under way ends between two stages. */
  end(): void {
    this.#newest = {};
  }
}
