import { expect, test } from 'vitest';
import { relativeValidity } from './relative-validity';
import type { SpanningTree } from './spanning-tree';

const chain = (...distances: number[]): SpanningTree => ({
  count: distances.length + 1,
  from: Int32Array.from(distances, (_, i) => i),
  to: Int32Array.from(distances, (_, i) => i + 1),
  distances: Float64Array.from(distances),
});

test('two clusters by hand', () => {
  // Cluster 0: sparseness 1, separation 4 → 3/4; cluster 1: sparseness 2 → 2/4; halves of four points.
  expect(relativeValidity(chain(1, 4, 2), Int32Array.of(0, 0, 1, 1), 2)).toBeCloseTo(0.625, 12);
});

test('noise counts in the total, and a cluster that touches only noise is an island', () => {
  // Longest edge 6, so islands are 12 apart: cluster 0 has 11/12 of 2/5, cluster 1 10/12 of 2/5.
  const labels = Int32Array.of(0, 0, -1, 1, 1);
  expect(relativeValidity(chain(1, 5, 6, 2), labels, 2)).toBeCloseTo(
    (2 / 5) * (11 / 12 + 10 / 12),
    12,
  );
});

test('a single cluster is set against its nearest noise', () => {
  expect(relativeValidity(chain(1, 5), Int32Array.of(0, 0, -1), 1)).toBeCloseTo((2 / 3) * 0.9, 12);
});

test('clusters that are closer than they are tight count below 0', () => {
  expect(relativeValidity(chain(4, 1, 4), Int32Array.of(0, 0, 1, 1), 2)).toBeCloseTo(-0.75, 12);
});

test('no clusters, identical points: 0', () => {
  expect(relativeValidity(chain(1), Int32Array.of(-1, -1), 0)).toBe(0);
  expect(relativeValidity(chain(0), Int32Array.of(0, 0), 1)).toBe(0);
});
