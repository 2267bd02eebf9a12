import type { Linkage } from './linkage';

/**
 * The single-linkage tree with everything smaller than the minimum cluster size read as points
 * that fall out of a cluster. Clusters are numbered breadth-first from the root, 0.
 */
export interface CondensedTree {
  readonly count: number;
  readonly clusters: number;
  /** Per cluster: the one it split from (−1 for the root), λ = 1 / distance at birth, points at birth. */
  readonly parents: Int32Array;
  readonly births: Float64Array;
  readonly sizes: Int32Array;
  /** Per point: the cluster that it falls out of, and the λ at which it does. */
  readonly pointParents: Int32Array;
  readonly pointLambdas: Float64Array;
}

/**
 * Condenses as Python's hdbscan: a split counts when both sides reach `minClusterSize`; a single
 * surviving side keeps its parent's number; at distance 0 λ is infinite. O(n).
 */
export function condenseTree(linkage: Linkage, minClusterSize: number): CondensedTree {
  const { count, left, right, distances, sizes } = linkage;
  const parents = [-1];
  const births = [0];
  const clusterSizes = [count];
  const pointParents = new Int32Array(count);
  const pointLambdas = new Float64Array(count);
  const sizeOf = (node: number): number => (node < count ? 1 : sizes[node - count]);

  const stack: number[] = [];
  const fallOut = (node: number, cluster: number, lambda: number): void => {
    stack.push(node);
    while (stack.length > 0) {
      const next = stack.pop()!;
      if (next < count) {
        pointParents[next] = cluster;
        pointLambdas[next] = lambda;
      } else {
        stack.push(right[next - count], left[next - count]);
      }
    }
  };

  const queue: number[] = [];
  const clusterOf = new Int32Array(Math.max(0, count - 1));
  const enter = (node: number, cluster: number): void => {
    clusterOf[node - count] = cluster;
    queue.push(node);
  };
  const bear = (node: number, parent: number, lambda: number): void => {
    const cluster = parents.push(parent) - 1;
    births.push(lambda);
    clusterSizes.push(sizeOf(node));
    if (node < count) fallOut(node, cluster, lambda);
    else enter(node, cluster);
  };

  if (count > 1) enter(2 * count - 2, 0);
  for (let head = 0; head < queue.length; head++) {
    const merge = queue[head] - count;
    const cluster = clusterOf[merge];
    const lambda = distances[merge] > 0 ? 1 / distances[merge] : Infinity;
    const survivors = [left[merge], right[merge]].filter((node) => sizeOf(node) >= minClusterSize);
    if (survivors.length === 2) {
      bear(left[merge], cluster, lambda);
      bear(right[merge], cluster, lambda);
      continue;
    }
    for (const node of [left[merge], right[merge]])
      if (survivors.includes(node)) enter(node, cluster);
      else fallOut(node, cluster, lambda);
  }
  return {
    count,
    clusters: parents.length,
    parents: Int32Array.from(parents),
    births: Float64Array.from(births),
    sizes: Int32Array.from(clusterSizes),
    pointParents,
    pointLambdas,
  };
}
