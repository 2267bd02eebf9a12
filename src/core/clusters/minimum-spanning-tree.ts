import type { OnProgress, Vectors } from '../data';
import { boruvkaSpanningTree } from './boruvka';
import { KD_TREE_MAX_DIM } from './neighbour-distances';
import { primSpanningTree } from './prim';
import type { SpanningTree } from './spanning-tree';

/** Up to here Prim takes a fraction of a second, and takes tied edges in Python's order. */
const PRIM_MAX_COUNT = 5_000;

/**
 * Exact minimum spanning tree of the mutual-reachability graph, in which the edge i–j weighs
 * max(core i, core j, Euclidean distance), in double.
 * Cost: O(n²·dim) up to 5,000 points or above 16 dimensions (Prim), else about O(n log² n)
 * (Borůvka on a k-d tree; 0.3 s for 18,000 points in 5-D).
 * @param core core distances, one per point
 */
export function minimumSpanningTree(
  vectors: Vectors,
  core: Float64Array,
  onProgress?: OnProgress,
): SpanningTree {
  return vectors.count > PRIM_MAX_COUNT && vectors.dim <= KD_TREE_MAX_DIM
    ? boruvkaSpanningTree(vectors, core, onProgress)
    : primSpanningTree(vectors, core, onProgress);
}
