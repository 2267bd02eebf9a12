import { averageLinkage } from '../src/core/clusters/average-linkage';
import { centroids, exemplars, similarityMatrix } from '../src/core/clusters/centroids';
import { clusterCorpus, clusterWords } from '../src/core/clusters/cluster-words';
import { hdbscan } from '../src/core/clusters/hdbscan';
import { assignNoise } from '../src/core/clusters/noise-assignment';
import { splitCluster } from '../src/core/clusters/split';
import { sweepClusterings } from '../src/core/clusters/sweep';
import type { ClusterSettings, Neighbours, OnProgress, Vectors } from '../src/core/data';
import { answerWasmDataUrls } from '../src/engine/data-url-fetch';
import { handOver, serve } from '../src/engine/serve';
import { umap, type UmapSettings } from '../src/engine/umap';

answerWasmDataUrls();

const api = {
  async umap(neighbours: Neighbours, settings: UmapSettings, onProgress: OnProgress) {
    const layout = await umap(neighbours, settings, onProgress);
    return handOver(layout, [layout.data.buffer]);
  },
  hdbscan(points: Vectors, settings: ClusterSettings, onProgress: OnProgress) {
    return hdbscan(points, settings, onProgress);
  },
  sweep(points: Vectors, neighbours: Neighbours, onProgress: OnProgress) {
    return sweepClusterings(points, neighbours, {}, onProgress);
  },
  corpus: clusterCorpus,
  words: clusterWords,
  exemplars,
  /** Similarities of the clusters' centroids, row-major, and their dendrogram. */
  hierarchy(vectors: Vectors, labels: Int32Array, clusters: number) {
    const similarities = similarityMatrix(centroids(vectors, labels, clusters));
    return handOver({ similarities, linkage: averageLinkage(similarities, clusters) }, [
      similarities.buffer,
    ]);
  },
  assignNoise,
  split: splitCluster,
};

export type ClusterApi = typeof api;
serve(api);
