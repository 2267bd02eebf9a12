import { describe, expect, it } from 'vitest';
import { neighbourRecall } from './neighbour-recall';

// Four points on the circle at 0, 10, 20 and 90 degrees.
const angles = [0, 10, 20, 90].map((degrees) => (degrees * Math.PI) / 180);
const vectors = {
  data: Float32Array.from(angles.flatMap((angle) => [Math.cos(angle), Math.sin(angle)])),
  count: 4,
  dim: 2,
};
const distance = (a: number, b: number) => 1 - Math.cos(angles[a] - angles[b]);

describe('neighbourRecall', () => {
  it('counts by distance what is no further than the truly k-th', () => {
    const found = (second: number) => ({
      indices: Int32Array.of(1, second),
      distances: Float32Array.of(distance(0, 1), distance(0, second)),
      count: 1,
      k: 2,
    });
    expect(neighbourRecall(found(2), vectors, [0])).toBe(1);
    expect(neighbourRecall(found(3), vectors, [0])).toBe(0.5);
    expect(neighbourRecall(found(3), vectors, [])).toBe(1);
  });
});
