import { expect, test } from 'vitest';
import { centroids, exemplars, similarityMatrix } from './centroids';

const vectors = { data: Float32Array.of(1, 0, 0, 1, 0.6, 0.8, -1, 0, 0, -1), count: 5, dim: 2 };

test('centroids are mean directions; opposite or no members give zeros', () => {
  const means = centroids(vectors, Int32Array.of(0, 0, -1, 1, -1), 3);
  expect(means.count).toBe(3);
  for (const [i, value] of [Math.SQRT1_2, Math.SQRT1_2, -1, 0, 0, 0].entries())
    expect(means.data[i]).toBeCloseTo(value, 6);
  expect([...centroids(vectors, Int32Array.of(0, 1, 1, 0, 1), 2).data.subarray(0, 2)]).toEqual([
    0, 0,
  ]);
});

test('similarities are symmetric cosines', () => {
  const matrix = similarityMatrix(vectors);
  expect(matrix[0 * 5 + 2]).toBeCloseTo(0.6, 6);
  expect(matrix[2 * 5 + 0]).toBe(matrix[0 * 5 + 2]);
  expect(matrix[0 * 5 + 3]).toBe(-1);
});

test('exemplars are the most central first', () => {
  const labels = Int32Array.of(0, 0, 0, 1, -1);
  expect(exemplars(vectors, labels, 2, 2).map((rows) => [...rows])).toEqual([[2, 1], [3]]);
});

test('labels of other vectors are refused', () => {
  expect(() => centroids(vectors, Int32Array.of(0), 1)).toThrow('1 cluster labels');
});
