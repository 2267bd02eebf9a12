import { describe, expect, it } from 'vitest';
import { cosine, nearestTo } from './cosine';

describe('cosine', () => {
  it('needs no unit length', () => {
    expect(cosine([2, 0], [5, 0])).toBe(1);
    expect(cosine([1, 0], [0, 9])).toBe(0);
    expect(cosine([1, 1], [-3, -3])).toBeCloseTo(-1, 12);
    expect(cosine([3, 4], [4, 3])).toBeCloseTo(24 / 25, 12);
  });

  it('is 0 for a zero vector and refuses different dimensions', () => {
    expect(cosine([0, 0], [1, 0])).toBe(0);
    expect(() => cosine([1], [1, 2])).toThrow('vector of 1');
  });
});

describe('nearestTo', () => {
  const vectors = { data: Float32Array.of(0, 1, 1, 0, -1, 0, 2, 0), count: 4, dim: 2 };

  it('gives the nearest first, ties by index', () => {
    expect(nearestTo(Float32Array.of(1, 0), vectors, 3)).toEqual([
      { index: 1, distance: 0 },
      { index: 3, distance: 0 },
      { index: 0, distance: 1 },
    ]);
  });

  it('cuts k to what there is', () => {
    expect(nearestTo(Float32Array.of(1, 0), vectors, 9)).toHaveLength(4);
    expect(nearestTo(Float32Array.of(1, 0), vectors, 0)).toEqual([]);
  });
});
