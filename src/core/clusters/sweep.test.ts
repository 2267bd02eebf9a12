import { expect, test } from 'vitest';
import type { Vectors } from '../data';
import { seededRandom } from '../random';
import { exactNeighbours } from '../vectors/neighbours';
import { adjustedRandIndex } from './agreement';
import { sweepClusterings } from './sweep';

/** Directions around `groups` random poles on the unit sphere. */
function poles(seed: number, groups: number, each: number, dim: number, spread: number): Vectors {
  const random = seededRandom(seed);
  const normal = () => random() + random() + random() - 1.5;
  const centres = Array.from({ length: groups }, () => Array.from({ length: dim }, normal));
  const data = new Float32Array(groups * each * dim);
  for (let i = 0; i < groups * each; i++) {
    const row = centres[i % groups].map((value) => value + spread * normal());
    const length = Math.hypot(...row);
    data.set(
      row.map((value) => value / length),
      i * dim,
    );
  }
  return { data, count: groups * each, dim };
}

test('finds the groups that are there, and says why', () => {
  const vectors = poles(1, 8, 25, 6, 0.15);
  const { points, chosen, reason, clustering } = sweepClusterings(
    vectors,
    exactNeighbours(vectors, 15),
  );
  const truth = Array.from({ length: vectors.count }, (_, i) => i % 8);
  expect(adjustedRandIndex(clustering.labels, truth)).toBeGreaterThan(0.95);
  expect(clustering.settings).toEqual(points[chosen].settings);
  expect(points[chosen].clusters).toBe(clustering.persistence.length);
  expect(points[chosen].information).toBe(Math.max(...points.map((each) => each.information)));
  expect(reason).toContain(`Of ${points.length} settings`);
  expect(reason).toContain(`${points[chosen].clusters} clusters`);
});

test('sweeps only what is not given', () => {
  const vectors = poles(2, 3, 20, 4, 0.1);
  const neighbours = exactNeighbours(vectors, 15);
  const { points } = sweepClusterings(vectors, neighbours, { minSamples: 4, method: 'leaf' });
  expect(
    new Set(points.map(({ settings }) => `${settings.minSamples} ${settings.method}`)),
  ).toEqual(new Set(['4 leaf']));
  expect(points.length).toBeGreaterThan(5);
});

test('reports progress that grows to its total', () => {
  const vectors = poles(3, 3, 20, 4, 0.1);
  const shares: number[] = [];
  sweepClusterings(vectors, exactNeighbours(vectors, 15), {}, ({ done, total }) =>
    shares.push(done / total),
  );
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
  expect(shares.at(-1)).toBe(1);
});

test.each([0, 1, 3])('%i points: no clusters, and a reason that says so', (count) => {
  const vectors = { data: new Float32Array(count * 2).fill(Math.SQRT1_2), count, dim: 2 };
  const { clustering, reason } = sweepClusterings(vectors, exactNeighbours(vectors, 15));
  expect(clustering.labels).toEqual(new Int32Array(count).fill(-1));
  expect(reason).toContain('None of');
});
