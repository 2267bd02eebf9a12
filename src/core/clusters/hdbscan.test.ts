import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ClusterSettings, Vectors } from '../data';
import { seededRandom } from '../random';
import { sharedPath } from '../testing/shared';
import { adjustedRandIndex } from './agreement';
import { cutClusters, hdbscan, reachabilityTree } from './hdbscan';

interface Expected {
  labels: number[];
  probabilities: number[];
  persistence: number[];
}

const onLine = (...values: number[]): Vectors => ({
  data: Float32Array.from(values),
  count: values.length,
  dim: 1,
});

const settings = (
  minClusterSize: number,
  minSamples: number,
  method: ClusterSettings['method'] = 'eom',
): ClusterSettings => ({ minClusterSize, minSamples, method });

const fixture = sharedPath('fixtures/hdbscan.json');
const embedding = sharedPath('fixtures/umap5.f32');

describe.skipIf(!fixture || !embedding)(
  'against hdbscan 0.8.44 on a 5-D UMAP (skips without ../shared)',
  () => {
    const load = () => {
      const data = new Float32Array(new Uint8Array(readFileSync(embedding!)).buffer);
      const { results } = JSON.parse(readFileSync(fixture!, 'utf8')) as {
        results: Record<string, Expected>;
      };
      return { vectors: { data, count: data.length / 5, dim: 5 }, results };
    };

    test.each([
      [15, 15, 'eom'],
      [5, 5, 'eom'],
      [15, 5, 'leaf'],
      [50, 10, 'eom'],
    ] as const)('size %i, samples %i, %s', (size, samples, method) => {
      const { vectors, results } = load();
      const expected = results[`min_cluster_size=${size},min_samples=${samples},${method}`];
      const found = hdbscan(vectors, settings(size, samples, method));
      expect(adjustedRandIndex(found.labels, expected.labels)).toBeGreaterThanOrEqual(0.99);
      expect(found.persistence).toHaveLength(expected.persistence.length);
      // The order of tied distances moves a few points, and with them a cluster or two.
      const share = (ours: Float64Array, theirs: number[]) =>
        theirs.filter((value, i) => Math.abs(value - ours[i]) < 0.01).length / theirs.length;
      expect(share(found.probabilities, expected.probabilities)).toBeGreaterThan(0.99);
      expect(share(found.persistence, expected.persistence)).toBeGreaterThan(0.9);
    });
  },
);

describe('by hand', () => {
  // Two runs of three points at distance 1, ten apart, and one point far off.
  const points = onLine(0, 1, 2, 12, 13, 14, 100);

  test('finds two runs and noise', () => {
    const { labels, probabilities } = hdbscan(points, settings(3, 1));
    expect(labels[0]).not.toBe(labels[3]);
    expect([...labels]).toEqual([...[0, 0, 0].fill(labels[0]), ...[0, 0, 0].fill(labels[3]), -1]);
    expect([...probabilities]).toEqual([1, 1, 1, 1, 1, 1, 0]);
  });

  test('computes persistence from λ = 1/distance', () => {
    // Both runs are born at λ = 1/10 and lose all three points at λ = 1, the largest of all.
    const { persistence } = hdbscan(points, settings(3, 1));
    expect(persistence[0]).toBeCloseTo((3 * (1 - 1 / 10)) / (3 * 1), 12);
    expect(persistence[1]).toBeCloseTo(0.9, 12);
  });

  test('gives a point that leaves early the share of its λ', () => {
    const { labels, probabilities } = hdbscan(onLine(0, 1, 2, 4, 50, 51, 52, 54), settings(3, 1));
    expect(new Set(labels)).toEqual(new Set([0, 1]));
    expect([...probabilities]).toEqual([1, 1, 1, 0.5, 1, 1, 1, 0.5]);
  });

  test('a lone root is noise, with leaf as with eom', () => {
    for (const method of ['eom', 'leaf'] as const)
      expect([...hdbscan(onLine(0, 1, 2, 3), settings(2, 3, method)).labels]).toEqual([
        -1, -1, -1, -1,
      ]);
  });
});

describe('hostile input', () => {
  test.each([0, 1])('%i points are noise', (count) => {
    const { labels, persistence } = hdbscan(
      { data: new Float32Array(count * 2), count, dim: 2 },
      settings(5, 5),
    );
    expect([...labels]).toEqual(new Array(count).fill(-1));
    expect(persistence).toHaveLength(0);
  });

  test('two heaps of identical points: infinite λ, probability and persistence 1', () => {
    const { labels, probabilities, persistence } = hdbscan(
      onLine(...new Array(10).fill(0), ...new Array(10).fill(9)),
      settings(5, 3),
    );
    expect(new Set(labels.subarray(0, 10)).size).toBe(1);
    expect(labels[0]).not.toBe(labels[10]);
    expect([...probabilities]).toEqual(new Array(20).fill(1));
    expect([...persistence]).toEqual([1, 1]);
  });

  test('more samples than points are cut to what there is', () => {
    expect(hdbscan(onLine(0, 1, 2), settings(2, 99)).labels).toHaveLength(3);
  });

  test('says which row is not finite', () => {
    expect(() => hdbscan(onLine(0, 1, NaN), settings(2, 1))).toThrow('row 3');
  });

  test('refuses settings that make no sense', () => {
    expect(() => hdbscan(onLine(0, 1), settings(1, 1))).toThrow('min_cluster_size is 1');
    expect(() => hdbscan(onLine(0, 1), settings(2, 0))).toThrow('min_samples is 0');
  });
});

describe('invariants', () => {
  const blobs = (seed: number, count: number, dim: number): Vectors => {
    const random = seededRandom(seed);
    const data = Float32Array.from(
      { length: count * dim },
      (_, i) => (Math.floor(i / dim) % 4) * 3 + random() + random(),
    );
    return { data, count, dim };
  };

  test('scaling by two changes nothing but λ', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 2, max: 120 }), (seed, count) => {
        const vectors = blobs(seed, count, 3);
        const doubled = { ...vectors, data: vectors.data.map((value) => 2 * value) };
        const one = hdbscan(vectors, settings(4, 2));
        const two = hdbscan(doubled, settings(4, 2));
        expect(two.labels).toEqual(one.labels);
        expect(two.probabilities).toEqual(one.probabilities);
      }),
      { numRuns: 40 },
    );
  });

  test('every cluster reaches the minimum size, every member has a probability', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: 2, max: 150 }),
        fc.integer({ min: 2, max: 12 }),
        fc.constantFrom('eom' as const, 'leaf' as const),
        (seed, count, size, method) => {
          const tree = reachabilityTree(blobs(seed, count, 2), 3);
          const { labels, probabilities, persistence } = cutClusters(tree, {
            minClusterSize: size,
            method,
          });
          const sizes = new Array<number>(persistence.length).fill(0);
          for (const [i, label] of labels.entries()) {
            if (label >= 0) sizes[label]++;
            expect(probabilities[i] > 0).toBe(label >= 0);
            expect(probabilities[i]).toBeLessThanOrEqual(1);
          }
          for (const each of sizes) expect(each).toBeGreaterThanOrEqual(size);
          for (const each of persistence) expect(each >= 0 && each <= 1).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });
});
