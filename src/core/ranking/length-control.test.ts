import { describe, expect, it } from 'vitest';
import { referenceBattles } from '../testing/reference-battles';
import { lengthControlledWinRate } from './length-control';

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
