import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Battle } from '../data';
import { seededRandom } from '../random';
import { simulateBattles } from '../testing/simulated-battles';
import { indexBattles } from './battle-index';
import { BradleyTerry } from './bradley-terry';
import { findPairs, pairTotals } from './pair-counts';

function battle(modelA: string, modelB: string, outcome: number, weight = 1): Battle {
  return { promptId: `${modelA}${modelB}`, modelA, modelB, outcome, weight };
}

function fitOf(battles: readonly Battle[], baseline: string | null) {
  const { index } = indexBattles(battles, { outcomes: 'soft', duplicates: 'keep' });
  const { pairs, pairOf } = findPairs(index);
  const counts = pairTotals(index, pairs, pairOf);
  const fit = new BradleyTerry(pairs, baseline ? index.models.indexOf(baseline) : -1).fit(counts);
  const of = (values: ArrayLike<number>) =>
    Object.fromEntries(index.models.map((model, m) => [model, values[m]]));
  return { ...fit, strength: of(fit.strengths), isSmoothed: of(fit.smoothed), pairs, counts };
}

describe('BradleyTerry', () => {
  it('gives two models the log-odds of their share', () => {
    const { strength, converged } = fitOf(
      [battle('a', 'b', 1, 3), battle('b', 'a', 1, 1), battle('a', 'b', 0.5, 2)],
      'b',
    );
    expect(converged).toBe(true);
    expect(strength.a).toBeCloseTo(Math.log(4 / 2), 12);
    expect(strength.b).toBe(0);
  });

  it('solves the likelihood equations: expected wins equal wins', () => {
    const battles = simulateBattles(
      {
        prompts: 60,
        strengths: [0, 1, -0.5, 2, 0.3],
        promptEffect: 0.5,
        design: 'pairs',
        games: 2,
        ties: 0.2,
      },
      seededRandom(3),
    );
    const { strengths, pairs, counts } = fitOf(battles, null);
    const excess = new Float64Array(5);
    for (let p = 0; p < pairs.count; p++) {
      const [i, j] = [pairs.first[p], pairs.second[p]];
      const over = counts.wins[p] - counts.games[p] / (1 + Math.exp(strengths[j] - strengths[i]));
      excess[i] += over;
      excess[j] -= over;
    }
    for (const each of excess) expect(Math.abs(each)).toBeLessThan(1e-9);
    expect(strengths.reduce((a, b) => a + b, 0)).toBeCloseTo(0, 10);
  });

  it('with a star of battles equals the weighted mean', () => {
    const battles = simulateBattles(
      {
        prompts: 80,
        strengths: [0, 1, -1.5, 0.2],
        promptEffect: 1,
        design: 'star',
        games: 2,
        ties: 0.1,
      },
      seededRandom(4),
    );
    const { strength } = fitOf(battles, 'm0');
    for (const model of ['m1', 'm2', 'm3']) {
      const own = battles.filter((each) => each.modelA === model || each.modelB === model);
      const shares = own.map((each) => (each.modelA === model ? each.outcome : 1 - each.outcome));
      const mean = shares.reduce((a, b) => a + b, 0) / shares.length;
      expect(1 / (1 + Math.exp(-strength[model]))).toBeCloseTo(mean, 12);
    }
  });

  it('does not depend on which side is called A, nor on the order of battles', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(4), fc.nat(4), fc.constantFrom(0, 0.2, 0.5, 1)), {
          minLength: 5,
          maxLength: 40,
        }),
        (drawn) => {
          const battles = drawn
            .filter(([a, b]) => a !== b)
            .map(([a, b, outcome]) => battle(`m${a}`, `m${b}`, outcome));
          if (battles.length === 0) return;
          const mirrored = battles
            .map((each) => battle(each.modelB, each.modelA, 1 - each.outcome))
            .reverse();
          const baseline = battles[0].modelA;
          const one = fitOf(battles, baseline);
          const other = fitOf(mirrored, baseline);
          expect(one.converged).toBe(true);
          for (const [model, value] of Object.entries(one.strength)) {
            expect(other.isSmoothed[model]).toBe(one.isSmoothed[model]);
            if (Number.isNaN(value)) expect(other.strength[model]).toBeNaN();
            else expect(other.strength[model]).toBeCloseTo(value, 6);
          }
        },
      ),
      { seed: 1, numRuns: 200 },
    );
  });

  it('smooths a model that only won, by half a win and half a loss against the baseline', () => {
    const battles = [
      ...Array.from({ length: 9 }, () => battle('top', 'base', 1)),
      battle('mid', 'base', 1),
      battle('mid', 'base', 0),
    ];
    const { strength, isSmoothed, converged } = fitOf(battles, 'base');
    expect(converged).toBe(true);
    expect(isSmoothed).toEqual({ top: 1, base: 0, mid: 0 });
    expect(strength.top).toBeCloseTo(Math.log(9.5 / 0.5), 10);
    expect(strength.mid).toBeCloseTo(0, 12);
  });

  it('smooths against the mean without a baseline', () => {
    const battles = [battle('a', 'b', 0.5), battle('b', 'c', 0.5), battle('top', 'a', 1)];
    const { strength, isSmoothed, converged } = fitOf(battles, null);
    expect(converged).toBe(true);
    expect(isSmoothed).toEqual({ a: 0, b: 0, c: 0, top: 1 });
    const sum = Object.values(strength).reduce((a, b) => a + b, 0);
    expect(sum).toBeCloseTo(0, 10);
    // Half a win against an opponent at the mean of all four: its slope, less its own share of it.
    const share = (gap: number) => 1 / (1 + Math.exp(-gap));
    const slope = 1 - share(strength.top - strength.a) + (0.5 - share(strength.top)) * (1 - 1 / 4);
    expect(slope).toBeCloseTo(0, 9);
  });

  it('gives no strength to models that no battles connect to the baseline', () => {
    const battles = [
      battle('a', 'base', 0.5),
      battle('x', 'y', 1),
      battle('y', 'x', 1),
      battle('x', 'z', 0.5),
    ];
    const { strength } = fitOf(battles, 'base');
    expect(strength).toEqual({ a: 0, base: 0, x: NaN, y: NaN, z: NaN });
  });

  it('takes the largest group as the scale without a baseline', () => {
    const battles = [battle('a', 'b', 0.5), battle('x', 'y', 0.5), battle('x', 'z', 0.5)];
    expect(fitOf(battles, null).strength).toEqual({ a: NaN, b: NaN, x: 0, y: 0, z: 0 });
  });

  it('handles a chain in which everyone beats the next', () => {
    const battles = [battle('a', 'b', 1), battle('b', 'c', 1), battle('c', 'd', 1)];
    const { strength, converged } = fitOf(battles, 'c');
    expect(converged).toBe(true);
    expect(strength.a).toBeGreaterThan(strength.b);
    expect(strength.b).toBeGreaterThan(0);
    expect(strength.d).toBeLessThan(0);
  });

  it('starts anywhere and ends at the same place', () => {
    const battles = simulateBattles(
      { prompts: 40, strengths: [0, 3, -3], promptEffect: 0, design: 'pairs', games: 2, ties: 0.1 },
      seededRandom(9),
    );
    const { strengths, pairs, counts } = fitOf(battles, 'm0');
    const again = new BradleyTerry(pairs, 0).fit(counts, Float64Array.of(0, -8, 8));
    expect(again.converged).toBe(true);
    again.strengths.forEach((each, m) => expect(each).toBeCloseTo(strengths[m], 9));
  });
});
