import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readVectorFile } from '../src/cli/vector-file';
import { adjustedRandIndex } from '../src/core/clusters/agreement';
import { hdbscan } from '../src/core/clusters/hdbscan';
import { ortNeighbours } from '../src/engine/neighbours-ort';
import { umap } from '../src/engine/umap';

const DIM = 384;
const ROUNDS = 3;
const MAX_RATIO = 1.5;
const SETTINGS = { minClusterSize: 15, minSamples: 15, method: 'eom' } as const;
const PEER = `
import sys, time, numpy as np, hdbscan
x = np.fromfile(sys.argv[1], '<f4').reshape(-1, int(sys.argv[2]))
for algorithm in ('prims_kdtree', 'boruvka_kdtree'):
    model = hdbscan.HDBSCAN(${SETTINGS.minClusterSize}, min_samples=${SETTINGS.minSamples}, algorithm=algorithm, approx_min_span_tree=False)
    seconds = []
    for _ in range(${ROUNDS} + 1):
        start = time.time()
        labels = model.fit(x).labels_
        seconds.append(time.time() - start)
    print(min(seconds[1:]))
    labels.astype('<i4').tofile(sys.argv[3] + algorithm)
`;

/**
 * HDBSCAN on a 5-D UMAP against Python's, both warm and in one run; the best of three rounds each.
 * @param args `--points FILE` (raw float32, 5 columns), or `--vectors FILE` (.npy, or raw float32 of
 *   384 columns), whose UMAP is computed first
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { points: { type: 'string' }, vectors: { type: 'string' } },
  });
  if (!values.points && !values.vectors) {
    console.log('hdbscan: skipped; give --points or --vectors.');
    return;
  }
  const points = values.points
    ? readVectorFile(values.points, 5)
    : await reduced(values.vectors ?? '');
  let labels: Int32Array = new Int32Array();
  const seconds = Array.from({ length: ROUNDS + 1 }, () => {
    const started = performance.now();
    labels = hdbscan(points, SETTINGS).labels;
    return (performance.now() - started) / 1000;
  });
  const own = Math.min(...seconds.slice(1));
  console.log(`hdbscan: ${points.count} × ${points.dim}, ${Object.values(SETTINGS).join(' ')}`);
  const lines: Record<string, string>[] = [{ tool: 'touchstone', seconds: own.toFixed(2) }];
  const folder = mkdtempSync(join(tmpdir(), 'hdbscan-'));
  try {
    const file = join(folder, 'points.f32');
    writeFileSync(
      file,
      new Uint8Array(points.data.buffer, points.data.byteOffset, points.data.byteLength),
    );
    const peer = spawnSync(
      'python3',
      ['-c', PEER, file, String(points.dim), join(folder, 'labels-')],
      {
        encoding: 'utf8',
      },
    );
    const times = peer.status === 0 ? peer.stdout.trim().split('\n').map(Number) : [];
    for (const [i, algorithm] of ['prims_kdtree', 'boruvka_kdtree']
      .slice(0, times.length)
      .entries()) {
      const bytes = new Uint8Array(readFileSync(join(folder, `labels-${algorithm}`)));
      lines.push({
        tool: `Python hdbscan, ${algorithm}`,
        seconds: times[i].toFixed(2),
        'ours / theirs': (own / times[i]).toFixed(2),
        target: i === 0 ? `at most ${MAX_RATIO}` : '',
        'adjusted Rand index': adjustedRandIndex(labels, new Int32Array(bytes.buffer)).toFixed(4),
      });
    }
    if (times.length === 0) console.log('Python hdbscan is not installed: no comparison.');
  } finally {
    rmSync(folder, { recursive: true });
  }
  console.table(lines);
}

async function reduced(path: string) {
  const vectors = readVectorFile(path, path.endsWith('.npy') ? null : DIM);
  const neighbours = await ortNeighbours(vectors, 15, { device: 'wasm', threads: 1 });
  return umap(neighbours, { dim: 5, minDist: 0, seed: 1 });
}
