import { expect, test } from 'vitest';
import { randomNormal, seededRandom } from '../random';
import { spearman } from './rank-correlation';
import { spearmanInterval } from './spearman-interval';

test('by hand: ρ 0.6 of 30, z 0.6931 ± 1.96·√(1.06/27)', () => {
  const { lower, upper } = spearmanInterval(0.6, 30, 0.95)!;
  expect(lower).toBeCloseTo(Math.tanh(Math.log(2) - 1.959964 * Math.sqrt(1.06 / 27)), 5);
  expect(upper).toBeCloseTo(Math.tanh(Math.log(2) + 1.959964 * Math.sqrt(1.06 / 27)), 5);
});

test('none where there is too little, or no spread', () => {
  expect(spearmanInterval(0.5, 3, 0.95)).toBeNull();
  expect(spearmanInterval(1, 30, 0.95)).toBeNull();
  expect(spearmanInterval(NaN, 30, 0.95)).toBeNull();
});

test('covers the truth of a normal pair in about 95 of 100', () => {
  const random = seededRandom(5);
  const correlation = 0.5;
  const truth = (6 / Math.PI) * Math.asin(correlation / 2);
  let covered = 0;
  for (let set = 0; set < 2000; set++) {
    const pairs = Array.from({ length: 25 }, () => {
      const x = randomNormal(random);
      return [x, correlation * x + Math.sqrt(1 - correlation ** 2) * randomNormal(random)];
    });
    const rho = spearman(
      pairs.map(([x]) => x),
      pairs.map(([, y]) => y),
    );
    const range = spearmanInterval(rho, pairs.length, 0.95)!;
    if (range.lower <= truth && truth <= range.upper) covered++;
  }
  expect(covered / 2000).toBeGreaterThan(0.93);
  expect(covered / 2000).toBeLessThan(0.97);
});
