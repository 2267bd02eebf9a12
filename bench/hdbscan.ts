import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readVectorFile } from '../src/cli/vector-file';
import { adjustedRandIndex } from '../src/core/clusters/agreement';
import { hdbscan } from '../src/core/clusters/hdbscan';
import type { ClusterMethod, Vectors } from '../src/core/data';
import { sharedPath } from '../src/core/testing/shared';
import { ortNeighbours } from '../src/engine/neighbours-ort';
import { umap } from '../src/engine/umap';
import { machine, printFigures } from './figures';
import { runPython } from './python';

const DIM = 384;
const ROUNDS = 5;
const MIN_RAND_INDEX = 0.99;
const MAX_RATIO = 1.5;
const ALGORITHMS = ['prims_kdtree', 'boruvka_kdtree'];
const SETTINGS = { minClusterSize: 15, minSamples: 15, method: 'eom' } as const;
const PEER = `
import sys, time, numpy as np, hdbscan
x = np.fromfile(sys.argv[1], '<f4').reshape(-1, int(sys.argv[2]))
for algorithm in ${JSON.stringify(ALGORITHMS)}:
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
 * HDBSCAN against Python's: labels for the fixtures' four settings, and the time on a large 5-D UMAP,
 * both warm and in one run, the best of five rounds each.
 * @param args `--points FILE` (raw float32, 5 columns), or `--vectors FILE` (.npy, or raw float32 of
 *   384 columns), whose UMAP is computed first
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { points: { type: 'string' }, vectors: { type: 'string' } },
  });
  console.log(machine());
  const fixture = sharedPath('fixtures/hdbscan.json');
  const small = sharedPath('fixtures/umap5.f32');
  if (fixture && small) compareLabels(readVectorFile(small, 5), fixture);
  else console.log('The fixtures: skipped, as ../shared is not there.');
  if (values.points) compareTimes(readVectorFile(values.points, 5));
  else if (values.vectors) compareTimes(await reduced(values.vectors));
  else console.log('The comparison of times: skipped; give --points or --vectors.');
}

/** "min_cluster_size=15,min_samples=15,eom". */
const SETTING = /^min_cluster_size=(\d+),min_samples=(\d+),(eom|leaf)$/;

function compareLabels(points: Vectors, path: string): void {
  const { results }: { results: Record<string, { readonly labels: readonly number[] }> } =
    JSON.parse(readFileSync(path, 'utf8'));
  printFigures(
    'hdbscan: adjusted Rand index to Python hdbscan 0.8.44 on fixtures/umap5.f32',
    Object.entries(results).map(([what, expected]) => {
      const [, size, samples, method] = SETTING.exec(what)!;
      const { labels } = hdbscan(points, {
        minClusterSize: Number(size),
        minSamples: Number(samples),
        method: method as ClusterMethod,
      });
      const value = adjustedRandIndex(labels, expected.labels);
      return { what, value, digits: 4, atLeast: MIN_RAND_INDEX };
    }),
  );
}

function compareTimes(points: Vectors): void {
  let labels: Int32Array = new Int32Array();
  const seconds = Array.from({ length: ROUNDS + 1 }, () => {
    const started = performance.now();
    labels = hdbscan(points, SETTINGS).labels;
    return (performance.now() - started) / 1000;
  });
  const own = Math.min(...seconds.slice(1));
  const title = `hdbscan: ${points.count} × ${points.dim}, ${Object.values(SETTINGS).join(' ')}`;
  const figures = [{ what: 'touchstone', value: own, unit: 's' }];
  const folder = mkdtempSync(join(tmpdir(), 'touchstone-bench-'));
  try {
    const file = join(folder, 'points.f32');
    const { buffer, byteOffset, byteLength } = points.data;
    writeFileSync(file, new Uint8Array(buffer, byteOffset, byteLength));
    const times = runPython(PEER, [file, String(points.dim), join(folder, 'labels-')]);
    const compared = (times ?? []).flatMap((time, i) => {
      const bytes = readFileSync(join(folder, `labels-${ALGORITHMS[i]}`));
      const peer = new Int32Array(Uint8Array.from(bytes).buffer);
      const bound = ALGORITHMS[i] === 'prims_kdtree' ? { atMost: MAX_RATIO } : {};
      return [
        { what: `Python, ${ALGORITHMS[i]}`, value: Number(time), unit: 's' },
        { what: `touchstone / ${ALGORITHMS[i]}`, value: own / Number(time), ...bound },
        {
          what: `adjusted Rand index to ${ALGORITHMS[i]}`,
          value: adjustedRandIndex(labels, peer),
          digits: 4,
        },
      ];
    });
    printFigures(title, [...figures, ...compared]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function reduced(path: string): Promise<Vectors> {
  const vectors = readVectorFile(path, path.endsWith('.npy') ? null : DIM);
  const neighbours = await ortNeighbours(vectors, 15, { device: 'wasm', threads: 1 });
  return umap(neighbours, { dim: 5, minDist: 0, seed: 1 });
}
