import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sharedPath } from '../core/testing/shared';
import { neighbourRecall } from '../core/vectors/neighbour-recall';
import { descentNeighbours } from './neighbours-descent';

const file = sharedPath('fixtures/domains-embeddings.f32');

describe.skipIf(!file)('descentNeighbours (skips without ../shared)', () => {
  const vectors = () => {
    const data = new Float32Array(new Uint8Array(readFileSync(file!)).buffer);
    return { data, count: data.length / 384, dim: 384 };
  };

  it('finds at least 95 % of the 15 nearest, never the point itself', async () => {
    const given = vectors();
    const found = await descentNeighbours(given, 15, 1);
    const rows = Array.from({ length: 100 }, (_, index) => index * 20);
    expect(neighbourRecall(found, given, rows)).toBeGreaterThanOrEqual(0.95);
    for (let point = 0; point < given.count; point++) {
      const own = found.indices.subarray(point * 15, (point + 1) * 15);
      expect(own).not.toContain(point);
      expect(new Set(own).size).toBe(15);
    }
  });

  it('repeats itself with the same seed', async () => {
    const given = vectors();
    const [first, second] = [
      await descentNeighbours(given, 5, 3),
      await descentNeighbours(given, 5, 3),
    ];
    expect(second.indices).toEqual(first.indices);
  });
});
