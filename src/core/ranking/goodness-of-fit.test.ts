import { describe, expect, it } from 'vitest';
import { indexBattles } from './battle-index';
import { BradleyTerry } from './bradley-terry';
import { goodnessOfFit } from './goodness-of-fit';
import { findPairs, pairTotals } from './pair-counts';

function fitted(games: readonly (readonly [string, string, number, number])[]) {
  const battles = games.map(([modelA, modelB, outcome, weight], i) => ({
    promptId: `p${i}`,
    modelA,
    modelB,
    outcome,
    weight,
  }));
  const { index } = indexBattles(battles, { outcomes: 'soft', duplicates: 'keep' });
  const { pairs, pairOf } = findPairs(index);
  const counts = pairTotals(index, pairs, pairOf);
  return goodnessOfFit(pairs, counts, new BradleyTerry(pairs, -1).fit(counts).strengths);
}

describe('goodnessOfFit', () => {
  it('shows a circle of wins, which no ratings foretell', () => {
    const fits = fitted([
      ['a', 'b', 0.8, 100],
      ['b', 'c', 0.8, 100],
      ['c', 'a', 0.8, 25],
    ]);
    expect(fits).toHaveLength(3);
    // a − b and b − c are alike by symmetry, d say; 100·(0.8 − σ(d)) = −25·(0.2 − σ(2d)) by hand.
    const gap = Math.log(fits[2].fitted / (1 - fits[2].fitted));
    const sigma = (x: number) => 1 / (1 + Math.exp(-x));
    expect(100 * (0.8 - sigma(gap)) + 25 * (0.2 - sigma(2 * gap))).toBeCloseTo(0, 8);
    expect(Math.abs(fits[0].deviate)).toBeGreaterThan(Math.abs(fits[2].deviate));
    const [worst] = fits;
    expect([worst.first, worst.second]).toEqual([0, 2]);
    expect(worst.observed).toBeCloseTo(0.2, 12);
    expect(worst.deviate).toBeCloseTo(
      (0.2 - worst.fitted) / Math.sqrt((worst.fitted * (1 - worst.fitted)) / 25),
      12,
    );
  });

  it('finds nothing where all went as the ratings say', () => {
    const fits = fitted([
      ['a', 'b', 0.75, 8],
      ['b', 'c', 0.75, 8],
      ['a', 'c', 0.9, 10],
    ]);
    for (const { observed, fitted: told } of fits) expect(told).toBeCloseTo(observed, 8);
  });
});
