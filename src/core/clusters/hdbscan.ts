import {
  TouchstoneError,
  type Clustering,
  type ClusterSettings,
  type OnProgress,
  type Vectors,
} from '../data';
import { selectClusters } from './cluster-selection';
import { condenseTree } from './condensed-tree';
import { minimumSpanningTree } from './minimum-spanning-tree';
import { coreDistances, neighbourDistances, type NeighbourDistances } from './neighbour-distances';
import { linkEdges, type Linkage } from './linkage';
import type { SpanningTree } from './spanning-tree';

/** All of HDBSCAN that depends on the points and `min_samples` only. */
export interface ReachabilityTree {
  readonly minSamples: number;
  readonly tree: SpanningTree;
  readonly linkage: Linkage;
}

function assertAtLeast(name: string, value: number, least: number): void {
  if (!Number.isInteger(value) || value < least)
    throw new TouchstoneError(
      'bad-cluster-settings',
      `${name} is ${value}; it must be a whole number of at least ${least}.`,
    );
}

/**
 * The expensive half: mutual-reachability spanning tree and its single linkage. Any number of
 * flat clusterings can be cut from it with `cutClusters`.
 * @param neighbours distances to at least `minSamples` neighbours, where they are at hand already
 * @throws TouchstoneError `bad-cluster-settings`, `bad-vectors`
 */
export function reachabilityTree(
  vectors: Vectors,
  minSamples: number,
  neighbours: NeighbourDistances = neighbourDistances(vectors, minSamples),
  onProgress?: OnProgress,
): ReachabilityTree {
  assertAtLeast('min_samples', minSamples, 1);
  const tree = minimumSpanningTree(vectors, coreDistances(neighbours, minSamples), onProgress);
  return { minSamples, tree, linkage: linkEdges(tree) };
}

/** The cheap half, O(n): condensed tree, flat clusters, membership and persistence. */
export function cutClusters(
  { minSamples, linkage }: ReachabilityTree,
  { minClusterSize, method }: Pick<ClusterSettings, 'minClusterSize' | 'method'>,
): Clustering {
  assertAtLeast('min_cluster_size', minClusterSize, 2);
  return {
    settings: { minClusterSize, minSamples, method },
    ...selectClusters(condenseTree(linkage, minClusterSize), method),
  };
}

/**
 * HDBSCAN on Euclidean distances in double arithmetic: Campello, Moulavi and Sander (2013), by the
 * rules of Python's hdbscan 0.8.44 with the exact spanning tree. Fewer than two points are noise.
 * @param vectors row-major n×d; low-dimensional points or unit embeddings
 * @throws TouchstoneError `bad-cluster-settings`, `bad-vectors`
 */
export function hdbscan(
  vectors: Vectors,
  settings: ClusterSettings,
  onProgress?: OnProgress,
): Clustering {
  return cutClusters(
    reachabilityTree(vectors, settings.minSamples, undefined, onProgress),
    settings,
  );
}
