import { TouchstoneError, type OnProgress, type Vectors } from '../data';
import { buildKdTree, isLeaf, squaredDistance, squaredDistanceToBox, type KdTree } from './kd-tree';

/** Above this many dimensions a k-d tree prunes nothing and plain loops are faster. */
export const KD_TREE_MAX_DIM = 16;
const PROGRESS_EVERY = 1024;

/** Euclidean distances to the k nearest other points, nearest first. Row-major count×k. */
export interface NeighbourDistances {
  readonly distances: Float64Array;
  readonly count: number;
  readonly k: number;
}

/**
 * Exact Euclidean distances of every point to its k nearest others, in double. One call serves
 * every `min_samples` up to k. k is cut to count − 1.
 * Cost: about O(n log n) in up to 16 dimensions (k-d tree), O(n²·dim) above.
 * @throws TouchstoneError `bad-vectors` where the data don't fit count×dim or hold NaN or infinity
 */
export function neighbourDistances(
  vectors: Vectors,
  k: number,
  onProgress?: OnProgress,
): NeighbourDistances {
  const { data, count, dim } = vectors;
  if (data.length !== count * dim || dim < 1)
    throw new TouchstoneError(
      'bad-vectors',
      `${data.length} numbers are not ${count} points of ${dim} dimensions. Compute or import the vectors again.`,
    );
  for (let i = 0; i < data.length; i++)
    if (!Number.isFinite(data[i]))
      throw new TouchstoneError(
        'bad-vectors',
        `The vector in row ${Math.floor(i / dim) + 1} holds a value that is not a finite number. Compute or import the vectors again.`,
      );
  const kept = Math.max(0, Math.min(k, count - 1));
  const distances = new Float64Array(count * kept);
  if (kept === 0) return { distances, count, k: kept };
  const nearest = new Float64Array(kept);
  const visit = dim <= KD_TREE_MAX_DIM ? treeSearch(vectors, nearest) : scan(vectors, nearest);
  for (let place = 0; place < count; place++) {
    nearest.fill(Infinity);
    const point = visit(place);
    for (let j = 0; j < kept; j++) distances[point * kept + j] = Math.sqrt(nearest[j]);
    if (place % PROGRESS_EVERY === 0) onProgress?.({ done: place, total: count });
  }
  onProgress?.({ done: count, total: count });
  return { distances, count, k: kept };
}

/** Keeps the smallest squared distances in ascending order. */
function insert(nearest: Float64Array, squared: number): void {
  let slot = nearest.length - 1;
  while (slot > 0 && nearest[slot - 1] > squared) {
    nearest[slot] = nearest[slot - 1];
    slot--;
  }
  nearest[slot] = squared;
}

/** Fills `nearest` for the point at a place of the tree, and returns the point's index. */
function treeSearch(vectors: Vectors, nearest: Float64Array): (place: number) => number {
  const tree: KdTree = buildKdTree(vectors);
  const { rows, dim, starts, ends, order } = tree;
  const last = nearest.length - 1;
  const descend = (node: number, place: number): void => {
    const at = place * dim;
    if (isLeaf(tree, node)) {
      for (let other = starts[node]; other < ends[node]; other++) {
        const squared = squaredDistance(rows, at, rows, other * dim, dim);
        if (squared < nearest[last] && other !== place) insert(nearest, squared);
      }
      return;
    }
    const left = 2 * node + 1;
    const toLeft = squaredDistanceToBox(tree, left, rows, at);
    const toRight = squaredDistanceToBox(tree, left + 1, rows, at);
    const near = toLeft <= toRight ? left : left + 1;
    if (Math.min(toLeft, toRight) < nearest[last]) descend(near, place);
    if (Math.max(toLeft, toRight) < nearest[last]) descend(2 * left + 1 - near, place);
  };
  return (place) => {
    descend(0, place);
    return order[place];
  };
}

function scan({ data, count, dim }: Vectors, nearest: Float64Array): (point: number) => number {
  const rows = Float64Array.from(data);
  const last = nearest.length - 1;
  return (point) => {
    for (let other = 0; other < count; other++) {
      if (other === point) continue;
      const squared = squaredDistance(rows, point * dim, rows, other * dim, dim);
      if (squared < nearest[last]) insert(nearest, squared);
    }
    return point;
  };
}

/**
 * Distance to the `minSamples`-th nearest other point (the point itself not counted, as Python's
 * hdbscan does); `minSamples` is cut to the neighbours at hand.
 */
export function coreDistances(
  { distances, count, k }: NeighbourDistances,
  minSamples: number,
): Float64Array {
  const core = new Float64Array(count);
  const column = Math.min(minSamples, k) - 1;
  if (column >= 0) for (let i = 0; i < count; i++) core[i] = distances[i * k + column];
  return core;
}
