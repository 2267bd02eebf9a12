import { describe, expect, it } from 'vitest';
import { seededRandom } from '../random';
import { referenceBattles } from '../testing/reference-battles';
import { indexBattles } from './battle-index';
import { bootstrapFit } from './bootstrap-draws';
import { rankModels } from './rank-models';
import { fitStyle } from './style-fit';
import { styleCovariates } from './style-covariates';
import type { StyleForm } from './style-covariates';

const battles = referenceBattles();
const { index } = indexBattles(battles, { outcomes: 'soft', duplicates: 'keep' });

function covariatesIn(form: StyleForm) {
  return styleCovariates(index, (at) => ({ a: battles[at].styleA, b: battles[at].styleB }), form)
    .covariates;
}

function column(covariates: ReturnType<typeof covariatesIn>, c: number): number[] {
  const columns = covariates.names.length;
  return Array.from({ length: index.count }, (_, row) => covariates.data[row * columns + c]);
}

describe('styleCovariates', () => {
  it('are differences over sums with a standard deviation (ddof 0) of 1, not centred', () => {
    const covariates = covariatesIn('density');
    expect(covariates.names).toEqual(['length', 'headers']);
    const lengths = column(covariates, 0);
    const mean = lengths.reduce((sum, each) => sum + each / lengths.length, 0);
    const variance = lengths.reduce((sum, each) => sum + (each - mean) ** 2 / lengths.length, 0);
    expect(variance).toBeCloseTo(1, 12);
    const { length: a } = battles[0].styleA;
    const { length: b } = battles[0].styleB;
    // 0.28687120426770163: numpy's std of the same column.
    expect(lengths[0]).toBeCloseTo((a - b) / (a + b) / 0.28687120426770163, 12);
  });

  it('by form: densities a token, or raw counts with 1 in the denominator', () => {
    const [a, b] = [battles[0].styleA, battles[0].styleB];
    const density =
      (a.headers / a.length - b.headers / b.length) / (a.headers / a.length + b.headers / b.length);
    expect(column(covariatesIn('density'), 1)[0]).toBeCloseTo(density / 0.6698553655676528, 12);
    const ratio = column(covariatesIn('counts'), 1)[0] / column(covariatesIn('counts'), 1)[1];
    const raw = (at: number) => {
      const [one, other] = [battles[at].styleA.headers, battles[at].styleB.headers];
      return (one - other) / (one + other + 1);
    };
    expect(ratio).toBeCloseTo(raw(0) / raw(1), 12);
  });

  it('count battles of unknown style as equal, and say how many', () => {
    const { covariates, unknown } = styleCovariates(
      index,
      (at) => (at === 0 ? null : { a: battles[at].styleA, b: battles[at].styleB }),
      'density',
    );
    expect(unknown).toBe(1);
    expect(covariates.data[0]).toBe(0);
  });
});

describe('fitStyle', () => {
  // statsmodels 0.15: GLM(y, [models but m0, covariates], Binomial, var_weights=weight).
  it.each([
    [
      'density',
      [0.4893860051709645, -0.6227348501632348, 0.31326251095104085],
      [0.3699203662583163, 0.3407214750845491],
    ],
    [
      'counts',
      [0.4929858197982435, -0.5976229810161905, 0.3095705946896169],
      [0.2842307151440406, 0.29208720892104256],
    ],
  ] as const)('%s: agrees with statsmodels’ GLM', (form, strengths, coefficients) => {
    const baseline = index.models.indexOf('m0');
    const { fit } = bootstrapFit(index, baseline, { rounds: 1, seed: 1, unit: 'prompts' });
    const found = fitStyle(
      index,
      covariatesIn(form),
      baseline,
      new Float64Array(index.prompts.length).fill(1),
      fit,
    );
    expect(found.converged).toBe(true);
    ['m1', 'm2', 'm3'].forEach((model, m) => {
      expect(found.strengths[index.models.indexOf(model)]).toBeCloseTo(strengths[m], 8);
    });
    coefficients.forEach((each, c) => expect(found.coefficients[c]).toBeCloseTo(each, 8));
  });

  it('without a baseline gives the same differences', () => {
    const settings = {
      anchor: 'baseline',
      rounds: 20,
      interval: 0.95,
      seed: 1,
      unit: 'prompts',
      style: { covariates: covariatesIn('density'), prediction: 'equal' },
    } as const;
    const anchored = rankModels(index, { ...settings, baseline: 'm0' });
    const centred = rankModels(index, { ...settings, baseline: null });
    const rating = (ranking: typeof anchored, name: string) =>
      ranking.models.find(({ model }) => model === name)!.rating!;
    expect(rating(centred, 'm1') - rating(centred, 'm2')).toBeCloseTo(
      rating(anchored, 'm1') - rating(anchored, 'm2'),
      6,
    );
  });
});

describe('a ranking with style control', () => {
  // Every answer of `long` is three times as long, and length alone wins: at equal style it is equal.
  const random = seededRandom(4);
  const biased = Array.from({ length: 4000 }, (_, i) => {
    const factor = i % 2 === 0 ? 3 : 1;
    const [a, b] = [factor * (100 + 200 * random()), 100 + 200 * random()];
    const wins = random() < 1 / (1 + Math.exp((-2 * (a - b)) / (a + b))) ? 1 : 0;
    const style = (length: number) => ({ length, headers: 0, lists: 0, bold: 0 });
    return {
      promptId: `p${i >> 1}`,
      modelA: i % 2 === 0 ? 'long' : 'short',
      modelB: 'base',
      outcome: wins,
      weight: 1,
      styleA: style(a),
      styleB: style(b),
    };
  });
  const biasedIndex = indexBattles(biased, { outcomes: 'soft', duplicates: 'keep' }).index;
  const { covariates } = styleCovariates(
    biasedIndex,
    (at) => ({ a: biased[at].styleA, b: biased[at].styleB }),
    'density',
  );
  const rank = (prediction: 'equal' | 'poolAverage' | null, unit: 'prompts' | 'rows' = 'prompts') =>
    rankModels(biasedIndex, {
      baseline: 'base',
      anchor: 'baseline',
      rounds: 60,
      interval: 0.95,
      seed: 1,
      unit,
      ...(prediction && { style: { covariates, prediction } }),
    });
  const rate = (ranking: ReturnType<typeof rank>, name: string) =>
    ranking.models.find(({ model }) => model === name)!.winRate!;

  it('takes back what length won, and gives its coefficient with an interval', () => {
    expect(rate(rank(null), 'long')).toBeGreaterThan(68);
    const equal = rank('equal');
    expect(rate(equal, 'long')).toBeGreaterThan(44);
    expect(rate(equal, 'long')).toBeLessThan(56);
    expect(rate(equal, 'short')).toBeGreaterThan(46);
    expect(rate(equal, 'short')).toBeLessThan(54);
    const [length] = equal.style;
    expect(length.name).toBe('length');
    expect(length.lower!).toBeLessThan(length.estimate);
    expect(length.upper!).toBeGreaterThan(length.estimate);
    // Simulated: 2 log-odds a unit of (a − b)/(a + b), here a standard deviation of it.
    const contrast = biased.map(
      ({ styleA, styleB }) => (styleA.length - styleB.length) / (styleA.length + styleB.length),
    );
    const mean = contrast.reduce((sum, each) => sum + each / contrast.length, 0);
    const deviation = Math.sqrt(
      contrast.reduce((sum, each) => sum + (each - mean) ** 2 / contrast.length, 0),
    );
    expect(length.lower!).toBeLessThan(2 * deviation);
    expect(length.upper!).toBeGreaterThan(2 * deviation);
  });

  it('at the pool’s average style lies above equal style, where answers are longer than the baseline’s', () => {
    expect(rate(rank('poolAverage'), 'short')).toBeGreaterThan(rate(rank('equal'), 'short') + 3);
    expect(rate(rank('poolAverage'), 'base')).toBe(50);
  });

  it('works with the row bootstrap too', () => {
    const [prompts, rows] = [rank('equal'), rank('equal', 'rows')];
    expect(rate(rows, 'long')).toBeCloseTo(rate(prompts, 'long'), 6);
    const width = (ranking: typeof rows) => ranking.style[0].upper! - ranking.style[0].lower!;
    expect(width(rows) / width(prompts)).toBeGreaterThan(0.6);
    expect(width(rows) / width(prompts)).toBeLessThan(1.7);
  });
});
