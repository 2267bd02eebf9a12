import { expect, it } from 'vitest';
import { figureValue, parseInterval } from './printed-figure';

it.each([
  ['1,286', 1286],
  ['1,286,000.5', 1286000.5],
  ['1 286', 1286],
  ['87.4%', 87.4],
  ['−3.5 %', -3.5],
  ['1e3', 1000],
  ['12,5', NaN],
  ['1,28', NaN],
  ['n/a', NaN],
  [' ', null],
])('figure %j is %d', (score, figure) => {
  expect(figureValue({ score }, 'score')).toBe(figure);
});

it.each([
  ['(-1.8, +1.6)', 1200, [1198.2, 1201.6]],
  ['(−1.8, 1.6)', 1200, [1198.2, 1201.6]],
  ['+4/-3', 1200, [1197, 1204]],
  ['±4', 1200, [1196, 1204]],
  ['+/- 4%', 50, [46, 54]],
  ['(0.0, 0.0)', 50, [50, 50]],
  ['1110-1126', 1118, [1110, 1126]],
  ['1,110 – 1,126', 1118, [1110, 1126]],
  ['1,110 to 1,126', 1118, [1110, 1126]],
  ['-5 - -3', -4, [-5, -3]],
  ['[80, 84]', 82, [80, 84]],
  ['(110,126)', 118, [110, 126]],
  ['(0, 2)', 1, [0, 2]],
  ['1 (of 3)', 1, null],
  ['wide', 1, null],
] as const)('interval %j around %d is %j', (text, score, bounds) => {
  expect(parseInterval(text, score)).toEqual(bounds);
});
