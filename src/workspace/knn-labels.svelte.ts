import { untrack } from 'svelte';
import type { Prompt, Vectors } from '../core/data';
import type { KnnPredictions, KnnSettings, Seed } from '../core/labels/knn';
import { contentHash } from '../core/prompts/content-hash';
import type { Labeller } from '../stages/label-prompts';
import { Job } from './job.svelte';
import type { WorkspaceStore } from './workspace-store.svelte';

const KNN_STAGE = 'knn-labels';
/** Predictions are stored once the labelling pauses, not at every key. */
const SAVE_AFTER_MS = 2_000;

/** What is asked of the labelling worker needs. */
export interface LabellerServices {
  readonly labeller: Labeller;
  vectors(): Vectors | null;
  report(error: unknown): void;
}

export interface KnnInputs extends LabellerServices {
  prompts(): readonly Prompt[];
  seeds(): readonly Seed[];
  settings(): KnnSettings;
  readonly store: WorkspaceStore;
}

/** k-NN predictions that follow vectors, seeds and settings by themselves, in a worker. */
export class KnnLabels {
  readonly job = new Job('k-NN labels', 'seeds');
  #predictions = $state.raw<KnnPredictions | null>(null);
  #stale = $state(false);
  #running: Promise<void> | null = null;
  #storedKey: string | null = null;
  #saveTimer: ReturnType<typeof setTimeout> | undefined;
  readonly #inputs: KnnInputs;
  /** Text, so that equal seeds and settings are no change. */
  readonly #asked = $derived.by(() =>
    JSON.stringify([this.#inputs.seeds(), this.#inputs.settings()]),
  );
  readonly #stop: () => void;

  constructor(inputs: KnnInputs) {
    this.#inputs = inputs;
    this.#stop = $effect.root(() => {
      $effect(() => {
        void this.#asked;
        if (inputs.vectors()) untrack(() => void this.#update());
      });
    });
  }

  get predictions(): KnnPredictions | null {
    return this.#predictions;
  }
  get stale(): boolean {
    return this.#stale || this.job.state === 'running';
  }

  /** Shows what was stored, if it is still that of the prompts, seeds and settings. */
  async load(): Promise<void> {
    const kept = await this.#inputs.store.stage<KnnPredictions>(KNN_STAGE);
    if (kept?.key !== this.#key()) return;
    this.#storedKey = kept.key;
    this.#predictions = kept.result;
    this.job.mark('done');
  }

  /** Goes on after a failure or a cancel. */
  async resume(): Promise<void> {
    if (this.#stale && !this.#running) await this.#update();
  }

  /** Waits for the predictions of the seeds and settings as they stand; without vectors there are none. */
  async settled(): Promise<void> {
    if (this.#inputs.vectors()) await this.#update();
  }

  close(): void {
    this.#stop();
    clearTimeout(this.#saveTimer);
    this.job.cancel();
  }

  /** Computes until the predictions are those of the newest inputs. */
  #update(): Promise<void> {
    this.#stale = true;
    // One call at a time: the newest inputs are taken next, and aborting would lose the distances.
    this.#running ??= this.#catchUp();
    return this.#running;
  }

  async #catchUp(): Promise<void> {
    try {
      while (this.#stale) {
        this.#stale = false;
        await this.#predict();
      }
    } catch (error) {
      this.#stale = true;
      this.#inputs.report(error);
    } finally {
      this.#running = null;
    }
  }

  async #predict(): Promise<void> {
    const vectors = this.#inputs.vectors();
    // Prompts added last may still be without vectors.
    const seeds = this.#inputs.seeds().filter(({ row }) => row < (vectors?.count ?? 0));
    if (!vectors || seeds.length === 0) {
      this.#predictions = null;
      this.job.mark('empty');
      return;
    }
    const settings = this.#inputs.settings();
    const key = this.#key();
    const found = await this.job.run((control) =>
      this.#inputs.labeller.predict(vectors, seeds, settings, control),
    );
    this.#predictions = found;
    clearTimeout(this.#saveTimer);
    if (key === this.#storedKey) return;
    this.#saveTimer = setTimeout(() => void this.#save(key, found), SAVE_AFTER_MS);
  }

  async #save(key: string, found: KnnPredictions): Promise<void> {
    try {
      await this.#inputs.store.saveStage(KNN_STAGE, key, found);
      this.#storedKey = key;
    } catch (error) {
      this.#inputs.report(error);
    }
  }

  #key(): string {
    const ids = this.#inputs.prompts().map(({ id }) => id);
    return contentHash(`${this.#asked} ${JSON.stringify(ids)}`);
  }
}
