import { describe, expect, it } from 'vitest';
import { nearDuplicates } from './near-duplicates';

const graph = (pairs: readonly (readonly [number, number])[]) => ({
  indices: Int32Array.from(pairs, ([index]) => index),
  distances: Float32Array.from(pairs, ([, distance]) => distance),
  count: pairs.length,
  k: 1,
});

describe('nearDuplicates', () => {
  it('links chains, names a group by its first row, and counts the limit itself in', () => {
    const neighbours = graph([
      [4, 0.5],
      [3, 0.02],
      [1, 0.05],
      [2, 0.04],
      [0, 0.051],
    ]);
    const { groups, rate } = nearDuplicates(neighbours);
    expect([...groups]).toEqual([0, 1, 1, 1, 4]);
    expect(rate).toBe(2 / 5);
    expect([...nearDuplicates(neighbours, 0.4).groups]).toEqual([0, 1, 1, 1, 0]);
    expect(nearDuplicates(neighbours, 1).rate).toBe(0);
  });

  it('takes an empty graph and refuses a broken one', () => {
    expect(nearDuplicates(graph([])).rate).toBe(0);
    expect(() => nearDuplicates({ ...graph([]), count: 2 })).toThrow(/Compute it again/);
    expect(() => nearDuplicates(graph([]), 0)).toThrow(/above 0/);
  });
});
