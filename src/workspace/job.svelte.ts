import type { Progress } from '../core/data';
import type { Control } from '../engine/control';

export type JobState = 'empty' | 'running' | 'paused' | 'done' | 'stale' | 'failed';

/** The visible side of one long-running stage: state, progress, rate, time left, cancel. */
export class Job {
  readonly title: string;
  /** What is counted, for "120 of 500 prompts". */
  readonly unit: string;
  #state = $state<JobState>('empty');
  #progress = $state.raw<Progress>({ done: 0, total: 0 });
  #error = $state<string | null>(null);
  /** Units a second since the start of this run, or null. */
  #rate = $state<number | null>(null);
  /** How long the last finished run took. */
  #tookMs = $state<number | null>(null);
  #controller: AbortController | null = null;

  constructor(title: string, unit = '') {
    this.title = title;
    this.unit = unit;
  }

  get state(): JobState {
    return this.#state;
  }
  get progress(): Progress {
    return this.#progress;
  }
  get error(): string | null {
    return this.#error;
  }
  get rate(): number | null {
    return this.#rate;
  }
  get tookMs(): number | null {
    return this.#tookMs;
  }
  get secondsLeft(): number | null {
    const { done, total } = this.#progress;
    return this.#rate && total > 0 ? (total - done) / this.#rate : null;
  }

  mark(state: JobState): void {
    this.#state = state;
    if (state === 'empty') this.#progress = { done: 0, total: 0 };
  }

  /**
   * Runs `work`; its failure is shown here and thrown on, a cancel leaves the stage as it was. A newer
   * run cancels this one, and from then on the state is that of the newer one.
   */
  async run<T>(work: (control: Required<Control>) => Promise<T>): Promise<T> {
    this.cancel();
    const controller = new AbortController();
    this.#controller = controller;
    const before = this.#state;
    this.#state = 'running';
    this.#error = null;
    this.#rate = null;
    this.#progress = { done: 0, total: 0 };
    const started = performance.now();
    let first: { at: number; done: number } | null = null;
    const onProgress = (progress: Progress) => {
      if (this.#controller !== controller) return;
      const now = performance.now();
      first ??= { at: now, done: progress.done };
      this.#progress = progress;
      const seconds = (now - first.at) / 1000;
      if (seconds > 0.5) this.#rate = (progress.done - first.done) / seconds;
    };
    try {
      const result = await work({ signal: controller.signal, onProgress });
      if (this.#controller === controller) {
        this.#state = 'done';
        this.#tookMs = performance.now() - started;
      }
      return result;
    } catch (error) {
      if (this.#controller !== controller) throw error;
      if (controller.signal.aborted) {
        if (this.#state === 'running') this.#state = before === 'running' ? 'empty' : before;
      } else {
        this.#state = 'failed';
        this.#error = error instanceof Error ? error.message : String(error);
      }
      throw error;
    } finally {
      if (this.#controller === controller) this.#controller = null;
    }
  }

  cancel(): void {
    this.#controller?.abort(new DOMException('Cancelled', 'AbortError'));
  }

  /** Stops the run; what it has stored stays, and running again goes on from there. */
  pause(): void {
    if (this.#state !== 'running') return;
    this.#state = 'paused';
    this.cancel();
  }
}
