import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexBattles } from './battle-index';
import { BradleyTerry } from './bradley-terry';
import { findPairs, pairTotals } from './pair-counts';
import { starFit } from './star-fit';

describe('starFit', () => {
  it('agrees with Newton’s method on stars in which every model won and lost', () => {
    const games = fc.array(fc.tuple(fc.nat(3), fc.constantFrom(0, 0.25, 0.5, 1), fc.boolean()), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(games, (drawn) => {
        const settled = [0, 1, 2, 3].flatMap((m) => [
          [m, 0, false] as const,
          [m, 0, true] as const,
        ]);
        const battles = [...settled, ...drawn].map(([m, outcome, swapped], i) => ({
          promptId: `p${i}`,
          modelA: swapped ? 'base' : `m${m}`,
          modelB: swapped ? `m${m}` : 'base',
          outcome,
          weight: 1 + (i % 3),
        }));
        const { index } = indexBattles(battles, { outcomes: 'soft', duplicates: 'keep' });
        const { pairs, pairOf } = findPairs(index);
        const counts = pairTotals(index, pairs, pairOf);
        const centre = index.models.indexOf('base');
        const closed = starFit(pairs, counts, centre);
        // Without a baseline the general method is used, around the mean.
        const newton = new BradleyTerry(pairs, -1).fit(counts);
        expect(newton.converged).toBe(true);
        closed.strengths.forEach((each, m) => {
          expect(each).toBeCloseTo(newton.strengths[m] - newton.strengths[centre], 9);
        });
        expect([...closed.smoothed]).toEqual([0, 0, 0, 0, 0]);
      }),
      { seed: 5, numRuns: 80 },
    );
  });
});
