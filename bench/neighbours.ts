import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withBenchPage } from './page/bench-page';
import type {} from './page/bench';

const DIM = 384;
const K = 15;
const TOLERANCE = 1e-5;
const PEER = `
import sys, time, numpy as np
from sklearn.neighbors import NearestNeighbors
x = np.fromfile(sys.argv[1], '<f4').reshape(-1, ${DIM})
start = time.time()
distances, _ = NearestNeighbors(n_neighbors=${K}, algorithm='brute', metric='cosine').fit(x).kneighbors()
seconds = time.time() - start
distances.astype('<f4').tofile(sys.argv[2])
print(seconds)
`;

/** Share of our neighbours no further than scikit-learn's last one. */
function recall(distances: readonly number[], peer: Float32Array): number {
  const right = distances.filter(
    (distance, at) => distance <= peer[Math.floor(at / K) * K + K - 1] + TOLERANCE,
  );
  return right.length / distances.length;
}

/**
 * Cosine neighbours of given vectors in Chromium against scikit-learn's brute force, in one run:
 * exact search, and NN-descent on the same vectors.
 * @param args path of raw float32 vectors of 384 dimensions
 */
export async function run(args: string[]): Promise<void> {
  const [vectors] = args;
  if (!vectors || !existsSync(vectors)) {
    console.log('neighbours: skipped; give a file of raw float32 vectors of 384 dimensions.');
    return;
  }
  await withBenchPage(async ({ page, folder, foreign }) => {
    copyFileSync(vectors, join(folder, 'vectors.f32'));
    const search = (exactLimit: number) =>
      page.evaluate(
        ([dim, k, limit]) => window.bench.neighbours(dim, k, limit),
        [DIM, K, exactLimit],
      );
    const exact = await search(Number.MAX_SAFE_INTEGER);
    const peerFile = join(folder, 'peer.f32');
    const peer = spawnSync('python3', ['-c', PEER, vectors, peerFile], { encoding: 'utf8' });
    const approximate = await search(0);
    const count = exact.distances.length / K;
    console.log(`neighbours: ${count} × ${DIM}, k ${K}, ${exact.threads} threads`);
    console.log(`  touchstone, exact       ${exact.seconds.toFixed(2)} s`);
    console.log(
      `  touchstone, NN-descent  ${approximate.seconds.toFixed(2)} s, recall on its sample ${approximate.recall.toFixed(4)}`,
    );
    if (peer.status === 0) {
      const bytes = readFileSync(peerFile);
      const distances = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
      console.log(`  scikit-learn, brute     ${Number(peer.stdout).toFixed(2)} s`);
      console.log(
        `  ratio                   ${(exact.seconds / Number(peer.stdout)).toFixed(2)} (target 1)`,
      );
      console.log(
        `  recall by distance      exact ${recall(exact.distances, distances).toFixed(5)}, NN-descent ${recall(approximate.distances, distances).toFixed(4)}`,
      );
    } else {
      console.log('  scikit-learn is not installed: no comparison.');
    }
    console.log(`  requests to other hosts: ${foreign.length}`);
  });
}
