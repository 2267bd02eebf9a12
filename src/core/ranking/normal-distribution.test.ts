import { describe, expect, it } from 'vitest';
import { erfc, normalCdf, normalQuantile, twoSidedZ } from './normal-distribution';

describe('erfc', () => {
  // Wolfram Language, 20 digits.
  it.each([
    [-3, 1.9999779095030014146],
    [-0.5, 1.5204998778130465377],
    [0, 1],
    [0.1, 0.88753708398171510159],
    [1, 0.15729920705028513066],
    [1.2, 0.089686021770364619762],
    [1.5, 0.033894853524689272933],
    [2.5, 0.00040695201744495893956],
    [5, 1.5374597944280348502e-12],
    [10, 2.088487583762544757e-45],
    [26, 5.6631924088561428465e-296],
  ])('erfc(%d)', (x, expected) => {
    expect(Math.abs(erfc(x) / expected - 1)).toBeLessThan(1e-14);
  });

  it('underflows to 0 and 2, and keeps NaN', () => {
    expect([erfc(40), erfc(-40), erfc(NaN)]).toEqual([0, 2, NaN]);
  });
});

describe('normal distribution', () => {
  it('knows the quantiles of the tables', () => {
    expect(twoSidedZ(0.95)).toBeCloseTo(1.959963984540054, 12);
    expect(twoSidedZ(0.8)).toBeCloseTo(1.2815515655446004, 12);
    expect(normalQuantile(1e-10)).toBeCloseTo(-6.361340902404056, 10);
  });

  it('quantile and distribution function undo each other', () => {
    for (let p = 0.001; p < 1; p += 0.037) expect(normalCdf(normalQuantile(p))).toBeCloseTo(p, 14);
  });

  it.each([0, 1, -1, NaN])('refuses the probability %d', (p) => {
    expect(() => normalQuantile(p)).toThrow('between 0 and 1');
  });
});
