import type { SpanningTree } from './spanning-tree';
import { UnionFind } from './union-find';

/**
 * A dendrogram in scipy's form: merge i joins the nodes left[i] and right[i] into node count + i.
 * Nodes below count are points. Distances ascend.
 */
export interface Linkage {
  readonly count: number;
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly distances: Float64Array;
  /** Points below the merged node. */
  readonly sizes: Int32Array;
}

/**
 * Joins the edges of a tree over the points in ascending order: single linkage where it is a minimum
 * spanning tree, and the sorted form of any other agglomeration whose edges name one point of each
 * side. Equal distances keep the tree's order. O(n log n).
 */
export function linkEdges({ count, from, to, distances }: SpanningTree): Linkage {
  const merges = distances.length;
  const order = Uint32Array.from({ length: merges }, (_, i) => i);
  order.sort((a, b) => distances[a] - distances[b] || a - b);
  const left = new Int32Array(merges);
  const right = new Int32Array(merges);
  const sizes = new Int32Array(merges);
  const sets = new UnionFind(count + merges);
  const sizeOf = (node: number): number => (node < count ? 1 : sizes[node - count]);
  for (let merge = 0; merge < merges; merge++) {
    const a = sets.find(from[order[merge]]);
    const b = sets.find(to[order[merge]]);
    left[merge] = a;
    right[merge] = b;
    sizes[merge] = sizeOf(a) + sizeOf(b);
    sets.join(a, count + merge);
    sets.join(b, count + merge);
  }
  return { count, left, right, distances: Float64Array.from(order, (i) => distances[i]), sizes };
}

/** The points from left to right under the dendrogram, so that no two branches cross. O(n). */
export function leafOrder({ count, left, right }: Linkage): Int32Array {
  const order = new Int32Array(count);
  const stack = count > 0 ? [2 * count - 2] : [];
  for (let placed = 0; stack.length > 0;) {
    const node = stack.pop()!;
    if (node < count) order[placed++] = node;
    else stack.push(right[node - count], left[node - count]);
  }
  return order;
}
