import { expect, it } from 'vitest';
import { binned } from './histogram-bins';

it('counts every value once, ends included, and leaves NaN out', () => {
  const { counts } = binned([0, 0.5, 1, 1.99, 2, 4, 9, -1, NaN], 0, 4, 4);
  expect([...counts]).toEqual([3, 2, 1, 2]);
  expect([...binned([0, 0], 0, 0, 3).counts]).toEqual([2, 0, 0]);
});
