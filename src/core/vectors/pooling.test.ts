import { describe, expect, it } from 'vitest';
import { meanOfGroups, meanPool, normalise } from './pooling';

describe('normalise', () => {
  it('scales to unit length and leaves zero alone', () => {
    expect([...normalise(Float32Array.of(3, 4))]).toEqual([
      expect.closeTo(0.6, 6),
      expect.closeTo(0.8, 6),
    ]);
    expect([...normalise(Float32Array.of(0, 0))]).toEqual([0, 0]);
  });
});

describe('meanPool', () => {
  it('averages without padding', () => {
    // Two rows of three tokens in two dimensions; the second row's last token is padding.
    const hidden = Float32Array.of(3, 0, 0, 3, 3, 3, 0, 2, 0, 4, 99, 99);
    const { data, count, dim } = meanPool(hidden, [3, 2], 3, 2);
    expect([count, dim]).toEqual([2, 2]);
    expect(data[0]).toBeCloseTo(Math.SQRT1_2, 6);
    expect(data[1]).toBeCloseTo(Math.SQRT1_2, 6);
    expect([...data.subarray(2)]).toEqual([0, 1]);
  });

  it('refuses a state that does not fit', () => {
    expect(() => meanPool(new Float32Array(5), [1], 3, 2)).toThrow('1 × 3 × 2');
    expect(() => meanPool(new Float32Array(6), [4], 3, 2)).toThrow();
    expect(() => meanPool(new Float32Array(6), [0], 3, 2)).toThrow();
  });
});

describe('meanOfGroups', () => {
  it('gives one unit row a group', () => {
    const rows = { data: Float32Array.of(1, 0, 0, 1, 0, 1), count: 3, dim: 2 };
    const { data, count } = meanOfGroups(rows, [0, 0, 1], 2);
    expect(count).toBe(2);
    expect(data[0]).toBeCloseTo(Math.SQRT1_2, 6);
    expect([...data.subarray(2)]).toEqual([0, 1]);
  });
});
