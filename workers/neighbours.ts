import type { Neighbours, OnProgress, Vectors } from '../src/core/data';
import { neighbourRecall } from '../src/core/vectors/neighbour-recall';
import { answerWasmDataUrls } from '../src/engine/data-url-fetch';
import { descentNeighbours } from '../src/engine/neighbours-descent';
import { ortNeighbours } from '../src/engine/neighbours-ort';
import type { OrtSettings } from '../src/engine/ort-runtime';
import { handOver, serve } from '../src/engine/serve';

answerWasmDataUrls();

const buffers = ({ indices, distances }: Neighbours) => [indices.buffer, distances.buffer];

const api = {
  async exact(vectors: Vectors, k: number, settings: OrtSettings, onProgress: OnProgress) {
    const found = await ortNeighbours(vectors, k, settings, onProgress);
    return handOver(found, buffers(found));
  },
  /** @param checked rows on which the recall is measured */
  async descent(
    vectors: Vectors,
    k: number,
    seed: number,
    checked: readonly number[],
    onProgress: OnProgress,
  ) {
    const neighbours = await descentNeighbours(vectors, k, seed, onProgress);
    const recall = neighbourRecall(neighbours, vectors, checked);
    return handOver({ neighbours, recall }, buffers(neighbours));
  },
};

export type NeighboursApi = typeof api;
serve(api);
