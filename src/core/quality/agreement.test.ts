import { describe, expect, it } from 'vitest';
import { agreement, strictRuleAgreement } from './agreement';
import type { ScoredInterval } from './agreement';

const at = (score: number, half = 1): ScoredInterval => ({
  score,
  lower: score - half,
  upper: score + half,
});

describe('agreement with confidence', () => {
  it('counts +1, 0 and −1 over the pairs that the reference separates, by hand', () => {
    // Reference: a < b < c, all apart. Benchmark: a < b apart, b and c overlap, a above c.
    const reference = [at(0), at(10), at(20)];
    const benchmark = [at(0), at(10), at(9)];
    // a–b +1, a–c +1, b–c 0.
    const found = agreement(benchmark, reference);
    expect(found.referencePairs).toBe(3);
    expect(found.signed).toBeCloseTo(2 / 3, 12);
    expect(found.half).toBeCloseTo(5 / 6, 12);
    // Turned round: −1 for two pairs.
    const turned = benchmark.map(({ score }) => at(-score));
    expect(agreement(turned, reference).signed).toBeCloseTo(-2 / 3, 12);
    expect(agreement(turned, reference).half).toBeCloseTo(1 / 6, 12);
  });

  it('leaves out pairs that the reference does not separate; NaN for none', () => {
    expect(agreement([at(0), at(10)], [at(0), at(1)])).toEqual({
      referencePairs: 0,
      signed: NaN,
      half: NaN,
    });
  });

  it('by the published rule takes a point inside an interval as separated, by the strict rule not', () => {
    const point = { score: 50, lower: 50, upper: 50 };
    const reference = [at(0), at(10)];
    const benchmark = [{ score: 50.5, lower: 49, upper: 52 }, point];
    // Ordered by lower bound: 49 below 50, as the reference says.
    expect(agreement(benchmark, reference).signed).toBe(1);
    expect(strictRuleAgreement(benchmark, reference).signed).toBe(0);
  });

  it('by the published rule orders by lower bound, by the strict rule by score', () => {
    const benchmark = [
      { score: 5, lower: 0, upper: 5 },
      { score: 6, lower: 5, upper: 9 },
    ];
    const reference = [at(0), at(10)];
    expect(agreement(benchmark, reference).signed).toBe(1);
    expect(strictRuleAgreement(benchmark, reference).signed).toBe(1);
  });
});
