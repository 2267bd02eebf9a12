import { describe, expect, it } from 'vitest';
import { seededRandom } from '../random';
import { coverage, trueWinRates } from '../testing/calibration';
import { referenceBattles } from '../testing/reference-battles';
import { simulateBattles } from '../testing/simulated-battles';
import { indexBattles } from './battle-index';
import { benjaminiHochberg, holm } from './multiple-testing';
import { isSeparatedByDifference, pairwiseDifferences } from './pairwise-differences';
import { percentileInterval, quantileSorted } from './quantile';
import { arenaRanks, competitionRanks, rankIntervals } from './rank-intervals';
import { sandwichRatings } from './sandwich';
import { bootstrapFit, drawsOf } from './bootstrap-draws';
import { POINTS_PER_LOGIT } from './bradley-terry';
import { separability } from './separability';
import { meanAndDeviation } from './quantile';
import { wilsonInterval } from './win-rate';

describe('quantiles', () => {
  it('are linear between order statistics, as numpy’s', () => {
    const sorted = [1, 2, 4, 8];
    // numpy.quantile([1, 2, 4, 8], …), to 1e-12.
    const expected = [1, 1.3, 3, 7.4, 8];
    [0, 0.1, 0.5, 0.95, 1].forEach((p, i) => {
      expect(quantileSorted(sorted, p)).toBeCloseTo(expected[i], 12);
    });
    expect(quantileSorted([], 0.5)).toBeNaN();
  });

  it('leave out undefined rounds, and withhold an interval above 5 % of them', () => {
    const draws = Float64Array.from({ length: 100 }, (_, i) => (i < 5 ? NaN : i));
    expect(percentileInterval(draws, 0.5)).toEqual({ lower: 28.5, upper: 75.5 });
    draws[5] = NaN;
    expect(percentileInterval(draws, 0.5)).toBeNull();
  });
});

describe('multiple testing', () => {
  // R: p.adjust(c(0.01, 0.04, 0.03, 0.5), 'holm') and 'BH'.
  it('agrees with R’s p.adjust', () => {
    const p = [0.01, 0.04, 0.03, 0.5];
    expect([...holm(p)].map((each) => each.toFixed(6))).toEqual([
      '0.040000',
      '0.090000',
      '0.090000',
      '0.500000',
    ]);
    expect([...benjaminiHochberg(p)].map((each) => each.toFixed(6))).toEqual([
      '0.040000',
      '0.053333',
      '0.053333',
      '0.500000',
    ]);
  });
});

describe('separability', () => {
  it('counts touching bounds as separated, each pair once, and points at one place not', () => {
    const bounds = [
      { lower: 0, upper: 1 },
      { lower: 1, upper: 2 },
      { lower: 1.5, upper: 3 },
    ];
    expect(separability(bounds)).toBeCloseTo(2 / 3, 12);
    expect(
      separability([
        { lower: 1, upper: 1 },
        { lower: 1, upper: 1 },
      ]),
    ).toBe(0);
    expect(
      separability([
        { lower: 0, upper: 2 },
        { lower: 1, upper: 1 },
      ]),
    ).toBe(0);
    expect(separability([null, { lower: 1, upper: 1 }])).toBe(0);
    expect(separability([{ lower: 1, upper: 1 }])).toBeNaN();
    // The same point but for the last digit.
    expect(
      separability([
        { lower: 0.3, upper: 0.3 },
        { lower: 0.1 + 0.2, upper: 0.1 + 0.2 },
      ]),
    ).toBe(0);
  });

  it('forgives the last digit of a lattice', () => {
    expect(
      separability([
        { lower: 0, upper: 0.1 + 0.2 },
        { lower: 0.3, upper: 1 },
      ]),
    ).toBe(1);
  });
});

describe('ranks', () => {
  it('are competition ranks, ties within 1e-9', () => {
    expect([...competitionRanks([3, 1, 3 + 1e-12, 2, NaN])]).toEqual([1, 4, 1, 3, 0]);
  });

  it('of Chatbot Arena count the models surely above', () => {
    const bounds = [
      { lower: 5, upper: 6 },
      { lower: 3, upper: 5.5 },
      { lower: 1, upper: 2 },
    ];
    expect([...arenaRanks(bounds)]).toEqual([1, 1, 3]);
  });

  it('have intervals that hold the true rank of all models at once in 95 % of data sets', () => {
    const random = seededRandom(5);
    const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const truth = [0, 0, 0.1, 0.2, 3, 5];
    const trueLowest = truth.map((own) => 1 + truth.filter((each) => each > own).length);
    const trueHighest = truth.map((own) => truth.filter((each) => each >= own).length);
    let held = 0;
    const sets = 400;
    const rounds = 300;
    for (let set = 0; set < sets; set++) {
      const scores = Float64Array.from(truth, (each) => each + 0.5 * normal());
      const data = Float64Array.from(
        { length: truth.length * rounds },
        (_, at) => scores[Math.floor(at / rounds)] + 0.5 * normal(),
      );
      const draws = { rounds, models: truth.length, data };
      const ranks = rankIntervals(draws, pairwiseDifferences(draws, scores, 0.95), 0.95);
      if (ranks.every((rank, m) => rank!.lower <= trueLowest[m] && trueHighest[m] <= rank!.upper))
        held++;
    }
    expect(held / sets).toBeGreaterThan(0.93);
  });
});

describe('isSeparatedByDifference', () => {
  const pair = { first: 0, second: 1, deviation: 1, pValue: 1, pHolm: 1, pBenjaminiHochberg: 1 };

  it('counts an interval that touches 0 as leaving it out, but not a difference of 0', () => {
    expect(isSeparatedByDifference({ ...pair, difference: 3, lower: -1e-12, upper: 5 })).toBe(true);
    expect(isSeparatedByDifference({ ...pair, difference: -3, lower: -5, upper: 0 })).toBe(true);
    expect(isSeparatedByDifference({ ...pair, difference: 3, lower: -0.1, upper: 5 })).toBe(false);
    expect(isSeparatedByDifference({ ...pair, difference: 0, lower: 0, upper: 0 })).toBe(false);
    expect(isSeparatedByDifference({ ...pair, difference: 3, lower: NaN, upper: NaN })).toBe(false);
  });
});

describe('pairwise differences', () => {
  it('cancel what two models share, and see a baseline without variance', () => {
    const shared = [0, 10, -10, 5, -5, 3];
    const data = Float64Array.of(
      ...shared.map((each) => 50 + each),
      ...shared.map((each, round) => 52 + each + 0.1 * (round % 2)),
      ...shared.map(() => 51),
    );
    const found = pairwiseDifferences(
      { rounds: 6, models: 3, data },
      Float64Array.of(50, 52, 51),
      0.95,
    );
    expect(found[0]).toMatchObject({ first: 0, second: 1, difference: -2 });
    expect(found[0].upper).toBeLessThan(-1.9);
    expect(found[0].pValue).toBeLessThan(1e-10);
    expect(found[1].lower).toBeLessThan(0);
    expect(found[1].upper).toBeGreaterThan(0);
    expect(found[1].deviation).toBeCloseTo(
      meanAndDeviation(Float64Array.from(shared)).deviation,
      10,
    );
  });
});

describe('sandwich', () => {
  const battles = simulateBattles(
    {
      prompts: 400,
      strengths: [0, -1, 0.5, 1.5],
      promptEffect: 1.5,
      design: 'pairs',
      games: 2,
      ties: 0.1,
    },
    seededRandom(8),
  );
  const { index } = indexBattles(battles, { outcomes: 'soft', duplicates: 'keep' });
  const common = { interval: 0.95, ridge: 0 } as const;

  it.each([
    [true, 'prompts'],
    [false, 'rows'],
  ] as const)('clustered %s agrees with the bootstrap over %s', (clustered, unit) => {
    const rated = sandwichRatings(index, {
      ...common,
      clustered,
      baseline: 'm0',
      anchor: 'baseline',
    });
    const { strengthDraws } = bootstrapFit(index, 0, { rounds: 2000, seed: 1, unit });
    rated.forEach(({ model, standardError }, m) => {
      const { deviation } = meanAndDeviation(drawsOf(strengthDraws, m));
      if (model === 'm0') expect(standardError).toBe(0);
      else expect(standardError / (POINTS_PER_LOGIT * deviation)).toBeCloseTo(1, 0.9);
    });
  });

  // statsmodels 0.15: GLM(y, models but m0, Binomial, var_weights=weight), cov_type HC0; and cluster
  // by prompt without its own correction, times √(30/29). In log-odds.
  it.each([
    [false, [0.29697786566755974, 0.31814419679303785, 0.2910455846150237]],
    [true, [0.32301253401889096, 0.29807274383275545, 0.2725191113225854]],
  ] as const)('clustered %s agrees with statsmodels', (clustered, errors) => {
    const reference = indexBattles(referenceBattles(), { outcomes: 'soft', duplicates: 'keep' });
    const rated = sandwichRatings(reference.index, {
      ...common,
      clustered,
      baseline: 'm0',
      anchor: 'baseline',
    });
    const strengths = [0.38420096240260515, -0.55774136331468, 0.16307617278201117];
    ['m1', 'm2', 'm3'].forEach((name, m) => {
      const found = rated.find(({ model }) => model === name)!;
      expect((found.rating - 1000) / POINTS_PER_LOGIT).toBeCloseTo(strengths[m], 8);
      expect(found.standardError / POINTS_PER_LOGIT).toBeCloseTo(errors[m], 8);
      expect(found.upper - found.rating).toBeCloseTo(1.959963984540054 * found.standardError, 6);
    });
  });

  it('of a model that never lost stays finite, and is marked', () => {
    const top = Array.from({ length: 9 }, (_, p) => ({
      promptId: `p${p}`,
      modelA: 'top',
      modelB: 'm0',
      outcome: 1,
      weight: 1,
    }));
    const all = indexBattles([...battles, ...top], { outcomes: 'soft', duplicates: 'keep' });
    for (const baseline of ['m0', null]) {
      const rated = sandwichRatings(all.index, {
        ...common,
        clustered: true,
        baseline,
        anchor: baseline ? 'baseline' : 'mean',
      });
      expect(rated.filter(({ smoothed }) => smoothed).map(({ model }) => model)).toEqual(['top']);
      for (const { lower, upper } of rated) expect(Number.isFinite(upper - lower)).toBe(true);
    }
  });

  it('depends on the anchor, and centres on it', () => {
    const rated = sandwichRatings(index, {
      ...common,
      clustered: true,
      baseline: 'm0',
      anchor: 'mean',
    });
    expect(rated.reduce((sum, { rating }) => sum + rating / 4, 0)).toBeCloseTo(1000, 8);
    expect(rated[0].standardError).toBeGreaterThan(0);
  });
});

describe('Wilson’s interval', () => {
  // R: prop.test(1, 50, correct = FALSE)$conf.int
  it('agrees with R’s prop.test', () => {
    const { lower, upper } = wilsonInterval(0.02, 50, 1.959963984540054);
    expect(lower).toBeCloseTo(0.003539259, 8);
    expect(upper).toBeCloseTo(0.1049544, 6);
  });
});

describe('calibration (small; the large one is bench/calibration.ts)', () => {
  const simulation = {
    prompts: 100,
    strengths: [0, -2, 0.5, 2],
    promptEffect: 2,
    design: 'star',
    games: 2,
    ties: 0.1,
  } as const;
  const truth = trueWinRates(simulation, 7);

  it('the prompt bootstrap covers, the row bootstrap falls short', () => {
    const settings = { dataSets: 150, rounds: 200, seed: 3 };
    const prompts = coverage(simulation, truth, { ...settings, unit: 'prompts' });
    const rows = coverage(simulation, truth, { ...settings, unit: 'rows' });
    expect(prompts).toBeGreaterThan(0.92);
    expect(prompts).toBeLessThan(0.98);
    expect(rows).toBeLessThan(0.91);
  });
});
