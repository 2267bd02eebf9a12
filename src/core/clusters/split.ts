import { TouchstoneError, type Vectors } from '../data';
import { centroids } from './centroids';
import { cutClusters, reachabilityTree } from './hdbscan';
import type { Linkage } from './linkage';
import { nearestCentroid } from './noise-assignment';
import { clusterMembers, replaceByParts, type Relabelling } from './relabel';

const MIN_SAMPLES = 1;

/**
 * Clusters the members of one cluster alone, with the largest min_cluster_size that parts them at
 * all, so into its few main pieces; members that fall between go to the nearest piece, so that
 * none becomes noise. O(m²·d) for m members.
 * @param points what was clustered, row-major n×d
 * @param vectors unit embeddings, by which "nearest" is meant
 * @throws TouchstoneError `no-such-cluster`, `one-piece` where no setting parts it
 */
export function splitCluster(
  points: Vectors,
  vectors: Vectors,
  labels: Int32Array,
  clusters: number,
  cluster: number,
): Relabelling {
  const members = clusterMembers(labels, clusters, cluster);
  const tree = reachabilityTree(rowsOf(points, members), MIN_SAMPLES);
  const minClusterSize = largestSplit(tree.linkage);
  if (minClusterSize >= 2) {
    const cut = cutClusters(tree, { minClusterSize, method: 'leaf' });
    const own = rowsOf(vectors, members);
    const means = centroids(own, cut.labels, cut.persistence.length);
    return replaceByParts(labels, clusters, members, nearestCentroid(own, cut.labels, means));
  }
  throw new TouchstoneError(
    'one-piece',
    `Cluster ${cluster} with ${members.length} prompts does not fall into parts. Move prompts by hand, or cluster again with a smaller minimum size.`,
  );
}

/** The largest minimum size that both sides of some merge reach. */
function largestSplit({ count, left, right, sizes }: Linkage): number {
  const sizeOf = (node: number): number => (node < count ? 1 : sizes[node - count]);
  return left.reduce(
    (most, node, i) => Math.max(most, Math.min(sizeOf(node), sizeOf(right[i]))),
    0,
  );
}

function rowsOf({ data, dim }: Vectors, rows: Int32Array): Vectors {
  const own = new Float32Array(rows.length * dim);
  for (const [place, row] of rows.entries())
    own.set(data.subarray(row * dim, (row + 1) * dim), place * dim);
  return { data: own, count: rows.length, dim };
}
