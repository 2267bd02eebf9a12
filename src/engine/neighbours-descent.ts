import { createNNDescent } from 'embedding-atlas-umap';
import { TouchstoneError, type Neighbours, type OnProgress, type Vectors } from '../core/data';

/** The library tells a share; it is passed on in thousandths. */
const PROGRESS_STEPS = 1000;
/** Searching for twice as many finds 99 instead of 95 % of the k nearest, at twice the cost. */
const WIDTH = 2;

/**
 * Approximate k nearest neighbours by cosine: NN-descent (Dong, Moses and Li 2011) of Embedding
 * Atlas's WASM, one thread. The same seed gives the same result.
 * @throws {TouchstoneError} `neighbours-failed`
 */
export async function descentNeighbours(
  { data, count, dim }: Vectors,
  k: number,
  seed: number,
  onProgress?: OnProgress,
): Promise<Neighbours> {
  const graph = await createNNDescent(count, dim, data, {
    metric: 'cosine',
    nNeighbors: WIDTH * (k + 1),
    seed,
    progress: (share) =>
      onProgress?.({ done: Math.round(share * PROGRESS_STEPS), total: PROGRESS_STEPS }),
  });
  const indices = new Int32Array(count * k);
  const distances = new Float32Array(count * k);
  try {
    for (let point = 0; point < count; point++) {
      const near = graph.queryByIndex(point, k + 1);
      let filled = 0;
      for (let at = 0; at < near.indices.length && filled < k; at++) {
        // A point finds itself too, and not always first where it has twins.
        if (near.indices[at] === point) continue;
        indices[point * k + filled] = near.indices[at];
        distances[point * k + filled] = Math.max(0, near.distances[at]);
        filled++;
      }
      if (filled < k) {
        throw new TouchstoneError(
          'neighbours-failed',
          `The approximate search found ${filled} of ${k} neighbours for row ${point + 1}. Choose a smaller number of neighbours.`,
        );
      }
    }
  } finally {
    graph.destroy();
  }
  return { indices, distances, count, k };
}
