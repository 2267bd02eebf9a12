import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Vectors } from '../data';
import { seededRandom } from '../random';
import { diversity, diversityOfRows, spread } from './diversity';
import { BITS_PER_NAT, effectiveNumber, shannonEntropy } from './entropy';
import { symmetricEigenvalues } from './symmetric-eigenvalues';
import { vendiScore } from './vendi';

const vectorsOf = (rows: readonly (readonly number[])[]): Vectors => ({
  data: Float32Array.from(rows.flat()),
  count: rows.length,
  dim: rows[0].length,
});

const randomSymmetric = (n: number, seed: number): Float64Array => {
  const random = seededRandom(seed);
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) matrix[i * n + j] = matrix[j * n + i] = random() - 0.5;
  return matrix;
};

describe('entropy', () => {
  it('is ln of the number of equal shares, whatever their scale', () => {
    expect(shannonEntropy([5, 5, 5, 0])).toBeCloseTo(Math.log(3), 12);
    expect(shannonEntropy([7])).toBe(0);
    expect(shannonEntropy([])).toBe(0);
    expect(effectiveNumber([2, 2])).toBeCloseTo(2, 12);
    expect(effectiveNumber([0])).toBe(0);
    expect(Math.log(8) * BITS_PER_NAT).toBeCloseTo(3, 12);
  });
});

describe('symmetricEigenvalues', () => {
  it('solves matrices known by hand', () => {
    expect([...symmetricEigenvalues(Float64Array.of(3), 1)]).toEqual([3]);
    expect(symmetricEigenvalues(new Float64Array(0), 0)).toHaveLength(0);
    const two = symmetricEigenvalues(Float64Array.of(2, 0, 1, 2), 2);
    expect(two[0]).toBeCloseTo(1, 12);
    expect(two[1]).toBeCloseTo(3, 12);
    // Second difference matrix: 2 − 2cos(iπ/(n+1)).
    const n = 30;
    const laplace = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      laplace[i * n + i] = 2;
      if (i > 0) laplace[i * n + i - 1] = laplace[(i - 1) * n + i] = -1;
    }
    symmetricEigenvalues(laplace, n).forEach((value, i) =>
      expect(value).toBeCloseTo(2 - 2 * Math.cos(((i + 1) * Math.PI) / (n + 1)), 11),
    );
    expect(() => symmetricEigenvalues(laplace, 29)).toThrow(/no 29×29/);
  });

  it('keeps the trace and the sums of squares and cubes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 25 }), fc.integer(), (n, seed) => {
        const matrix = randomSymmetric(n, seed);
        const values = symmetricEigenvalues(matrix, n);
        const power = (p: number) => values.reduce((sum, value) => sum + value ** p, 0);
        let trace = 0;
        let squares = 0;
        let cubes = 0;
        for (let i = 0; i < n; i++) {
          trace += matrix[i * n + i];
          for (let j = 0; j < n; j++) {
            squares += matrix[i * n + j] ** 2;
            for (let k = 0; k < n; k++)
              cubes += matrix[i * n + j] * matrix[j * n + k] * matrix[k * n + i];
          }
        }
        expect(power(1)).toBeCloseTo(trace, 9);
        expect(power(2)).toBeCloseTo(squares, 9);
        expect(power(3)).toBeCloseTo(cubes, 9);
      }),
      { seed: 1, numRuns: 60 },
    );
  });
});

describe('vendiScore', () => {
  it('counts distinct directions', () => {
    const rows = [
      [1, 0, 0],
      [0, 2, 0],
      [0, 0, 3],
    ];
    expect(vendiScore(vectorsOf(rows))).toBeCloseTo(3, 9);
    expect(vendiScore(vectorsOf([...rows, ...rows]))).toBeCloseTo(3, 9);
    expect(vendiScore(vectorsOf([rows[0], rows[0]]))).toBeCloseTo(1, 9);
    expect(vendiScore({ data: new Float32Array(0), count: 0, dim: 3 })).toBe(0);
    expect(() => vendiScore(vectorsOf([[0, 0]]))).toThrow(/row 0 is zero/);
  });

  it('of two vectors is that of the eigenvalues (1 ± cos)/2', () => {
    const cosine = 0.6;
    const [a, b] = [(1 + cosine) / 2, (1 - cosine) / 2];
    const expected = Math.exp(-a * Math.log(a) - b * Math.log(b));
    expect(
      vendiScore(
        vectorsOf([
          [1, 0, 0],
          [0.6, 0.8, 0],
        ]),
      ),
    ).toBeCloseTo(expected, 6);
  });

  it('is the same from rows and from columns', () => {
    const random = seededRandom(4);
    const rows = Array.from({ length: 6 }, () => Array.from({ length: 6 }, () => random() - 0.5));
    const wide = rows.map((row) => [...row, 0]);
    expect(vendiScore(vectorsOf(rows))).toBeCloseTo(vendiScore(vectorsOf(wide)), 9);
  });
});

describe('diversity', () => {
  it('gives every figure, and null where there is no ground for it', () => {
    const found = diversity({
      categories: ['law', 'law', 'maths', 'general'],
      languages: ['en', 'en', 'en', 'hu'],
      clusters: Int32Array.of(0, 0, 3, -1),
      clusterCount: 4,
      vectors: vectorsOf([
        [1, 0],
        [1, 0],
        [0, 1],
        [0.6, 0.8],
      ]),
      duplicateGroups: Int32Array.of(0, 0, 2, 3),
    });
    expect(found.categories.shares[0]).toEqual({ name: 'law', count: 2, share: 0.5 });
    expect(found.categories.effectiveNumber).toBeCloseTo(2 ** 1.5, 12);
    expect(found.clustersCovered).toBe(0.5);
    expect(found.effectiveClusters).toBeCloseTo(Math.exp(shannonEntropy([2, 1])), 12);
    expect(found.meanNearestDistance).toBeCloseTo((0 + 0 + 0.2 + 0.2) / 4, 6);
    expect(found.nearDuplicateRate).toBe(0.25);
    expect(found.vendi).toBeGreaterThan(1);

    const bare = diversity({
      categories: [],
      languages: [],
      clusters: null,
      clusterCount: 0,
      vectors: null,
      duplicateGroups: null,
    });
    expect(bare).toMatchObject({ vendi: null, clustersCovered: null, meanNearestDistance: null });
    expect(spread([])).toEqual({ shares: [], entropy: 0, effectiveNumber: 0 });
  });

  it('takes the rows of a set from the columns of the workspace', () => {
    const vectors = vectorsOf([
      [1, 0],
      [0, 1],
      [1, 0],
      [0.6, 0.8],
    ]);
    const columns = {
      clusters: Int32Array.of(0, 1, 0, -1),
      clusterCount: 2,
      duplicateGroups: Int32Array.of(0, 1, 0, 3),
    };
    const found = diversityOfRows(vectors, Int32Array.of(0, 2, 3), columns);
    expect(found).toMatchObject({ clustersCovered: 0.5, effectiveClusters: 1, nearestRows: 3 });
    expect(found.meanNearestDistance).toBeCloseTo((0 + 0 + 0.4) / 3, 6);
    expect(found.nearDuplicateRate).toBeCloseTo(1 / 3, 12);
  });

  it('draws from a large set to tell the mean nearest distance', () => {
    const random = seededRandom(8);
    const angles = Float64Array.from({ length: 4_001 }, () => 2 * Math.PI * random());
    const vectors = vectorsOf(Array.from(angles, (angle) => [Math.cos(angle), Math.sin(angle)]));
    const bare = { clusters: null, clusterCount: 0, duplicateGroups: null };
    const all = Int32Array.from(angles, (_, row) => row);
    const exact = diversityOfRows(vectors, all.subarray(1), bare);
    const drawn = diversityOfRows(vectors, all, bare);
    expect([exact.nearestRows, drawn.nearestRows]).toEqual([4_000, 1_000]);
    // Squared gaps of a Poisson process vary by more than their mean: 1,000 tell it within a third.
    const ratio = drawn.meanNearestDistance! / exact.meanNearestDistance!;
    expect(Math.abs(ratio - 1)).toBeLessThan(1 / 3);
  });
});
