import { expect, test } from 'vitest';
import { mergeClusters, replaceByParts } from './relabel';
import { successor } from './successor';

const before = Int32Array.of(0, 0, 1, 1, 1, 2, -1);

test('follows most of the members', () => {
  const after = Int32Array.of(1, 1, 0, 0, 2, -1, 0, 0);
  expect([-1, 0, 1, 2, 3].map((each) => successor(each, before, after))).toEqual([
    -1, 1, 0, -1, -1,
  ]);
});

test('ties go to the lower label', () => {
  expect(successor(0, before, Int32Array.of(4, 2, 0, 0, 0, 0, 0))).toBe(2);
});

test('finds merged and split clusters again, and the way back', () => {
  const merged = mergeClusters(before, 3, [0, 2]).labels;
  expect([0, 1, 2].map((each) => successor(each, before, merged))).toEqual([0, 1, 0]);
  const split = replaceByParts(before, 3, Int32Array.of(2, 3, 4), Int32Array.of(0, 1, 1)).labels;
  expect(successor(1, before, split)).toBe(3);
  expect(successor(3, split, before)).toBe(1);
});
