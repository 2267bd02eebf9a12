import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../random';
import { subsample } from './subsample';

describe('subsample', () => {
  it('draws different indices in range, ascending, the same for a seed', () => {
    fc.assert(
      fc.property(fc.nat(300), fc.nat(300), fc.integer(), (count, size, seed) => {
        const drawn = Array.from(subsample(count, size, seededRandom(seed)));
        expect(drawn).toHaveLength(Math.min(count, size));
        expect(drawn.every((i, at) => i >= 0 && i < count && (at === 0 || i > drawn[at - 1]))).toBe(
          true,
        );
        expect(Array.from(subsample(count, size, seededRandom(seed)))).toEqual(drawn);
      }),
    );
  });

  it('draws every index equally often', () => {
    const hits = new Array<number>(10).fill(0);
    const random = seededRandom(5);
    const rounds = 20_000;
    for (let i = 0; i < rounds; i++) for (const index of subsample(10, 3, random)) hits[index]++;
    // Binomial with p = 0.3: the standard deviation of a share is 0.0032.
    for (const count of hits) expect(Math.abs(count / rounds - 0.3)).toBeLessThan(0.016);
  });
});
