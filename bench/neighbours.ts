import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readVectorFile } from '../src/cli/vector-file';
import { machine, printFigures, type Figure } from './figures';
import { withBenchPage } from './page/bench-page';
import type {} from './page/bench';
import { float32 } from './page/float32';
import { runPython } from './python';

const DIM = 384;
const K = 15;
const ROUNDS = 3;
const TOLERANCE = 1e-5;
const MIN_DESCENT_RECALL = 0.95;
const PEER = `
import sys, time, numpy as np
from sklearn.neighbors import NearestNeighbors
x = np.fromfile(sys.argv[1], '<f4').reshape(-1, ${DIM})
seconds = []
for _ in range(${ROUNDS}):
    start = time.time()
    distances, _ = NearestNeighbors(n_neighbors=${K}, algorithm='brute', metric='cosine').fit(x).kneighbors()
    seconds.append(time.time() - start)
distances.astype('<f4').tofile(sys.argv[2])
print(min(seconds))
`;

/** Share of our neighbours no further than scikit-learn's last one. */
function recall(distances: Float32Array, peer: Float32Array): number {
  const right = distances.filter(
    (distance, at) => distance <= peer[Math.floor(at / K) * K + K - 1] + TOLERANCE,
  );
  return right.length / distances.length;
}

/**
 * Cosine neighbours of given vectors in Chromium against scikit-learn's brute force, in one run, the
 * fastest of three rounds of each: exact search, and NN-descent on the same vectors. Our time holds
 * the start of the worker and its runtime, scikit-learn's does not hold the start of Python.
 * @param args vectors of 384 dimensions, .npy or raw float32
 */
export async function run(args: string[]): Promise<void> {
  const [path] = args;
  if (!path || !existsSync(path)) {
    console.log('neighbours: skipped; give a file of vectors of 384 dimensions.');
    return;
  }
  const vectors = readVectorFile(path, path.endsWith('.npy') ? null : DIM);
  console.log(machine());
  await withBenchPage(async ({ page, folder }) => {
    const raw = join(folder, 'vectors.f32');
    const peerFile = join(folder, 'peer.f32');
    const { buffer, byteOffset, byteLength } = vectors.data;
    writeFileSync(raw, new Uint8Array(buffer, byteOffset, byteLength));
    const search = (exactLimit: number) =>
      page.evaluate(
        ([dim, k, limit]) => window.bench.neighbours(dim, k, limit),
        [DIM, K, exactLimit],
      );
    const rounds = [];
    for (let round = 0; round < ROUNDS; round++) rounds.push(await search(Infinity));
    const exact = rounds.reduce((best, each) => (each.seconds < best.seconds ? each : best));
    const peer = runPython(PEER, [raw, peerFile]);
    const descent = await search(0);
    const figures: Figure[] = [
      { what: 'touchstone, exact', value: exact.seconds, unit: 's' },
      { what: 'touchstone, NN-descent', value: descent.seconds, unit: 's' },
      {
        what: 'recall of NN-descent on its own sample',
        value: descent.recall,
        digits: 4,
        atLeast: MIN_DESCENT_RECALL,
      },
    ];
    if (peer) {
      const seconds = Number(peer[0]);
      const distances = new Float32Array(Uint8Array.from(readFileSync(peerFile)).buffer);
      figures.push(
        { what: 'scikit-learn, brute', value: seconds, unit: 's' },
        { what: 'exact / scikit-learn', value: exact.seconds / seconds, atMost: 1 },
        {
          what: 'recall by distance, exact',
          value: recall(float32(exact.distances), distances),
          digits: 5,
          atLeast: 1,
        },
        {
          what: 'recall by distance, NN-descent',
          value: recall(float32(descent.distances), distances),
          digits: 4,
          atLeast: MIN_DESCENT_RECALL,
        },
      );
    }
    printFigures(
      `neighbours: ${vectors.count} × ${DIM}, k ${K}, ${exact.threads} threads`,
      figures,
    );
  });
}
