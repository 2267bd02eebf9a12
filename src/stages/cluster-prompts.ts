import type { ClusterApi } from '../../workers/cluster';
import type { ClusterWords } from '../core/clusters/cluster-words';
import type { Linkage } from '../core/clusters/linkage';
import type { Relabelling } from '../core/clusters/relabel';
import type { ClusterSweep } from '../core/clusters/sweep';
import type { TokenCorpus } from '../core/clusters/tokens';
import type { Clustering, ClusterSettings, Neighbours, Prompt, Vectors } from '../core/data';
import type { Control } from '../engine/control';
import type { UmapSettings } from '../engine/umap';
import { callback, callWorker, WorkerHandle } from '../engine/worker-call';

const EXEMPLARS = 10;

/** What the clusters of one clustering are shown by. */
export interface ClusterDescription extends ClusterWords {
  /** By label: indices of the most central prompts, most central first. */
  readonly exemplars: readonly (readonly number[])[];
  /** Cosine of the centroids, row-major m×m. */
  readonly similarities: Float32Array;
  readonly linkage: Linkage;
}

const spawn = () =>
  new Worker(new URL('../../workers/cluster.ts', import.meta.url), { type: 'module' });

const progressOf = ({ onProgress }: Control) => callback(onProgress ?? (() => {}));

/** UMAP of a neighbour graph in a worker of its own; see `umap`. */
export function layOut(
  neighbours: Neighbours,
  settings: UmapSettings,
  control: Control = {},
): Promise<Vectors> {
  const args: Parameters<ClusterApi['umap']> = [neighbours, settings, progressOf(control)];
  return callWorker<ClusterApi, 'umap'>(spawn, 'umap', args, control);
}

/** All settings of the sweep and the automatic choice; see `sweepClusterings`. */
export function sweepClusters(
  points: Vectors,
  neighbours: Neighbours,
  control: Control = {},
): Promise<ClusterSweep> {
  const args: Parameters<ClusterApi['sweep']> = [points, neighbours, progressOf(control)];
  return callWorker<ClusterApi, 'sweep'>(spawn, 'sweep', args, control);
}

export function clusterPoints(
  points: Vectors,
  settings: ClusterSettings,
  control: Control = {},
): Promise<Clustering> {
  const args: Parameters<ClusterApi['hdbscan']> = [points, settings, progressOf(control)];
  return callWorker<ClusterApi, 'hdbscan'>(spawn, 'hdbscan', args, control);
}

/** @throws {TouchstoneError} `one-piece` where the cluster does not fall into parts */
export function splitCluster(
  points: Vectors,
  vectors: Vectors,
  labels: Int32Array,
  clusters: number,
  cluster: number,
): Promise<Relabelling> {
  const args: Parameters<ClusterApi['split']> = [points, vectors, labels, clusters, cluster];
  return callWorker<ClusterApi, 'split'>(spawn, 'split', args);
}

/** Labels in which every noise point stands in the cluster of the nearest centroid. */
export function assignNoise(
  vectors: Vectors,
  labels: Int32Array,
  clusters: number,
): Promise<Int32Array> {
  const args: Parameters<ClusterApi['assignNoise']> = [vectors, labels, clusters];
  return callWorker<ClusterApi, 'assignNoise'>(spawn, 'assignNoise', args);
}

/** Names, keywords, examples and structure of clusterings; the words of the prompts are cut once. */
export class ClusterDescriber {
  #corpus: TokenCorpus | null = null;
  #prompts: readonly Prompt[] | null = null;

  async describe(
    prompts: readonly Prompt[],
    vectors: Vectors,
    labels: Int32Array,
    clusters: number,
    control: Control = {},
  ): Promise<ClusterDescription> {
    const worker = new WorkerHandle<ClusterApi>(spawn);
    const { signal } = control;
    try {
      if (this.#prompts !== prompts || !this.#corpus) {
        const texts = prompts.map(({ text, language }) => ({ text, language }));
        this.#corpus = await worker.call('corpus', [texts, progressOf(control)], signal);
        this.#prompts = prompts;
      }
      const words = await worker.call('words', [this.#corpus, labels, clusters], signal);
      const exemplars = await worker.call(
        'exemplars',
        [vectors, labels, clusters, EXEMPLARS],
        signal,
      );
      const structure = await worker.call('hierarchy', [vectors, labels, clusters], signal);
      return {
        ...words,
        exemplars: exemplars.map((rows) => [...rows]),
        ...structure,
      };
    } finally {
      worker.close();
    }
  }
}
