import { describe, expect, it } from 'vitest';
import { referenceBattles } from '../testing/reference-battles';
import { indexBattles } from './battle-index';
import { lengthControlledWinRate } from './length-control';
import { lengthControlledRates } from './length-controlled-rates';

// m1 against m0, unweighted.
const own = referenceBattles().filter(({ modelA, modelB }) => modelA === 'm0' && modelB === 'm1');
const preference = Float64Array.from(own, ({ outcome }) => 1 - outcome);
const lengthDifference = Float64Array.from(
  own,
  ({ styleA, styleB }) => styleB.length - styleA.length,
);

describe('lengthControlledWinRate', () => {
  // statsmodels 0.15: GLM(preference, [1, tanh(d/std(d)), difficulty], Binomial).
  it('agrees with statsmodels’ GLM', () => {
    const found = lengthControlledWinRate({ preference, lengthDifference, difficulty: null });
    expect(found.strength).toBeCloseTo(0.310941341912839, 9);
    expect(found.lengthCoefficient).toBeCloseTo(0.47733974974773774, 9);
    expect(found.winRate).toBeCloseTo(57.71150153694698, 8);
    expect(found).toMatchObject({ converged: true, difficultyCoefficient: null });
  });

  it('with the instructions’ difficulty too', () => {
    const n = own.length;
    const difficulty = Float64Array.from({ length: n }, (_, i) => -1 + (2 * i) / (n - 1));
    const found = lengthControlledWinRate({ preference, lengthDifference, difficulty });
    expect(found.difficultyCoefficient).toBeCloseTo(-0.9515245555709876, 8);
    expect(found.lengthCoefficient).toBeCloseTo(0.4835925082412031, 8);
    expect(found.winRate).toBeCloseTo(57.63522506953498, 7);
  });

  it('is the plain mean where lengths never differ', () => {
    const found = lengthControlledWinRate({
      preference: Float64Array.of(1, 0, 1, 0.5),
      lengthDifference: new Float64Array(4),
      difficulty: null,
    });
    expect(found.winRate).toBeCloseTo(62.5, 9);
    expect(found.lengthCoefficient).toBe(0);
  });

  it('says when there is no finite maximum, and refuses a single battle', () => {
    const found = lengthControlledWinRate({
      preference: Float64Array.of(1, 1, 1),
      lengthDifference: Float64Array.of(1, 2, 3),
      difficulty: null,
    });
    expect(found.converged).toBe(false);
    expect(() =>
      lengthControlledWinRate({
        preference: Float64Array.of(1),
        lengthDifference: Float64Array.of(1),
        difficulty: null,
      }),
    ).toThrow('at least two battles');
  });
});

describe('lengthControlledRates', () => {
  const battles = referenceBattles();
  const { index } = indexBattles(battles, { outcomes: 'soft', duplicates: 'keep' });
  const settings = { baseline: 'm0', rounds: 200, interval: 0.95, seed: 1 } as const;
  const rates = lengthControlledRates(
    index,
    (at) => ({ a: battles[at].styleA, b: battles[at].styleB }),
    settings,
  );

  it('are those of each model alone, with an interval that holds them', () => {
    expect(rates.map(({ model }) => model).sort()).toEqual(['m1', 'm2', 'm3']);
    const m1 = rates.find(({ model }) => model === 'm1')!;
    expect(m1.winRate).toBeCloseTo(57.71150153694698, 8);
    expect(m1.battles).toBe(21);
    expect(m1.plain).toBeCloseTo((100 * preference.reduce((a, b) => a + b, 0)) / 21, 9);
    expect(m1.interval!.lower).toBeLessThan(m1.winRate);
    expect(m1.interval!.upper).toBeGreaterThan(m1.winRate);
  });

  it('have a bootstrap error like the sandwich error of the fit', () => {
    // statsmodels 0.15: HC0 error of the intercept on the same 21 battles times p(1 − p), percent.
    const m1 = rates.find(({ model }) => model === 'm1')!;
    const error = (m1.interval!.upper - m1.interval!.lower) / 2 / 1.96;
    expect(error / 8.458259591878337).toBeGreaterThan(0.8);
    expect(error / 8.458259591878337).toBeLessThan(1.4);
  });

  it('weights are counts: a battle that counts twice is two battles', () => {
    const weight = preference.map((_, i) => 1 + (i % 2));
    const twice = (values: Float64Array) =>
      Float64Array.from([...values].flatMap((value, i) => (i % 2 ? [value, value] : [value])));
    const lengthDeviation = 150;
    const weighted = lengthControlledWinRate({
      preference,
      lengthDifference,
      difficulty: null,
      weight,
      lengthDeviation,
    });
    const copied = lengthControlledWinRate({
      preference: twice(preference),
      lengthDifference: twice(lengthDifference),
      difficulty: null,
      lengthDeviation,
    });
    expect(weighted.winRate).toBeCloseTo(copied.winRate, 9);
    expect(weighted.lengthCoefficient).toBeCloseTo(copied.lengthCoefficient, 9);
  });

  it('leave out models whose lengths are not known', () => {
    expect(lengthControlledRates(index, () => null, settings)).toEqual([]);
  });
});
