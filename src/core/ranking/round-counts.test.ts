import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Battle } from '../data';
import { indexBattles } from './battle-index';
import { forEachBlock, forEachRound } from './bootstrap-rounds';
import { countByPrompt, emptyPairCounts, findPairs, pairTotals, sumCounts } from './pair-counts';
import { LANES, RoundCounts } from './round-counts';

const battles = fc.array(
  fc.record({
    promptId: fc.constantFrom('p', 'q', 'r', 's', 't'),
    modelA: fc.constantFrom('a', 'b', 'c'),
    modelB: fc.constantFrom('d', 'e', 'a'),
    outcome: fc.constantFrom(0, 0.5, 1),
    weight: fc.constantFrom(1, 3),
  }),
  { minLength: 1, maxLength: 40 },
);

function countsOf(drawn: readonly Battle[]) {
  const { index } = indexBattles(drawn, { outcomes: 'soft', duplicates: 'keep' });
  const { pairs, pairOf } = findPairs(index);
  return { index, pairs, pairOf, counts: countByPrompt(index, pairs, pairOf) };
}

describe('pair counts', () => {
  it('of each prompt add up to those of all battles', () => {
    fc.assert(
      fc.property(battles, (drawn) => {
        const { index, pairs, pairOf, counts } = countsOf(drawn);
        const once = new Float64Array(index.prompts.length).fill(1);
        const summed = sumCounts(counts, once, emptyPairCounts(pairs));
        expect(summed).toEqual(pairTotals(index, pairs, pairOf));
        const played = summed.games.reduce((sum, each) => sum + each, 0);
        expect(played).toBe(index.weight.reduce((sum, each) => sum + each, 0));
      }),
      { seed: 3, numRuns: 100 },
    );
  });

  it('of a block of rounds are those of its rounds one by one, with the same draws', () => {
    fc.assert(
      fc.property(battles, fc.integer({ min: 1, max: 11 }), (drawn, rounds) => {
        const { index, pairs, counts } = countsOf(drawn);
        const settings = { rounds, seed: 9, unit: 'prompts' } as const;
        const units = index.prompts.length;
        const single: unknown[] = [];
        forEachRound(units, settings, (multiplicity) => {
          single.push(structuredClone(sumCounts(counts, multiplicity, emptyPairCounts(pairs))));
        });
        const blocked: unknown[] = [];
        const blocks = new RoundCounts(counts, pairs);
        forEachBlock(units, settings, LANES, (multiplicity, first, inBlock) => {
          expect(first).toBe(blocked.length);
          blocks.sum(multiplicity);
          for (let lane = 0; lane < inBlock; lane++)
            blocked.push(structuredClone(blocks.lanes[lane]));
        });
        expect(blocked).toEqual(single);
        expect(blocked).toHaveLength(rounds);
      }),
      { seed: 4, numRuns: 60 },
    );
  });
});

describe('bootstrap rounds', () => {
  it('draw as many units as there are, within each stratum', () => {
    const strata = Int32Array.of(0, 1, 1, 0, 1, 2);
    forEachRound(6, { rounds: 50, seed: 1, unit: 'prompts', strata }, (multiplicity) => {
      const drawn = [0, 0, 0];
      multiplicity.forEach((times, unit) => (drawn[strata[unit]] += times));
      expect(drawn).toEqual([2, 3, 1]);
    });
  });

  it('leave out a unit in a share (1 − 1/n)ⁿ of the rounds', () => {
    let missing = 0;
    forEachRound(10, { rounds: 5000, seed: 2, unit: 'prompts' }, (multiplicity) => {
      if (multiplicity[3] === 0) missing++;
    });
    expect(missing / 5000).toBeCloseTo(0.9 ** 10, 1.6);
  });

  it('refuse a number of rounds that is none, and tell progress', () => {
    const visit = () => undefined;
    const settings = { seed: 1, unit: 'prompts' } as const;
    for (const rounds of [0, 1.5, NaN, -1]) {
      expect(() => forEachRound(3, { ...settings, rounds }, visit)).toThrow('whole number from 1');
    }
    const told: number[] = [];
    forEachRound(3, { ...settings, rounds: 50 }, visit, ({ done, total }) => {
      expect(total).toBe(50);
      told.push(done);
    });
    expect(told).toEqual([20, 40]);
  });
});
