import type { OnProgress, Vectors } from '../data';
import type { SpanningTree } from './spanning-tree';

const PROGRESS_EVERY = 256;

/**
 * Prim's algorithm from point 0 over mutual-reachability distances, as hdbscan's
 * `mst_linkage_core_vector`: of equally near points the lowest index comes first.
 * The points still outside are kept packed, so that the inner loop streams through memory.
 * O(n²·dim) time, O(n·dim) space.
 */
export function primSpanningTree(
  { data, count, dim }: Vectors,
  coreDistances: Float64Array,
  onProgress?: OnProgress,
): SpanningTree {
  const edges = Math.max(0, count - 1);
  const from = new Int32Array(edges);
  const to = new Int32Array(edges);
  const distances = new Float64Array(edges);
  const rows = Float64Array.from(data);
  const core = coreDistances.slice();
  const ids = Int32Array.from({ length: count }, (_, i) => i);
  const nearest = new Float64Array(count).fill(Infinity);
  const sources = new Int32Array(count);
  const current = new Float64Array(dim);
  let place = 0;
  for (let edge = 0; edge < edges; edge++) {
    const outside = edges - edge;
    const id = ids[place];
    const currentCore = core[place];
    current.set(rows.subarray(place * dim, (place + 1) * dim));
    rows.copyWithin(place * dim, outside * dim, (outside + 1) * dim);
    ids[place] = ids[outside];
    core[place] = core[outside];
    nearest[place] = nearest[outside];
    sources[place] = sources[outside];

    let least = Infinity;
    let leastId = count;
    for (let j = 0; j < outside; j++) {
      let distance = nearest[j];
      const otherCore = core[j];
      // The edge weighs at least either core distance: most points need no distance at all.
      if (distance > currentCore && distance > otherCore) {
        let sum = 0;
        for (let c = 0, at = j * dim; c < dim; c++, at++) {
          const difference = current[c] - rows[at];
          sum += difference * difference;
        }
        const direct = Math.sqrt(sum);
        if (direct < distance) {
          distance = direct > otherCore ? direct : otherCore;
          if (currentCore > distance) distance = currentCore;
          nearest[j] = distance;
          sources[j] = id;
        }
      }
      if (distance < least || (distance === least && ids[j] < leastId)) {
        least = distance;
        leastId = ids[j];
        place = j;
      }
    }
    from[edge] = sources[place];
    to[edge] = leastId;
    distances[edge] = least;
    if (edge % PROGRESS_EVERY === 0) onProgress?.({ done: edge, total: edges });
  }
  onProgress?.({ done: edges, total: edges });
  return { count, from, to, distances };
}
