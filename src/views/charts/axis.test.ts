import { describe, expect, test } from 'vitest';
import { axis, extentOf } from './axis';
import { toneOf } from './interval-row';

describe('an axis', () => {
  test('runs from 0 to 1 over its domain, and stops there', () => {
    const { share, ticks, domain } = axis([3, 97], 5, true);
    expect(domain).toEqual([0, 100]);
    expect(ticks).toEqual([0, 20, 40, 60, 80, 100]);
    expect([-5, 0, 50, 100, 140].map(share)).toEqual([0, 0, 0.5, 1, 1]);
  });

  test('of one value puts it in the middle', () => {
    expect(axis([4, 4]).share(4)).toBe(0.5);
  });
});

test('the extent leaves out what is no number', () => {
  expect(extentOf([2, null, NaN, -1], [5])).toEqual([-1, 5]);
  expect(extentOf([null])).toEqual([0, 1]);
});

test('colour tells only an interval that excludes the reference', () => {
  expect(toneOf(51, 60, 50)).toBe('above');
  expect(toneOf(40, 49, 50)).toBe('below');
  expect(toneOf(50, 60, 50)).toBe('plain');
  expect(toneOf(null, 60, 50)).toBe('plain');
});
