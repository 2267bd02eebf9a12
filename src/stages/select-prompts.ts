import type { SelectApi } from '../../workers/select';
import type { Prompt } from '../core/data';
import { promptBatches } from '../core/prompts/prompt-batches';
import type { CandidateColumns } from '../core/selection/candidate-columns';
import type { DrawnSet } from '../core/selection/drawn-set';
import type { EvaluationSet } from '../core/selection/evaluation-set';
import type { FilterSettings } from '../core/selection/filter';
import type { DrawnFrom, Manifest, Provenance, RestoredSet } from '../core/selection/manifest';
import type { SamplingSettings } from '../core/selection/sampling-settings';
import { WorkerHandle } from '../engine/worker-call';

const spawn = () =>
  new Worker(new URL('../../workers/select.ts', import.meta.url), { type: 'module' });

/**
 * Draws evaluation sets from prompts that it holds in a worker of its own: they are handed over once,
 * what is known of them as often as it changes. Close it to free their memory.
 */
export class PromptSelector {
  readonly #worker = new WorkerHandle<SelectApi>(spawn);
  readonly #prompts: readonly Prompt[];
  #columns: CandidateColumns | null = null;
  #hash = '';
  #given = false;

  constructor(prompts: readonly Prompt[]) {
    this.#prompts = prompts;
  }

  /** Whether it was made for these very prompts. */
  holds(prompts: readonly Prompt[]): boolean {
    return this.#prompts === prompts && !this.#worker.closed;
  }

  /** Over all that selection knows of the prompts; empty before `describe`. */
  get hash(): string {
    return this.#hash;
  }

  async describe(columns: CandidateColumns): Promise<void> {
    if (!this.#given) {
      this.#given = true;
      for (const batch of promptBatches(this.#prompts)) {
        await this.#worker.call('addPrompts', [batch]);
      }
    }
    if (this.#columns === columns) return;
    this.#hash = await this.#worker.call('describe', [columns]);
    this.#columns = columns;
  }

  draw(
    filters: FilterSettings,
    settings: SamplingSettings,
    earlier: readonly string[],
  ): Promise<DrawnSet> {
    return this.#worker.call('draw', [filters, settings, earlier]);
  }

  topUp(
    set: EvaluationSet,
    filters: FilterSettings,
    earlier: readonly string[],
  ): Promise<EvaluationSet> {
    return this.#worker.call('topUp', [set, filters, earlier]);
  }

  manifest(
    set: EvaluationSet,
    from: DrawnFrom,
    filters: FilterSettings,
    earlier: readonly string[],
    provenance: Omit<Provenance, 'files'>,
  ): Promise<Manifest> {
    return this.#worker.call('manifest', [set, from, filters, earlier, provenance]);
  }

  restore(manifest: Manifest): Promise<RestoredSet> {
    return this.#worker.call('restore', [manifest]);
  }

  close(): void {
    this.#worker.close();
  }
}
