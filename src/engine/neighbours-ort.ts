import type { InferenceSession } from 'onnxruntime-web';
import { TouchstoneError, type Neighbours, type OnProgress, type Vectors } from '../core/data';
import { NearestLists } from '../core/vectors/nearest-lists';
import { productGraph } from './onnx-graph';
import { loadOrt, type OrtRuntime, type OrtSettings } from './ort-runtime';

/** Rows of a tile: 2,048² similarities are 16 MB, and large enough that the matrix kernel runs at full speed. */
const TILE = 2048;

/**
 * Exact k nearest neighbours by cosine distance as matrix products of onnxruntime: tiles of the
 * upper triangle, each read in both directions. Equal distances by index; k is cut to count − 1.
 * Cost: n²·d operations, 30 to 55 GFLOP/s on WASM with two threads (17,895 × 384: 4 to 5 s).
 * @param vectors unit rows
 * @param onProgress tiles
 * @throws {TouchstoneError} `bad-vectors` where the data don't fit count×dim
 */
export async function ortNeighbours(
  { data, count, dim }: Vectors,
  k: number,
  settings: OrtSettings,
  onProgress?: OnProgress,
): Promise<Neighbours> {
  if (data.length !== count * dim) {
    throw new TouchstoneError(
      'bad-vectors',
      `${data.length} numbers are not ${count} vectors of ${dim} dimensions. Compute or import the vectors again.`,
    );
  }
  const kept = Math.max(0, Math.min(k, count - 1));
  const lists = new NearestLists(count, kept);
  if (kept > 0) {
    const ort = await loadOrt(settings);
    const session = await ort.InferenceSession.create(productGraph(), {
      executionProviders: [settings.device],
    });
    try {
      await searchTiles({ data, count, dim }, lists, ort, session, onProgress);
    } finally {
      await session.release();
    }
  }
  return { indices: lists.indices, distances: lists.distances, count, k: kept };
}

async function searchTiles(
  { data, count, dim }: Vectors,
  lists: NearestLists,
  ort: OrtRuntime,
  session: InferenceSession,
  onProgress?: OnProgress,
): Promise<void> {
  const tiles = Math.ceil(count / TILE);
  const total = (tiles * (tiles + 1)) / 2;
  const tile = (index: number) => {
    const start = index * TILE;
    const rows = Math.min(count - start, TILE);
    const values = data.subarray(start * dim, (start + rows) * dim);
    return { start, rows, tensor: new ort.Tensor('float32', values, [rows, dim]) };
  };
  let done = 0;
  for (let i = 0; i < tiles; i++) {
    const a = tile(i);
    for (let j = i; j < tiles; j++) {
      const b = tile(j);
      const { Y } = await session.run({ A: a.tensor, B: b.tensor });
      offerTile(lists, Y.data as Float32Array, a, b);
      onProgress?.({ done: ++done, total });
    }
  }
}

interface Rows {
  readonly start: number;
  readonly rows: number;
}

/** @param similarities row-major a.rows×b.rows */
function offerTile(lists: NearestLists, similarities: Float32Array, a: Rows, b: Rows): void {
  const onDiagonal = a.start === b.start;
  for (let row = 0; row < a.rows; row++) {
    const at = row * b.rows;
    for (let column = onDiagonal ? row + 1 : 0; column < b.rows; column++) {
      // float32 as the lists hold it, or equal distances would not compare as equal.
      const distance = Math.max(0, Math.fround(1 - similarities[at + column]));
      lists.offer(a.start + row, b.start + column, distance);
      lists.offer(b.start + column, a.start + row, distance);
    }
  }
}
