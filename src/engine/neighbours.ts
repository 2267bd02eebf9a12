import type { NeighboursApi } from '../../workers/neighbours';
import type { Neighbours, Vectors } from '../core/data';
import { randomInteger, seededRandom } from '../core/random';
import type { Control } from './control';
import { threadCount } from './ort-runtime';
import { callback, callWorker } from './worker-call';

/** Up to here every neighbour is found: 60,000 × 384 are about half a minute on two cores. */
export const EXACT_LIMIT = 60_000;
/** 200 rows of 15 tell the recall within about one point. */
const CHECKED_ROWS = 200;

export interface NeighbourSearch {
  readonly neighbours: Neighbours;
  readonly method: 'exact' | 'nn-descent';
  /** Share of true neighbours found, 0 to 1; 1 when exact, else measured on a sample of rows. */
  readonly recall: number;
}

export interface NeighbourSettings {
  readonly k: number;
  readonly seed: number;
  /** Above this many vectors the search is approximate. */
  readonly exactLimit?: number;
}

const spawn = () =>
  new Worker(new URL('../../workers/neighbours.ts', import.meta.url), { type: 'module' });

/**
 * k nearest neighbours by cosine in a worker: exact up to `exactLimit`, above it by NN-descent with
 * its recall measured.
 * @param vectors unit rows; copied to the worker
 * @param base the site's own address with a slash at its end
 * @throws {TouchstoneError} `bad-vectors`, `neighbours-failed`, `worker-died`
 */
export async function findNeighbours(
  vectors: Vectors,
  { k, seed, exactLimit = EXACT_LIMIT }: NeighbourSettings,
  base: string,
  control: Control = {},
): Promise<NeighbourSearch> {
  const onProgress = callback(control.onProgress ?? (() => {}));
  if (vectors.count <= exactLimit) {
    const settings = { device: 'wasm', threads: threadCount(), wasmPaths: `${base}ort/` } as const;
    const neighbours = await callWorker<NeighboursApi, 'exact'>(
      spawn,
      'exact',
      [vectors, k, settings, onProgress],
      control,
    );
    return { neighbours, method: 'exact', recall: 1 };
  }
  const random = seededRandom(seed);
  const checked = Array.from({ length: CHECKED_ROWS }, () => randomInteger(random, vectors.count));
  const found = await callWorker<NeighboursApi, 'descent'>(
    spawn,
    'descent',
    [vectors, k, seed, checked, onProgress],
    control,
  );
  return { ...found, method: 'nn-descent' };
}
