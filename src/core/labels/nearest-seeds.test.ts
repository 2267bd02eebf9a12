import fc from 'fast-check';
import { expect, it } from 'vitest';
import { NearestSeeds } from './nearest-seeds';

it('holds what sorting by distance, then seed, puts first', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 40 }),
      fc.integer({ min: 1, max: 12 }),
      (distances, k) => {
        const nearest = new NearestSeeds(k);
        distances.forEach((distance, seed) => nearest.offer(seed, distance));
        const expected = Array.from(distances.keys())
          .sort((a, b) => distances[a] - distances[b] || a - b)
          .slice(0, k);
        const held = [...nearest.seeds.subarray(0, nearest.size)];
        expect(held.sort((a, b) => a - b)).toEqual(expected.sort((a, b) => a - b));
      },
    ),
    { seed: 9, numRuns: 500 },
  );
});
