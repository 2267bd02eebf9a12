import { averageLinkage } from '../src/core/clusters/average-linkage';
import { centroids, exemplars, similarityMatrix } from '../src/core/clusters/centroids';
import { clusterNames } from '../src/core/clusters/cluster-names';
import { dropFunctionWords } from '../src/core/clusters/function-words';
import { hdbscan } from '../src/core/clusters/hdbscan';
import { clusterKeywords } from '../src/core/clusters/keywords';
import { nameWords } from '../src/core/clusters/name-words';
import { assignNoise } from '../src/core/clusters/noise-assignment';
import { splitCluster } from '../src/core/clusters/split';
import { sweepClusterings } from '../src/core/clusters/sweep';
import { tokenise, type TokenCorpus } from '../src/core/clusters/tokens';
import type { ClusterSettings, Neighbours, OnProgress, Prompt, Vectors } from '../src/core/data';
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
  /** The words that clusters are named from. */
  tokenise(prompts: readonly Pick<Prompt, 'text' | 'language'>[], onProgress: OnProgress) {
    const languages = prompts.map(({ language }) => language);
    return dropFunctionWords(tokenise(prompts, onProgress), languages);
  },
  /** Keywords of each cluster, and its name. */
  keywords(corpus: TokenCorpus, labels: Int32Array, clusters: number, most: number) {
    const keywords = clusterKeywords(corpus, labels, clusters, most);
    const members: number[][] = keywords.map(() => []);
    for (const [row, label] of labels.entries()) if (label >= 0) members[label].push(row);
    const words = keywords.map((ranked, label) => nameWords(corpus, ranked, members[label]));
    return { keywords, names: clusterNames(words) };
  },
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
