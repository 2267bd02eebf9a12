import { createUMAPFromKNN } from 'embedding-atlas-umap';
import type { Neighbours, OnProgress, Vectors } from '../core/data';

export interface UmapSettings {
  /** 2 for the picture, 5 for clustering. */
  readonly dim: number;
  /** 0.1 for the picture, 0 for clustering. */
  readonly minDist: number;
  /** A whole number of at least 0; the same seed and graph give the same points. */
  readonly seed: number;
}

/** The library tells a share; it is passed on in thousandths. */
const PROGRESS_STEPS = 1000;

/**
 * UMAP (McInnes, Healy and Melville 2018) of a neighbour graph by Embedding Atlas's WASM: 500
 * epochs up to 10,000 points, 200 above. Its layout runs on this thread, in a worker if you can.
 * @returns row-major count×dim, a copy that stays; fewer than two points stand at the origin
 */
export async function umap(
  { indices, distances, count }: Neighbours,
  { dim, minDist, seed }: UmapSettings,
  onProgress?: OnProgress,
): Promise<Vectors> {
  if (count < 2) return { data: new Float32Array(count * dim), count, dim };
  const layout = await createUMAPFromKNN(count, dim, indices, distances, {
    minDist,
    seed,
    progress: (share) =>
      onProgress?.({ done: Math.round(share * PROGRESS_STEPS), total: PROGRESS_STEPS }),
  });
  try {
    await layout.run();
    return { data: new Float32Array(layout.embedding), count, dim };
  } finally {
    layout.destroy();
  }
}
