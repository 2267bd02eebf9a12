import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NearestLists } from './nearest-lists';

describe('NearestLists', () => {
  it('keeps the k nearest of any order, equal distances by index', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 30 }), (values) => {
        const lists = new NearestLists(1, 4);
        values.forEach((distance, other) => lists.offer(0, other, distance));
        const expected = values
          .map((distance, index) => ({ distance, index }))
          .sort((a, b) => a.distance - b.distance || a.index - b.index)
          .slice(0, 4);
        const filled = expected.length;
        expect([...lists.indices.subarray(0, filled)]).toEqual(expected.map(({ index }) => index));
        expect([...lists.distances.subarray(0, filled)]).toEqual(
          expected.map(({ distance }) => distance),
        );
        expect(lists.distances.subarray(filled).every((distance) => distance === Infinity)).toBe(
          true,
        );
      }),
    );
  });
});
