import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { averageRanks, kendall, pearson, spearman, strictAgreement } from './rank-correlation';

const X = [1, 2, 2, 4, 5, 7, 7, 9];
const Y = [2, 1, 4, 4, 6, 5, 9, 9];

describe('rank correlations with ties', () => {
  // scipy 1.17: stats.spearmanr, stats.kendalltau (τ-b).
  it('agree with scipy', () => {
    expect(spearman(X, Y)).toBeCloseTo(0.8902439024390245, 12);
    expect(kendall(X, Y)).toBeCloseTo(0.7692307692307694, 12);
  });

  it('give average ranks', () => {
    expect([...averageRanks([5, 1, 5, 2])]).toEqual([3.5, 1, 3.5, 2]);
  });

  it('are 1 for any increasing map, −1 turned round, undefined for a constant', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: -50, max: 50 }), { minLength: 3 }), (x) => {
        const y = x.map((each) => Math.exp(each / 20));
        for (const measure of [spearman, kendall]) {
          expect(measure(x, y)).toBeCloseTo(1, 12);
          expect(
            measure(
              x,
              y.map((each) => -each),
            ),
          ).toBeCloseTo(-1, 12);
          expect(
            measure(
              x,
              x.map(() => 1),
            ),
          ).toBeNaN();
        }
        expect(strictAgreement(x, y)).toBe(1);
      }),
      { seed: 6, numRuns: 50 },
    );
    expect(pearson([1, 2, 3], [2, 4, 6])).toBeCloseTo(1, 12);
  });

  it('strict agreement: tied in both is alike, tied in one is not', () => {
    expect(strictAgreement([1, 1, 2], [3, 3, 4])).toBe(1);
    expect(strictAgreement([1, 1, 2], [3, 4, 5])).toBeCloseTo(2 / 3, 12);
    expect(strictAgreement([1, 2], [2, 1])).toBe(0);
  });
});
