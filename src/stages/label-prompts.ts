import type { LabelApi } from '../../workers/label';
import type { Vectors } from '../core/data';
import type { KnnPredictions, KnnSettings, Seed } from '../core/labels/knn';
import type { KSweep, LabelledRow, Validation } from '../core/labels/validation';
import type { Diversity, DiversityColumns } from '../core/quality/diversity';
import type { Control } from '../engine/control';
import { callback, WorkerHandle } from '../engine/worker-call';

const spawn = () =>
  new Worker(new URL('../../workers/label.ts', import.meta.url), { type: 'module' });

/**
 * k-NN labels in a worker that keeps the distances to all seeds, so that one more seed costs one pass
 * over the vectors and one taken back costs nothing. A cancelled call frees the worker with all that
 * it held; the next one starts anew.
 */
export class Labeller {
  #worker: WorkerHandle<LabelApi> | null = null;
  #vectors: Vectors | null = null;

  /** Labels of all rows; see `predictKnn`. @param vectors copied to the worker when they are new */
  async predict(
    vectors: Vectors,
    seeds: readonly Seed[],
    settings: KnnSettings,
    { signal, onProgress }: Control = {},
  ): Promise<KnnPredictions> {
    const worker = await this.#open(vectors, signal);
    const told = callback(onProgress ?? (() => {}));
    return worker.call('predict', [seeds, settings, told], signal);
  }

  /** How well the seeds predict known rows, and how well other k would; see `validateKnn`, `sweepK`. */
  async validate(
    vectors: Vectors,
    seeds: readonly Seed[],
    settings: KnnSettings,
    known: readonly LabelledRow[],
    ks: readonly number[],
  ): Promise<{ readonly validation: Validation; readonly sweep: KSweep }> {
    const worker = await this.#open(vectors);
    return worker.call('validate', [seeds, settings, known, ks]);
  }

  /** How varied some rows of the vectors are; see `diversityOfRows`. */
  async diversity(
    vectors: Vectors,
    rows: Int32Array,
    columns: DiversityColumns,
  ): Promise<Diversity> {
    const worker = await this.#open(vectors);
    return worker.call('diversity', [rows, columns]);
  }

  close(): void {
    this.#worker?.close();
    this.#worker = null;
  }

  async #open(vectors: Vectors, signal?: AbortSignal): Promise<WorkerHandle<LabelApi>> {
    if (this.#worker && !this.#worker.closed && this.#vectors === vectors) return this.#worker;
    this.close();
    const worker = new WorkerHandle<LabelApi>(spawn);
    this.#worker = worker;
    this.#vectors = vectors;
    await worker.call('open', [vectors], signal);
    return worker;
  }
}
