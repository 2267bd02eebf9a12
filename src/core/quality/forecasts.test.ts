import { describe, expect, it } from 'vitest';
import {
  beliefOf,
  brierScore,
  forecastPairs,
  logLoss,
  probabilityBelow,
  reliabilityCurve,
} from './forecasts';
import type { Belief } from './forecasts';
import type { LeaderboardRow } from './leaderboard';

const Z = 1.959963984540054;
const row: LeaderboardRow = {
  model: 'a',
  score: 10,
  lower: null,
  upper: null,
  variance: null,
  averageTokens: null,
  results: null,
};
const belief = (mean: number, deviation: number): Belief => ({
  mean,
  deviation,
  source: 'results',
});

describe('beliefOf', () => {
  it('takes the results’ mean and deviation (ddof 0), then the variance, then the interval', () => {
    const results = beliefOf({ ...row, variance: 4, results: [1, 2, 3, 6] }, Z)!;
    expect(results).toMatchObject({ mean: 3, source: 'results' });
    expect(results.deviation).toBeCloseTo(Math.sqrt(3.5), 12);
    expect(beliefOf({ ...row, variance: 4, lower: 0, upper: 1 }, Z)).toEqual({
      mean: 10,
      deviation: 2,
      source: 'variance',
    });
    const interval = beliefOf({ ...row, lower: 9, upper: 9 + 2 * Z }, Z)!;
    expect(interval).toMatchObject({ mean: 10, source: 'interval' });
    expect(interval.deviation).toBeCloseTo(1, 12);
    expect(beliefOf(row, Z)).toBeNull();
    expect(beliefOf({ ...row, lower: 1 }, Z)).toBeNull();
  });
});

describe('forecasts', () => {
  // scipy 1.17: norm.cdf(2/√2).
  it('are Φ of the gap over the joint deviation', () => {
    expect(probabilityBelow(belief(1, 1), belief(3, 1))).toBeCloseTo(0.9213503964748574, 12);
    expect(probabilityBelow(belief(3, 1), belief(1, 1))).toBeCloseTo(1 - 0.9213503964748574, 12);
  });

  it('without deviation are 1, 0, or 0.5 for equal means', () => {
    expect(probabilityBelow(belief(1, 0), belief(2, 0))).toBe(1);
    expect(probabilityBelow(belief(2, 0), belief(1, 0))).toBe(0);
    expect(probabilityBelow(belief(2, 0), belief(2, 0))).toBe(0.5);
  });

  it('leave out and count pairs that the reference ties', () => {
    const { forecasts, tied } = forecastPairs(
      [belief(1, 1), belief(2, 1), belief(3, 1)],
      [5, 5, 4],
    );
    expect(tied).toBe(1);
    expect(forecasts.map(({ first, second, label }) => [first, second, label])).toEqual([
      [0, 2, 0],
      [1, 2, 0],
    ]);
  });

  // scikit-learn 1.9: brier_score_loss and log_loss, which for p = 0 clips at float64's epsilon; here
  // at 1e-15, so −ln(1e-15) in its place, by hand.
  it('are scored by Brier and by log-loss clipped at 1e-15', () => {
    const scored = [
      [0.9, 1],
      [0.2, 0],
      [1, 1],
      [0, 1],
    ].map(([probability, label]) => ({ first: 0, second: 1, probability, label: label as 0 | 1 }));
    expect(brierScore(scored)).toBeCloseTo(0.2625, 12);
    const expected = (-Math.log(0.9) - Math.log(0.8) - Math.log(1 - 1e-15) - Math.log(1e-15)) / 4;
    expect(logLoss(scored)).toBeCloseTo(expected, 12);
    expect(brierScore([])).toBeNaN();
  });

  it('make a reliability curve of the bins that are not empty', () => {
    const scored = [0.05, 0.08, 0.55, 1].map((probability, i) => ({
      first: 0,
      second: 1,
      probability,
      label: (i > 1 ? 1 : 0) as 0 | 1,
    }));
    const curve = reliabilityCurve(scored);
    expect(curve.map(({ observed, count }) => [observed, count])).toEqual([
      [0, 2],
      [1, 1],
      [1, 1],
    ]);
    expect(curve[0].forecast).toBeCloseTo(0.065, 12);
  });
});
