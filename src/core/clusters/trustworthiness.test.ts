import { expect, test } from 'vitest';
import type { Vectors } from '../data';
import { seededRandom } from '../random';
import { trustworthiness } from './trustworthiness';

/** Directions in the plane, by degrees. */
const compass = (...degrees: number[]): Vectors => ({
  data: Float32Array.from(
    degrees.flatMap((d) => [Math.cos((d * Math.PI) / 180), Math.sin((d * Math.PI) / 180)]),
  ),
  count: degrees.length,
  dim: 2,
});
const onLine = (...values: number[]): Vectors => ({
  data: Float32Array.from(values),
  count: values.length,
  dim: 1,
});

test('a layout that keeps the order is fully trusted', () => {
  expect(trustworthiness(compass(0, 10, 21, 33, 46), onLine(0, 1, 2.1, 3.3, 4.6), 2)).toBe(1);
});

test('a stranger costs by its rank, by hand', () => {
  // Points 0 and 4, each the other's 4th (excess 3), lie together; point 1 beside its 2nd (excess 1).
  const value = trustworthiness(compass(0, 10, 21, 33, 46), onLine(0, 10, 11.1, 12.3, 0.5), 1);
  expect(value).toBeCloseTo(1 - (2 * (3 + 3 + 1)) / (5 * 1 * (2 * 5 - 3 - 1)), 12);
});

test('a random layout is near one half', () => {
  const random = seededRandom(4);
  const vectors = compass(...Array.from({ length: 400 }, () => 360 * random()));
  const value = trustworthiness(vectors, onLine(...Array.from({ length: 400 }, random)), 15);
  expect(Math.abs(value - 0.5)).toBeLessThan(0.05);
});

test('refuses a layout of other points, and k beyond half of them', () => {
  expect(() => trustworthiness(compass(0, 1, 2), onLine(0, 1), 1)).toThrow('2 and 3 points');
  expect(() => trustworthiness(compass(0, 1), onLine(0, 1), 1)).toThrow('k = 1');
});
