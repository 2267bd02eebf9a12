import type { ClusterInfo, Structure } from '../../workspace/map-model';

export interface SimilarCluster {
  readonly cluster: ClusterInfo;
  /** Of the centroids; null while it is not known. */
  readonly cosine: number | null;
}

/** All other clusters, most similar first, those of unknown similarity last by size. O(m log m). */
export function similarClusters(
  id: number,
  clusters: readonly ClusterInfo[],
  structure: Structure | null,
): readonly SimilarCluster[] {
  const rowOf = new Map(structure && Array.from(structure.ids, (other, row) => [other, row]));
  const own = rowOf.get(id);
  return clusters
    .filter((cluster) => cluster.id !== id)
    .map((cluster) => {
      const row = rowOf.get(cluster.id);
      const known = structure !== null && own !== undefined && row !== undefined;
      return { cluster, cosine: known ? structure.similarity[own * rowOf.size + row] : null };
    })
    .sort((a, b) => (b.cosine ?? -2) - (a.cosine ?? -2) || b.cluster.size - a.cluster.size);
}
