import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Vectors } from '../data';
import { seededRandom } from '../random';
import { boruvkaSpanningTree } from './boruvka';
import { coreDistances, neighbourDistances } from './neighbour-distances';
import { minimumSpanningTree } from './minimum-spanning-tree';
import { primSpanningTree } from './prim';
import type { SpanningTree } from './spanning-tree';
import { UnionFind } from './union-find';

/** Points on a coarse grid, so that twins and tied distances abound. */
const gridPoints = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 70 }))
  .chain(([dim, count]) =>
    fc
      .array(fc.integer({ min: 0, max: 6 }), { minLength: dim * count, maxLength: dim * count })
      .map((values): Vectors => ({ data: Float32Array.from(values), count, dim })),
  );

const euclidean = ({ data, dim }: Vectors, a: number, b: number): number => {
  let sum = 0;
  for (let c = 0; c < dim; c++) sum += (data[a * dim + c] - data[b * dim + c]) ** 2;
  return Math.sqrt(sum);
};

/** Kruskal over all pairs, the plain way: weight, distance and ends of each edge. */
function kruskal(vectors: Vectors, core: Float64Array): [number, number, number, number][] {
  const edges: [number, number, number, number][] = [];
  for (let a = 0; a < vectors.count; a++)
    for (let b = a + 1; b < vectors.count; b++) {
      const distance = euclidean(vectors, a, b);
      edges.push([Math.max(core[a], core[b], distance), distance, a, b]);
    }
  edges.sort((x, y) => x[0] - y[0] || x[1] - y[1]);
  const sets = new UnionFind(vectors.count);
  return edges.filter(([, , a, b]) => {
    if (sets.find(a) === sets.find(b)) return false;
    sets.join(sets.find(a), sets.find(b));
    return true;
  });
}

function expectSpanning({ count, from, to }: SpanningTree): void {
  const sets = new UnionFind(count);
  for (const [edge, a] of from.entries()) {
    expect(sets.find(a)).not.toBe(sets.find(to[edge]));
    sets.join(sets.find(a), sets.find(to[edge]));
  }
  expect(from).toHaveLength(Math.max(0, count - 1));
}

describe('neighbour distances', () => {
  test('equal a plain search, twins included', () => {
    fc.assert(
      fc.property(gridPoints, fc.integer({ min: 1, max: 8 }), (vectors, k) => {
        const found = neighbourDistances(vectors, k);
        expect(found.k).toBe(Math.max(0, Math.min(k, vectors.count - 1)));
        for (let i = 0; i < vectors.count; i++) {
          const all = Array.from({ length: vectors.count }, (_, j) => j)
            .filter((j) => j !== i)
            .map((j) => euclidean(vectors, i, j))
            .sort((a, b) => a - b)
            .slice(0, found.k);
          expect([...found.distances.subarray(i * found.k, (i + 1) * found.k)]).toEqual(all);
        }
      }),
    );
  });

  test('the tree and the scan agree across the limit of dimensions', () => {
    const random = seededRandom(3);
    const wide = { data: new Float32Array(60 * 17), count: 60, dim: 17 };
    const narrow = { data: new Float32Array(60 * 16), count: 60, dim: 16 };
    for (let i = 0; i < 60; i++)
      for (let c = 0; c < 16; c++) narrow.data[i * 16 + c] = wide.data[i * 17 + c] = random();
    expect(neighbourDistances(wide, 5).distances).toEqual(neighbourDistances(narrow, 5).distances);
  });

  test('core distance counts without the point itself', () => {
    const vectors = { data: Float32Array.of(0, 1, 3), count: 3, dim: 1 };
    const neighbours = neighbourDistances(vectors, 2);
    expect([...coreDistances(neighbours, 1)]).toEqual([1, 1, 2]);
    expect([...coreDistances(neighbours, 2)]).toEqual([3, 2, 3]);
    expect([...coreDistances(neighbours, 9)]).toEqual([3, 2, 3]);
  });
});

describe.each([
  ['Prim', primSpanningTree],
  ['Borůvka', boruvkaSpanningTree],
])('%s', (_, build) => {
  test('spans with the least weights', () => {
    fc.assert(
      fc.property(gridPoints, fc.integer({ min: 1, max: 5 }), (vectors, minSamples) => {
        const core = coreDistances(neighbourDistances(vectors, minSamples), minSamples);
        const tree = build(vectors, core);
        expectSpanning(tree);
        expect([...tree.distances].sort((a, b) => a - b)).toEqual(
          kruskal(vectors, core).map(([weight]) => weight),
        );
      }),
    );
  });
});

test('Prim starts at point 0 and takes the lowest of equally near points', () => {
  const square = { data: Float32Array.of(0, 0, 1, 0, 0, 1, 1, 1), count: 4, dim: 2 };
  const { from, to } = primSpanningTree(square, new Float64Array(4));
  expect([...from]).toEqual([0, 0, 1]);
  expect([...to]).toEqual([1, 2, 3]);
});

test('large sets in few dimensions give the same weights as Prim', () => {
  const random = seededRandom(5);
  const count = 5200;
  const vectors = {
    data: Float32Array.from({ length: count * 2 }, () => random()),
    count,
    dim: 2,
  };
  const core = coreDistances(neighbourDistances(vectors, 4), 4);
  const sorted = ({ distances }: SpanningTree) => Float64Array.from(distances).sort();
  expect(sorted(minimumSpanningTree(vectors, core))).toEqual(
    sorted(primSpanningTree(vectors, core)),
  );
});

test('Borůvka takes the nearer of equally heavy edges, as Kruskal does on both', () => {
  const random = seededRandom(6);
  const [count, dim, minSamples] = [300, 3, 10];
  const vectors = { data: Float32Array.from({ length: count * dim }, () => random()), count, dim };
  const core = coreDistances(neighbourDistances(vectors, minSamples), minSamples);
  const { from, to } = boruvkaSpanningTree(vectors, core);
  const found = Array.from(from, (a, edge) => [a, to[edge]].sort((x, y) => x - y).join('–'));
  expect(found.sort()).toEqual(
    kruskal(vectors, core)
      .map(([, , a, b]) => `${a}–${b}`)
      .sort(),
  );
});
