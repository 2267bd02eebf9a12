import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { seededRandom } from '../core/random';
import { writeNpy } from '../core/vectors/npy';
import { command } from './cluster';

interface Record {
  labels: number[];
  probabilities: number[];
  centrality: number[];
  clusters: number;
  noiseShare: number;
  settings: { minClusterSize: number; minSamples: number; method: string; automatic: boolean };
  reason: string | null;
}

let folder: string;
let vectors: string;
let out: string;

beforeAll(() => {
  vi.spyOn(console, 'log').mockImplementation(() => {});
  folder = mkdtempSync(join(tmpdir(), 'cluster-'));
  vectors = join(folder, 'v.npy');
  out = join(folder, 'out.json');
  // Three bundles of directions on the axes, not of unit length.
  const random = seededRandom(6);
  const data = Float32Array.from(
    { length: 90 * 3 },
    (_, i) => 0.1 * random() + (Math.floor(i / 3) % 3 === i % 3 ? 2 : 0),
  );
  writeFileSync(vectors, writeNpy({ data, count: 90, dim: 3 }));
});

afterAll(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const cluster = async (...args: string[]): Promise<Record> => {
  await command.run(['--vectors', vectors, '--json', out, ...args]);
  return JSON.parse(readFileSync(out, 'utf8')) as Record;
};

const bundles = (labels: number[]) => new Set(labels.map((label, i) => `${i % 3} ${label}`));

test('given settings, without UMAP: min_samples follows the size', async () => {
  const { labels, settings, clusters, noiseShare, probabilities, centrality, reason } =
    await cluster('--no-umap', '--min-cluster-size', '10');
  expect(settings).toMatchObject({ minClusterSize: 10, minSamples: 10, method: 'eom' });
  expect(settings.automatic).toBe(false);
  expect(reason).toBeNull();
  expect(clusters).toBe(3);
  expect(bundles(labels).size).toBe(3 + (noiseShare > 0 ? 3 : 0));
  expect(noiseShare).toBe(labels.filter((label) => label < 0).length / 90);
  expect(probabilities).toHaveLength(90);
  for (const [row, label] of labels.entries()) {
    if (label < 0) expect(centrality[row]).toBe(-1);
    else expect(centrality[row]).toBeGreaterThan(0.99);
  }
});

test('chosen settings on a UMAP, the same for the same seed', async () => {
  const first = await cluster('--seed', '3', '--method', 'leaf');
  expect(first.settings).toMatchObject({ automatic: true, method: 'leaf' });
  expect(first.reason).toContain('settings');
  expect(new Set(first.labels.filter((label) => label >= 0)).size).toBe(first.clusters);
  expect(await cluster('--seed', '3', '--method', 'leaf')).toEqual(first);
});

test('says what is missing or wrong', async () => {
  await expect(command.run(['--vectors', vectors])).rejects.toThrow('--json');
  await expect(cluster('--method', 'kmeans')).rejects.toThrow('give eom or leaf');
  await expect(cluster('--no-umap', '--min-cluster-size', '1')).rejects.toThrow('at least 2');
});
