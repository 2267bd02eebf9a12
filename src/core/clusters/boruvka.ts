import type { OnProgress, Vectors } from '../data';
import { buildKdTree, isLeaf, squaredDistance, squaredDistanceToBox } from './kd-tree';
import type { SpanningTree } from './spanning-tree';
import { UnionFind } from './union-find';

/**
 * Borůvka's algorithm over mutual-reachability distances on a k-d tree: each round joins every
 * component with its nearest other one. A search skips nodes that are farther than the best edge
 * of its component, and nodes that lie wholly inside that component.
 * Most edges at a point weigh exactly its core distance: of equal weights the one between the nearer
 * points counts, so that the tree does not depend on the order of the rows.
 * About O(n log² n) in few dimensions.
 * After McInnes and Healy, "Accelerated Hierarchical Density Based Clustering" (2017).
 */
export function boruvkaSpanningTree(
  vectors: Vectors,
  coreDistances: Float64Array,
  onProgress?: OnProgress,
): SpanningTree {
  const { count, dim } = vectors;
  const tree = buildKdTree(vectors);
  const { rows, order, starts, ends, nodes } = tree;
  const edges = Math.max(0, count - 1);
  const from = new Int32Array(edges);
  const to = new Int32Array(edges);
  const distances = new Float64Array(edges);
  const sets = new UnionFind(count);
  const components = new Int32Array(count);
  const nodeComponents = new Int32Array(nodes);
  const core = Float64Array.from(order, (point) => coreDistances[point]);
  // By component, as squares: the best edge that leaves it, its weight and the distance under it.
  const bestSquared = new Float64Array(count);
  const bestDistance = new Float64Array(count);
  const bestFrom = new Int32Array(count);
  const bestTo = new Int32Array(count);

  /** Each node's smallest core distance, squared: no edge into the node is shorter. */
  const leastCore = new Float64Array(nodes).fill(Infinity);
  for (let node = nodes - 1; node >= 0; node--) {
    if (isLeaf(tree, node))
      for (let p = starts[node]; p < ends[node]; p++)
        leastCore[node] = Math.min(leastCore[node], core[p] * core[p]);
    else leastCore[node] = Math.min(leastCore[2 * node + 1], leastCore[2 * node + 2]);
  }

  const markNodes = (): void => {
    for (let node = nodes - 1; node >= 0; node--) {
      let shared: number;
      if (isLeaf(tree, node)) {
        shared = components[starts[node]];
        for (let p = starts[node] + 1; p < ends[node]; p++)
          if (components[p] !== shared) shared = -1;
      } else {
        shared = nodeComponents[2 * node + 1];
        if (shared !== nodeComponents[2 * node + 2]) shared = -1;
      }
      nodeComponents[node] = shared;
    }
  };

  /** @param away least squared distance from the place to the node's box */
  const search = (node: number, place: number, away: number, component: number): void => {
    if (nodeComponents[node] === component) return;
    const own = core[place] * core[place];
    const bound = Math.max(away, own, leastCore[node]);
    const best = bestSquared[component];
    if (bound > best || (bound === best && away >= bestDistance[component])) return;
    const at = place * dim;
    if (isLeaf(tree, node)) {
      for (let other = starts[node]; other < ends[node]; other++) {
        if (components[other] === component) continue;
        const floor = Math.max(own, core[other] * core[other]);
        if (floor > bestSquared[component]) continue;
        const distance = squaredDistance(rows, at, rows, other * dim, dim);
        const squared = Math.max(distance, floor);
        if (squared > bestSquared[component]) continue;
        if (squared === bestSquared[component] && distance >= bestDistance[component]) continue;
        bestSquared[component] = squared;
        bestDistance[component] = distance;
        bestFrom[component] = place;
        bestTo[component] = other;
      }
      return;
    }
    const left = 2 * node + 1;
    const toLeft = squaredDistanceToBox(tree, left, rows, at);
    const toRight = squaredDistanceToBox(tree, left + 1, rows, at);
    const near = toLeft <= toRight ? left : left + 1;
    const far = 2 * left + 1 - near;
    search(near, place, Math.min(toLeft, toRight), component);
    search(far, place, Math.max(toLeft, toRight), component);
  };

  let done = 0;
  for (let p = 0; p < count; p++) components[p] = p;
  while (done < edges) {
    markNodes();
    bestSquared.fill(Infinity);
    bestDistance.fill(Infinity);
    for (let place = 0; place < count; place++) {
      const component = components[place];
      search(0, place, 0, component);
    }
    for (let component = 0; component < count; component++) {
      if (bestSquared[component] === Infinity) continue;
      const place = bestFrom[component];
      const other = bestTo[component];
      const a = sets.find(place);
      const b = sets.find(other);
      if (a === b) continue;
      sets.join(Math.max(a, b), Math.min(a, b));
      from[done] = order[place];
      to[done] = order[other];
      distances[done] = Math.max(
        core[place],
        core[other],
        Math.sqrt(squaredDistance(rows, place * dim, rows, other * dim, dim)),
      );
      done++;
    }
    for (let p = 0; p < count; p++) components[p] = sets.find(p);
    onProgress?.({ done, total: edges });
  }
  return { count, from, to, distances };
}
