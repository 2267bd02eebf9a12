import { describe, expect, it } from 'vitest';
import { seededRandom } from '../core/random';
import { exactNeighbours } from '../core/vectors/neighbours';
import { normalise } from '../core/vectors/pooling';
import { ortNeighbours } from './neighbours-ort';

const SETTINGS = { device: 'wasm', threads: 1 } as const;

function randomVectors(count: number, dim: number, seed: number) {
  const random = seededRandom(seed);
  const data = Float32Array.from({ length: count * dim }, () => random() - 0.5);
  for (let row = 0; row < count; row++) normalise(data.subarray(row * dim, (row + 1) * dim));
  return { data, count, dim };
}

describe('ortNeighbours', () => {
  it('meets the plain search by distance, over several tiles and with twins', async () => {
    const vectors = randomVectors(2500, 32, 7);
    for (let twin = 0; twin < 100; twin++) {
      vectors.data.copyWithin((2400 + twin) * 32, twin * 32, (twin + 1) * 32);
    }
    const tiles: number[] = [];
    const found = await ortNeighbours(vectors, 15, SETTINGS, ({ done }) => tiles.push(done));
    const exact = exactNeighbours(vectors, 15);
    expect(tiles).toEqual([1, 2, 3]);
    const largestGap = found.distances.reduce(
      (worst, distance, at) => Math.max(worst, Math.abs(distance - exact.distances[at])),
      0,
    );
    expect(largestGap).toBeLessThan(1e-6);
    for (let point = 0; point < vectors.count; point++) {
      const own = found.indices.subarray(point * 15, (point + 1) * 15);
      expect(new Set(own).size).toBe(15);
      expect(own).not.toContain(point);
    }
  });

  it('cuts k where there are few points', async () => {
    const found = await ortNeighbours(randomVectors(4, 8, 1), 15, SETTINGS);
    expect(found.k).toBe(3);
    expect((await ortNeighbours(randomVectors(1, 8, 1), 15, SETTINGS)).indices).toHaveLength(0);
    const none = { data: new Float32Array(0), count: 0, dim: 8 };
    expect((await ortNeighbours(none, 15, SETTINGS)).k).toBe(0);
  });

  it('refuses data that do not fit their shape', async () => {
    const vectors = { data: new Float32Array(10), count: 3, dim: 4 };
    await expect(ortNeighbours(vectors, 2, SETTINGS)).rejects.toThrow('3 vectors of 4');
  });
});
