import { describe, expect, it } from 'vitest';
import { seededRandom } from '../random';
import { planSamples } from './minimum-samples';
import { separability } from './separability';

const random = seededRandom(11);
const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
const Z = 1.959963984540054;
const ROUNDS = 400;

/** Scores with error 10/√prompts around the truth, and their bootstrap. */
function observed(truth: readonly number[], prompts: number) {
  const error = 10 / Math.sqrt(prompts);
  const scores = Float64Array.from(truth, (each) => each + error * normal());
  const data = Float64Array.from(
    { length: truth.length * ROUNDS },
    (_, at) => scores[Math.floor(at / ROUNDS)] + error * normal(),
  );
  const draws = { rounds: ROUNDS, models: truth.length, data };
  return { scores, draws, prompts, interval: 0.95, error };
}

describe('planSamples', () => {
  it('at the prompts there are expects about the separability that is seen', () => {
    const truth = Array.from({ length: 15 }, (_, i) => i * 0.5);
    const input = observed(truth, 200);
    const seen = separability(
      Array.from(input.scores, (score) => ({
        lower: score - Z * input.error,
        upper: score + Z * input.error,
      })),
    );
    expect(Math.abs(planSamples(input).separabilityAt(200) - seen)).toBeLessThan(0.1);
  });

  it('is nearer to what four times the prompts show than unshrunk gaps are, over many sets', () => {
    let shrunkBias = 0;
    let plainBias = 0;
    const sets = 24;
    for (let set = 0; set < sets; set++) {
      const truth = Array.from({ length: 12 }, () => 1.2 * normal());
      const input = observed(truth, 100);
      const later = observed(truth, 400);
      const interval = (score: number, error: number) => ({
        lower: score - Z * error,
        upper: score + Z * error,
      });
      const found = separability(Array.from(later.scores, (each) => interval(each, later.error)));
      const plain = separability(Array.from(input.scores, (each) => interval(each, later.error)));
      shrunkBias += (planSamples(input).separabilityAt(400) - found) / sets;
      plainBias += (plain - found) / sets;
    }
    expect(plainBias).toBeGreaterThan(0.03);
    expect(Math.abs(shrunkBias)).toBeLessThan(0.6 * plainBias);
  });

  it('finds the prompts for a pair by hand where the models are far apart', () => {
    // Two clusters of models 12 apart, error 1: the gap is known well, so 0.8 = P(gap > 1.96·d at N)
    // needs d = gap/(1.96 + 0.8416), and d² = 2·10²/N.
    const plan = planSamples(observed([0, 0, 0, 0, 12, 12, 12, 12], 100));
    const needed = plan.promptsForPair(0, 4)!;
    const expected = 200 / (12 / (Z + 0.8416)) ** 2;
    expect(needed / expected).toBeGreaterThan(0.75);
    expect(needed / expected).toBeLessThan(1.35);
  });

  it('answers never for models that are the same', () => {
    const scores = new Float64Array(4).fill(50);
    const data = Float64Array.from({ length: 4 * ROUNDS }, () => 50 + normal());
    const plan = planSamples({
      scores,
      draws: { rounds: ROUNDS, models: 4, data },
      prompts: 100,
      interval: 0.95,
    });
    expect(plan.promptsForPair(0, 1)).toBeNull();
    expect(plan.promptsForSeparability(0.8)).toBeNull();
  });

  it('grows with the prompts, and leaves out models without a score', () => {
    const input = observed([0, 1, 2, 3, 5, 8], 100);
    const plan = planSamples({
      ...input,
      scores: Float64Array.from(input.scores, (each, m) => (m === 2 ? NaN : each)),
    });
    const shares = [25, 50, 100, 200, 400, 1600].map((at) => plan.separabilityAt(at));
    shares.slice(1).forEach((each, i) => expect(each).toBeGreaterThanOrEqual(shares[i] - 1e-9));
    const enough = plan.promptsForSeparability(0.6)!;
    expect(plan.separabilityAt(enough)).toBeGreaterThanOrEqual(0.6);
    expect(plan.separabilityAt(0.97 * enough)).toBeLessThan(0.6);
  });

  it('sees gaps that are fine against the range of many models', () => {
    // 100 models in steps of 6 with errors 2.5: with a grid of 100 points over all of them the gap of
    // neighbours came out as 0 or as a whole step of 6, one as wrong as the other.
    const count = 100;
    const scores = Float64Array.from({ length: count }, (_, m) => 6 * m);
    const data = Float64Array.from({ length: count * ROUNDS }, (_, at) => {
      return scores[Math.floor(at / ROUNDS)] + 2.5 * normal();
    });
    const draws = { rounds: ROUNDS, models: count, data };
    const plan = planSamples({ scores, draws, prompts: 500, interval: 0.95 });
    // Were each gap just 6: d = 6/(1.96 + 0.84) and d² = 2·2.5²·500/N. Shrunk ones need more.
    const unshrunk = (2 * 2.5 ** 2 * 500) / (6 / (Z + 0.8416)) ** 2;
    for (const first of [20, 50, 77]) {
      const needed = plan.promptsForPair(first, first + 1);
      expect(needed).toBeGreaterThan(unshrunk);
      expect(needed).toBeLessThan(8 * unshrunk);
    }
  });

  it('takes errors that are given in place of what the draws show', () => {
    const input = observed([0, 0, 0, 0, 12], 100);
    const constant = input.draws.data.map((each, at) => (at < 4 * ROUNDS ? each : 12));
    const draws = { ...input.draws, data: constant };
    const errors = Float64Array.from(input.scores, (_, m) => (m === 4 ? 6 : NaN));
    const trusting = planSamples({ ...input, draws });
    const careful = planSamples({ ...input, draws, errors });
    expect(trusting.promptsForPair(0, 4)).toBeLessThan(20);
    expect(careful.promptsForPair(0, 4) ?? Infinity).toBeGreaterThan(100);
    expect(careful.separabilityAt(100)).toBeLessThan(trusting.separabilityAt(100));
  });
});
