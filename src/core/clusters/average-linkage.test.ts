import fc from 'fast-check';
import { expect, test } from 'vitest';
import { averageLinkage } from './average-linkage';
import { leafOrder, linkEdges } from './linkage';

const matrix = (count: number, similarity: (a: number, b: number) => number): Float32Array =>
  Float32Array.from({ length: count * count }, (_, i) => {
    const a = Math.floor(i / count);
    const b = i % count;
    return a === b ? 1 : similarity(Math.min(a, b), Math.max(a, b));
  });

/** Merges the nearest pair of groups, by the mean over all their pairs, the plain way. */
function naiveHeights(similarities: Float32Array, count: number): number[] {
  let groups = Array.from({ length: count }, (_, i) => [i]);
  const heights: number[] = [];
  while (groups.length > 1) {
    let best: [number, number, number] = [Infinity, 0, 0];
    for (let a = 0; a < groups.length; a++) {
      for (let b = a + 1; b < groups.length; b++) {
        const pairs = groups[a].flatMap((i) =>
          groups[b].map((j) => 1 - similarities[i * count + j]),
        );
        const mean = pairs.reduce((sum, d) => sum + d, 0) / pairs.length;
        if (mean < best[0]) best = [mean, a, b];
      }
    }
    heights.push(best[0]);
    const merged = [...groups[best[1]], ...groups[best[2]]];
    groups = [...groups.filter((_, i) => i !== best[1] && i !== best[2]), merged];
  }
  return heights;
}

test('by hand, in the form of scipy', () => {
  // Distances 0.1 (0–1), 0.4 (2–3), the rest 0.8 and 1.0.
  const similarities = matrix(4, (a, b) =>
    a === 0 && b === 1 ? 0.9 : a === 2 ? 0.6 : b === 2 ? 0.2 : 0,
  );
  const { left, right, distances, sizes } = averageLinkage(similarities, 4);
  expect([...left]).toEqual([0, 2, 4]);
  expect([...right]).toEqual([1, 3, 5]);
  expect([...sizes]).toEqual([2, 2, 4]);
  for (const [i, height] of [0.1, 0.4, 0.9].entries()) expect(distances[i]).toBeCloseTo(height, 6);
});

test('equals the plain algorithm on random matrices without ties', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 12 }).chain((count) =>
        fc.tuple(
          fc.constant(count),
          fc.uniqueArray(fc.integer({ min: -1000, max: 1000 }), {
            minLength: count * count,
            maxLength: count * count,
          }),
        ),
      ),
      ([count, values]) => {
        const similarities = matrix(count, (a, b) => values[a * count + b] / 1001);
        const { distances } = averageLinkage(similarities, count);
        const expected = naiveHeights(similarities, count);
        for (const [i, height] of expected.entries()) expect(distances[i]).toBeCloseTo(height, 4);
      },
    ),
  );
});

test('equal distances end, and every leaf is placed once', () => {
  const order = leafOrder(
    averageLinkage(
      matrix(9, () => 0.5),
      9,
    ),
  );
  expect([...order].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
});

test('none, one and a wrong number of clusters', () => {
  expect(leafOrder(averageLinkage(new Float32Array(), 0))).toHaveLength(0);
  expect([...leafOrder(averageLinkage(Float32Array.of(1), 1))]).toEqual([0]);
  expect(() => averageLinkage(new Float32Array(3), 2)).toThrow('2 × 2');
});

test('branches do not cross: each merge covers a run of the order', () => {
  const linkage = linkEdges({
    count: 5,
    from: Int32Array.of(0, 3, 1, 0),
    to: Int32Array.of(4, 1, 2, 2),
    distances: Float64Array.of(1, 2, 3, 4),
  });
  expect([...leafOrder(linkage)]).toEqual([0, 4, 3, 1, 2]);
});
