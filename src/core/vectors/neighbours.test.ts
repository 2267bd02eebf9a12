import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seededRandom } from '../random';
import { exactNeighbours } from './neighbours';
import { normalise } from './pooling';

test('equals a plain search, whatever the remainder of the tiles', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 0, max: 300 }), (seed, count) => {
      const random = seededRandom(seed);
      const dim = 5;
      const data = Float32Array.from({ length: count * dim }, () => random() - 0.5);
      for (let i = 0; i < count; i++) normalise(data.subarray(i * dim, (i + 1) * dim));
      const { indices, distances, k } = exactNeighbours({ data, count, dim }, 7);
      expect(k).toBe(Math.max(0, Math.min(7, count - 1)));
      const distance = (a: number, b: number): number => {
        let product = 0;
        for (let c = 0; c < dim; c++) product += data[a * dim + c] * data[b * dim + c];
        return Math.fround(Math.max(0, 1 - product));
      };
      for (let i = 0; i < count; i++) {
        const expected = Array.from({ length: count }, (_, j) => j)
          .filter((j) => j !== i)
          .sort((a, b) => distance(i, a) - distance(i, b) || a - b)
          .slice(0, k);
        expect([...indices.subarray(i * k, (i + 1) * k)]).toEqual(expected);
        expect([...distances.subarray(i * k, (i + 1) * k)]).toEqual(
          expected.map((j) => distance(i, j)),
        );
      }
    }),
    { numRuns: 15 },
  );
});

test('refuses data of another shape', () => {
  expect(() => exactNeighbours({ data: new Float32Array(5), count: 2, dim: 3 }, 1)).toThrow(
    '2 vectors of 3',
  );
});
