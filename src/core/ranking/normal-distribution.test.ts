import { describe, expect, it } from 'vitest';
import { erfc, normalCdf, normalQuantile, twoSidedZ } from './normal-distribution';

describe('erfc', () => {
  // scipy.special.erfc 1.17.
  it.each([
    [-3, 1.9999779095030015],
    [-0.5, 1.5204998778130465],
    [0, 1],
    [0.1, 0.8875370839817152],
    [1, 0.15729920705028516],
    [1.2, 0.08968602177036462],
    [1.5, 0.03389485352468927],
    [2.5, 0.00040695201744495886],
    [5, 1.5374597944280347e-12],
    [10, 2.0884875837625446e-45],
    [26, 5.663192408856145e-296],
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
