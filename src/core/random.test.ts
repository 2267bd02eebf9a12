import { describe, expect, it } from 'vitest';
import { randomInteger, seededRandom, Sfc32 } from './random';

describe('Sfc32', () => {
  it('is uniform on [0, 1): mean 1/2, variance 1/12, each of 20 bins alike', () => {
    const random = seededRandom(42);
    const bins = new Float64Array(20);
    let sum = 0;
    let squares = 0;
    const draws = 200_000;
    for (let i = 0; i < draws; i++) {
      const value = random();
      expect(value >= 0 && value < 1).toBe(true);
      bins[Math.floor(20 * value)]++;
      sum += value;
      squares += value * value;
    }
    expect(sum / draws).toBeCloseTo(0.5, 2);
    expect(squares / draws - (sum / draws) ** 2).toBeCloseTo(1 / 12, 3);
    const chiSquare = bins.reduce(
      (total, each) => total + (each - draws / 20) ** 2 / (draws / 20),
      0,
    );
    // 99.9 % quantile of chi-square with 19 degrees of freedom.
    expect(chiSquare).toBeLessThan(43.8);
  });

  it('gives the same numbers for the same seed, others for another', () => {
    const first = (seed: number) => Array.from({ length: 5 }, seededRandom(seed));
    expect(first(7)).toEqual(first(7));
    expect(first(7)).not.toEqual(first(8));
  });

  it('counts a bootstrap sample with the draws that it would give one by one', () => {
    const members = Int32Array.of(2, 5, 9, 11, 12, 13, 17);
    const counted = new Float64Array(20 * 3);
    const generator = new Sfc32(5);
    generator.countSample(members, counted, 3, 1);
    const random = seededRandom(5);
    const expected = new Float64Array(20 * 3);
    for (let i = 0; i < members.length; i++) {
      expected[members[randomInteger(random, members.length)] * 3 + 1]++;
    }
    expect(counted).toEqual(expected);
    expect(generator.next()).toBe(random());
  });
});
