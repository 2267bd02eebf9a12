import { describe, expect, it } from 'vitest';
import { seededRandom } from '../random';
import { exactAgreement, linearKappa, softAgreement } from './judge-agreement';
import type { JudgedPair } from './judge-agreement';
import { alphaOf, coincidences, ordinalAlpha } from './krippendorff-alpha';
import { promptStatistics } from './prompt-statistic';
import { emptyVerdictTable, linearKappaOf, shareWithin } from './verdict-table';

const SETTINGS = { rounds: 300, seed: 1, interval: 0.95 };

describe('verdict tables', () => {
  it('give the shares and the kappa known by hand', () => {
    // scikit-learn: cohen_kappa_score([2, 1, 0, -1, 1, 2], [1, 1, 0, 1, -2, 2], weights="linear")
    const first = [2, 1, 0, -1, 1, 2] as const;
    const second = [1, 1, 0, 1, -2, 2] as const;
    const pairs = first.map((each, i): JudgedPair => ({ first: each, second: second[i] }));
    expect(exactAgreement(pairs)).toBeCloseTo(0.5, 12);
    expect(softAgreement(pairs)).toBeCloseTo(4 / 6, 12);
    // Observed distance 6/6; expected (Σᵢⱼ |i − j|)/36 = 53/36.
    const expected = first.flatMap((a) => second.map((b) => Math.abs(a - b)));
    const sum = expected.reduce<number>((total, each) => total + each, 0);
    expect(linearKappa(pairs)).toBeCloseTo(1 - 1 / (sum / 36), 12);
  });

  it('are undefined without items or without variety', () => {
    expect(shareWithin(emptyVerdictTable(), 1)).toBeNaN();
    const same = emptyVerdictTable();
    same[0] = 4;
    expect(linearKappaOf(same)).toBeNaN();
  });
});

describe('coincidences', () => {
  it('add up over items, and values that do not occur change nothing', () => {
    const items = [[1, 1, 2], [0, 2], [2], [0, 0, 1, 2]];
    const places = new Map([-2, -1, 0, 1, 2].map((value, i) => [value, i]));
    const whole = coincidences(items, places);
    const parts = items.map((item) => coincidences([item], places));
    parts[0].forEach((_, i) =>
      expect(parts.reduce((sum, part) => sum + part[i], 0)).toBeCloseTo(whole[i], 12),
    );
    expect(alphaOf(whole, 5)).toBeCloseTo(ordinalAlpha(items), 12);
  });
});

describe('promptStatistics', () => {
  it('gives the value of all prompts, and an interval that shrinks with the square root', () => {
    const random = seededRandom(3);
    const sums = (n: number) => Array.from({ length: n }, () => [1, random() < 0.3 ? 1 : 0]);
    const width = (n: number) => {
      const rows = sums(n);
      const [found] = promptStatistics(rows, [(t) => t[1] / t[0]], {
        ...SETTINGS,
        rounds: 2000,
      });
      expect(found.value).toBeCloseTo(rows.filter(([, hit]) => hit === 1).length / n, 12);
      return found.interval!.upper - found.interval!.lower;
    };
    // 2·1.96·√(0.21/n)
    expect(width(400)).toBeGreaterThan(0.075);
    expect(width(400)).toBeLessThan(0.105);
    expect(width(1600) / width(400)).toBeGreaterThan(0.4);
    expect(width(1600) / width(400)).toBeLessThan(0.62);
  });

  it('has no interval for one prompt', () => {
    expect(promptStatistics([[2, 1]], [(t) => t[1] / t[0]], SETTINGS)).toEqual([
      { value: 0.5, interval: null },
    ]);
  });
});
