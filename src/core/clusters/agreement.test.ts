import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { adjustedRandIndex, normalisedMutualInformation } from './agreement';

const labelling = fc.array(fc.integer({ min: -1, max: 4 }), { minLength: 2, maxLength: 40 });
const twoLabellings = labelling.chain((a) =>
  fc.tuple(
    fc.constant(a),
    fc.array(fc.integer({ min: -1, max: 4 }), { minLength: a.length, maxLength: a.length }),
  ),
);

describe('adjusted Rand index', () => {
  test('by hand', () => {
    // Pairs together: 1 in both (0–1); 2 in a; 2 in b; expected 2·2/6, greatest 2.
    expect(adjustedRandIndex([0, 0, 1, 1], [0, 0, 1, 2])).toBeCloseTo(
      (1 - 1 / 3) / (1.5 - 1 / 3),
      12,
    );
    expect(adjustedRandIndex([0, 0, 1, 1], [0, 1, 0, 1])).toBeCloseTo(
      (0 - 2 / 3) / (2 - 2 / 3),
      12,
    );
  });
  test('conventions of scikit-learn', () => {
    expect(adjustedRandIndex([], [])).toBe(1);
    expect(adjustedRandIndex([0, 0, 0], [5, 5, 5])).toBe(1);
    expect(adjustedRandIndex([0, 1, 2], ['a', 'b', 'c'])).toBe(1);
    expect(adjustedRandIndex([0, 0, 0], [0, 1, 2])).toBe(0);
  });
});

describe('normalised mutual information', () => {
  test('by hand', () => {
    // Mutual information ln 2; entropies ln 2 and 1.5 ln 2, mean 1.25 ln 2.
    expect(normalisedMutualInformation([0, 0, 1, 1], [0, 0, 1, 2])).toBeCloseTo(0.8, 12);
    expect(normalisedMutualInformation([0, 0, 1, 1], [0, 1, 0, 1])).toBeCloseTo(0, 12);
  });
  test('one cluster against one is 1, against several 0', () => {
    expect(normalisedMutualInformation([3, 3], ['a', 'a'])).toBe(1);
    expect(normalisedMutualInformation([3, 3], [0, 1])).toBe(0);
  });
});

describe.each([
  ['adjusted Rand index', adjustedRandIndex],
  ['normalised mutual information', normalisedMutualInformation],
])('%s', (_, agreement) => {
  test('is symmetric, 1 with itself under other names, and at most 1', () => {
    fc.assert(
      fc.property(twoLabellings, ([a, b]) => {
        expect(agreement(a, b)).toBeCloseTo(agreement(b, a), 12);
        expect(agreement(a, b)).toBeLessThanOrEqual(1 + 1e-12);
        expect(
          agreement(
            a,
            a.map((label) => `name ${label}`),
          ),
        ).toBeCloseTo(1, 12);
      }),
    );
  });
  test('refuses different lengths', () => {
    expect(() => agreement([0], [0, 1])).toThrow('1 and 2 points');
  });
});
