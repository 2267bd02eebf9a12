import { describe, expect, it } from 'vitest';
import type { Battle } from '../data';
import { rankedLeaderboard } from './ranked-leaderboard';
import { separability } from './separability';
import { SETTINGS, indexOf, modelOf, rank, star } from './testing/ranked-battles';

describe('ModelIntervals', () => {
  it('a few wins in as many battles make no model surely best', () => {
    const wins = { good: 152, middle: 100, poor: 50 };
    const others = Object.entries(wins).flatMap(([modelA, won]) =>
      Array.from({ length: 200 }, (_, p): Battle => {
        const outcome = (p * 37) % 200 < won ? 1 : 0;
        return { promptId: `p${p}`, modelA, modelB: 'm0', outcome, weight: 1 };
      }),
    );
    const won = (count: number) =>
      Array.from({ length: count }, (_, p): Battle => {
        return { promptId: `p${p}`, modelA: 'newcomer', modelB: 'm0', outcome: 1, weight: 1 };
      });
    for (const baseline of ['m0', null]) {
      const ranking = rank([...others, ...won(5)], { baseline });
      const newcomer = modelOf(ranking, 'newcomer');
      expect(newcomer).toMatchObject({ rank: 1, rankLower: 1, fewWins: true });
      expect(newcomer.rankUpper).toBeGreaterThan(1);
      expect(modelOf(ranking, 'good').rankLower).toBe(1);
      // Wilson at 5 of 5: 56.6 to 100 %, without end on the scale of ratings.
      if (baseline) {
        expect(newcomer.winRateLower).toBeCloseTo(56.55, 2);
        expect(newcomer.ratingLower).toBeCloseTo(1000 + 400 * Math.log10(56.55 / 43.45), 0);
        expect(newcomer.ratingUpper).toBe(Infinity);
      } else expect(newcomer.ratingUpper! - newcomer.ratingLower!).toBeGreaterThan(400);
      const row = ranking.names.indexOf('newcomer');
      const best = ranking.names.indexOf('good');
      const pair = ranking.pairs.find(
        ({ first, second }) => first + second === row + best && (first === row || second === row),
      )!;
      expect(pair.lower < 0 && pair.upper > 0).toBe(true);
      expect(pair.pHolm).toBeGreaterThan(0.05);
      const bounds = ranking.models.map((each) =>
        baseline
          ? { lower: each.winRateLower!, upper: each.winRateUpper! }
          : { lower: each.ratingLower!, upper: each.ratingUpper! },
      );
      expect(ranking.separability).toBe(separability(bounds));
      // With more of them it is.
      expect(modelOf(rank([...others, ...won(60)], { baseline }), 'newcomer')).toMatchObject({
        rankLower: 1,
        rankUpper: 1,
      });
    }
  });

  it('one battle, or two prompts that agree, tell nothing apart', () => {
    const lucky: Battle = { promptId: 'p0', modelA: 'lucky', modelB: 'm0', outcome: 1, weight: 1 };
    const alone = rank([lucky]);
    for (const model of alone.models) {
      expect([model.winRateLower, model.ratingUpper]).toEqual([null, null]);
      expect([model.rankLower, model.rankUpper]).toEqual([1, 2]);
    }
    const nothing = {
      separability: 0,
      separability80: 0,
      separabilityByDifference: 0,
      separabilityHolm: 0,
    };
    expect(alone).toMatchObject(nothing);
    const ranking = rank([...star, lucky]);
    expect(modelOf(ranking, 'lucky')).toMatchObject({ rank: 1, rankLower: 1, rankUpper: 5 });
    expect(modelOf(ranking, 'm3').rankLower).toBe(1);
    const twice = ['p0', 'p1'].flatMap((promptId) =>
      Array.from({ length: 40 }, (_, game) => {
        return { ...lucky, promptId, outcome: game % 4 === 0 ? 0 : 1, game };
      }),
    );
    expect(modelOf(rank(twice), 'lucky')).toMatchObject({ wins: 60, losses: 20, fewWins: true });
    expect(rank(twice)).toMatchObject(nothing);
  });

  it('are those of a leaderboard, which has a variance where no rounds can be trusted', () => {
    const lucky = Array.from({ length: 5 }, (_, p): Battle => {
      return { promptId: `p${p}`, modelA: 'lucky', modelB: 'm0', outcome: 1, weight: 1 };
    });
    const battles = [...star, ...lucky];
    for (const baseline of ['m0', null]) {
      const ranking = rank(battles, { baseline });
      const { rows } = rankedLeaderboard(indexOf(battles), { ...SETTINGS, baseline });
      const row = rows.find(({ model }) => model === 'lucky')!;
      const own = modelOf(ranking, 'lucky');
      const lower = baseline ? own.winRateLower! : own.ratingLower!;
      expect(row.lower).toBeCloseTo(lower, 6);
      expect(row.results).toBeNull();
      expect(Number.isFinite(row.variance) && row.variance! > 1).toBe(true);
      expect(rows.find(({ model }) => model === 'm3')).toMatchObject({ variance: null });
    }
  });
});
