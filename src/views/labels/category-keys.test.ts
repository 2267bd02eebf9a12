import fc from 'fast-check';
import { expect, it } from 'vitest';
import { categoryKeys } from './category-keys';

it('takes one key up to nine categories, then two for the last ones', () => {
  expect(categoryKeys(9)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9']);
  expect(categoryKeys(13)).toEqual([...'12345678', '91', '92', '93', '94', '95']);
  expect(categoryKeys(23).filter((code) => code.length === 1)).toHaveLength(7);
  expect(categoryKeys(81).every((code) => code.length === 2)).toBe(true);
  expect(categoryKeys(82).at(-1)).toBe('');
});

it('gives each category a code that no other begins with', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 81 }), (count) => {
      const codes = categoryKeys(count);
      expect(codes).toHaveLength(count);
      const clash = codes.find((a) => codes.some((b) => a !== b && b.startsWith(a)));
      expect(clash).toBeUndefined();
      expect(new Set(codes).size).toBe(count);
    }),
    { seed: 2, numRuns: 82 },
  );
});
