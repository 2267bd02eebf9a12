import type { Vectors } from '../data';

const LEAF_SIZE = 16;

/**
 * A balanced k-d tree: node i has the children 2i + 1 and 2i + 2, and every leaf lies on one level
 * or the next. Points are stored in tree order, so that a node is one contiguous run.
 */
export interface KdTree {
  /** Points in tree order, row-major count×dim. */
  readonly rows: Float64Array;
  /** The point's index in the input, by place in the tree. */
  readonly order: Int32Array;
  readonly count: number;
  readonly dim: number;
  readonly nodes: number;
  /** Half-open run of places that a node covers. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Bounding box of each node, row-major nodes×dim. */
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/** True where the node holds its points itself. */
export function isLeaf(tree: KdTree, node: number): boolean {
  return 2 * node + 1 >= tree.nodes;
}

/** Squared Euclidean distance from a point at `at` in `rows` to the node's box; 0 inside. */
export function squaredDistanceToBox(
  tree: KdTree,
  node: number,
  rows: Float64Array,
  at: number,
): number {
  const { dim, lower, upper } = tree;
  let sum = 0;
  for (let c = 0, box = node * dim; c < dim; c++, box++) {
    const value = rows[at + c];
    const outside = value < lower[box] ? lower[box] - value : value - upper[box];
    if (outside > 0) sum += outside * outside;
  }
  return sum;
}

/** Squared Euclidean distance between two rows, summed in column order. */
export function squaredDistance(
  a: Float64Array,
  atA: number,
  b: Float64Array,
  atB: number,
  dim: number,
): number {
  let sum = 0;
  for (let c = 0; c < dim; c++) {
    const difference = a[atA + c] - b[atB + c];
    sum += difference * difference;
  }
  return sum;
}

/** Builds the tree by splitting each node at the median of its widest side. O(n log² n). */
export function buildKdTree({ data, count, dim }: Vectors): KdTree {
  let depth = 0;
  while (count >> depth > LEAF_SIZE) depth++;
  const nodes = 2 ** (depth + 1) - 1;
  const order = Int32Array.from({ length: count }, (_, i) => i);
  const starts = new Int32Array(nodes);
  const ends = new Int32Array(nodes);
  const lower = new Float64Array(nodes * dim).fill(Infinity);
  const upper = new Float64Array(nodes * dim).fill(-Infinity);
  ends[0] = count;
  for (let node = 0; node < nodes; node++) {
    const start = starts[node];
    const end = ends[node];
    const box = node * dim;
    for (let place = start; place < end; place++) {
      const row = order[place] * dim;
      for (let c = 0; c < dim; c++) {
        const value = data[row + c];
        if (value < lower[box + c]) lower[box + c] = value;
        if (value > upper[box + c]) upper[box + c] = value;
      }
    }
    const left = 2 * node + 1;
    if (left >= nodes) continue;
    let widest = 0;
    for (let c = 1; c < dim; c++)
      if (upper[box + c] - lower[box + c] > upper[box + widest] - lower[box + widest]) widest = c;
    order
      .subarray(start, end)
      .sort((a, b) => data[a * dim + widest] - data[b * dim + widest] || a - b);
    const middle = (start + end) >> 1;
    starts[left] = start;
    ends[left] = middle;
    starts[left + 1] = middle;
    ends[left + 1] = end;
  }
  const rows = new Float64Array(count * dim);
  for (let place = 0; place < count; place++)
    for (let c = 0; c < dim; c++) rows[place * dim + c] = data[order[place] * dim + c];
  return { rows, order, count, dim, nodes, starts, ends, lower, upper };
}
