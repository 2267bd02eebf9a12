import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { normalisedMutualInformation } from '../core/clusters/agreement';
import { hdbscan } from '../core/clusters/hdbscan';
import { trustworthiness } from '../core/clusters/trustworthiness';
import type { Neighbours, Vectors } from '../core/data';
import { seededRandom } from '../core/random';
import { sharedPath } from '../core/testing/shared';
import { exactNeighbours } from '../core/vectors/neighbours';
import { umap } from './umap';

test('same seed, same points; another seed, other points; progress to its total', async () => {
  const random = seededRandom(1);
  const data = Float32Array.from({ length: 80 * 2 }, (_, i) =>
    i % 2 === 0 ? 1 : 0.02 * random() + Math.floor(i / 40),
  );
  const graph = exactNeighbours({ data, count: 80, dim: 2 }, 15);
  const shares: number[] = [];
  const one = await umap(graph, { dim: 2, minDist: 0.1, seed: 7 }, ({ done, total }) =>
    shares.push(done / total),
  );
  expect(await umap(graph, { dim: 2, minDist: 0.1, seed: 7 })).toEqual(one);
  expect(await umap(graph, { dim: 2, minDist: 0.1, seed: 8 })).not.toEqual(one);
  expect(one.data.every(Number.isFinite)).toBe(true);
  expect(shares.at(-1)).toBe(1);
});

test.each([0, 1, 2, 3])('%i points have a place', async (count) => {
  const data = new Float32Array(count * 2).fill(Math.SQRT1_2);
  const graph = exactNeighbours({ data, count, dim: 2 }, 15);
  const layout = await umap(graph, { dim: 2, minDist: 0.1, seed: 1 });
  expect(layout).toMatchObject({ count, dim: 2 });
  expect(layout.data.every(Number.isFinite)).toBe(true);
});

const embeddings = sharedPath('fixtures/domains-embeddings.f32');
const domains = sharedPath('data/prompts/domains.jsonl');

describe.skipIf(!embeddings || !domains)('on the domains (skips without ../shared)', () => {
  let vectors: Vectors;
  let graph: Neighbours;
  beforeAll(() => {
    const data = new Float32Array(new Uint8Array(readFileSync(embeddings!)).buffer);
    vectors = { data, count: data.length / 384, dim: 384 };
    graph = exactNeighbours(vectors, 15);
  });

  test('2-D keeps neighbourhoods as umap-learn does', async () => {
    const layout = await umap(graph, { dim: 2, minDist: 0.1, seed: 1 });
    expect(trustworthiness(vectors, layout, 15)).toBeGreaterThanOrEqual(0.965);
  });

  test('HDBSCAN(15) on 5-D finds the true domains', async () => {
    const truth = readFileSync(domains!, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => (JSON.parse(line) as { domain: string }).domain);
    const points = await umap(graph, { dim: 5, minDist: 0, seed: 1 });
    const { labels } = hdbscan(points, { minClusterSize: 15, minSamples: 15, method: 'eom' });
    expect(normalisedMutualInformation(labels, truth)).toBeGreaterThanOrEqual(0.87);
  });
});
