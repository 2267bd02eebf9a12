import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ClusterMethod, Vectors } from '../data';
import { seededRandom } from '../random';
import { sharedPath } from '../testing/shared';
import { adjustedRandIndex } from './agreement';
import { cutClusters, hdbscan, reachabilityTree } from './hdbscan';

interface Expected {
  labels: number[];
  probabilities: number[];
  persistence: number[];
  clusters: number;
  noise: number;
}

const points = (rows: number[][]): Vectors => ({
  data: Float32Array.from(rows.flat()),
  count: rows.length,
  dim: rows[0]?.length ?? 1,
});

const fixture = sharedPath('fixtures/hdbscan.json');
const embedding = sharedPath('fixtures/umap5.f32');

describe.skipIf(!fixture || !embedding)(
  'against hdbscan 0.8.44 on a 5-D UMAP (skips without ../shared)',
  () => {
    const load = () => {
      const bytes = readFileSync(embedding!);
      const data = new Float32Array(
        bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength),
      );
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
    ] as const)('size %i, samples %i, %s', (minClusterSize, minSamples, method) => {
      const { vectors, results } = load();
      const expected =
        results[`min_cluster_size=${minClusterSize},min_samples=${minSamples},${method}`];
      const { labels, probabilities, persistence } = hdbscan(vectors, {
        minClusterSize,
        minSamples,
        method,
      });
      const ari = adjustedRandIndex(labels, expected.labels);
      const close = expected.probabilities.filter(
        (p, i) => Math.abs(p - probabilities[i]) < 1e-6,
      ).length;
      console.log(
        ari,
        close / labels.length,
        persistence.length,
        expected.clusters,
        Math.max(...persistence.map((p, i) => Math.abs(p - expected.persistence[i]))),
      );
      expect(ari).toBeGreaterThanOrEqual(0.99);
    });
  },
);
void fc;
void cutClusters;
void reachabilityTree;
void points;
void seededRandom;
void (0 as unknown as ClusterMethod);
