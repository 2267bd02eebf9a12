import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Battle } from '../data';
import { seededRandom } from '../random';
import { simulateBattles } from '../testing/simulated-battles';
import { packBattles } from './battle-block';
import { BattleSet } from './battle-set';
import { indexBattles, selectBattles } from './battle-index';
import { rankModels } from './rank-models';
import { separability } from './separability';
import { SETTINGS, STAR, indexOf, modelOf, rank, star } from './testing/ranked-battles';

const pairs = simulateBattles({ ...STAR, design: 'pairs' }, seededRandom(2));

describe('rankModels', () => {
  it('puts models in order, with ranks, tallies and the baseline at 50 % and 1000', () => {
    const ranking = rank(star);
    expect(ranking.models.map(({ model }) => model)).toEqual(['m3', 'm2', 'm0', 'm1']);
    expect(modelOf(ranking, 'm0')).toMatchObject({
      rating: 1000,
      ratingLower: 1000,
      ratingUpper: 1000,
      winRate: 50,
      winRateLower: 50,
      winRateUpper: 50,
      battles: 720,
    });
    for (const { wins, ties, losses, battles, rankLower, rank: own, rankUpper } of ranking.models) {
      expect(wins + ties + losses).toBe(battles);
      expect(rankLower!).toBeLessThanOrEqual(own!);
      expect(own!).toBeLessThanOrEqual(rankUpper!);
    }
    expect(ranking).toMatchObject({
      converged: true,
      battles: 720,
      prompts: 120,
      score: 'winRate',
    });
  });

  it('gives the same numbers for the same seed, others for another', () => {
    expect(rank(star)).toEqual(rank(star));
    expect(modelOf(rank(star, { seed: 2 }), 'm1').winRateLower).not.toBe(
      modelOf(rank(star), 'm1').winRateLower,
    );
  });

  it('does not depend on which answer is called A', () => {
    const mirrored = star.map((battle) => ({
      ...battle,
      modelA: battle.modelB,
      modelB: battle.modelA,
      outcome: 1 - battle.outcome,
    }));
    const [one, other] = [rank(star), rank(mirrored)];
    for (const { model, rating, winRateLower } of one.models) {
      expect(modelOf(other, model).rating).toBeCloseTo(rating!, 6);
      expect(modelOf(other, model).winRateLower).toBeCloseTo(winRateLower!, 9);
    }
  });

  it('the anchor shifts ratings, and leaves win rates and order as they are', () => {
    const [atBaseline, atMean] = [rank(pairs), rank(pairs, { anchor: 'mean' })];
    const mean = atMean.models.reduce((sum, { rating }) => sum + rating! / 4, 0);
    expect(mean).toBeCloseTo(1000, 8);
    const shift = modelOf(atMean, 'm0').rating! - 1000;
    for (const { model, rating, winRate } of atBaseline.models) {
      expect(modelOf(atMean, model).rating! - rating!).toBeCloseTo(shift, 8);
      expect(modelOf(atMean, model).winRate).toBe(winRate);
    }
    expect(modelOf(atMean, 'm0').ratingUpper!).toBeGreaterThan(modelOf(atMean, 'm0').ratingLower!);
  });

  it('win rates of a star are weighted means, also for a model that never lost', () => {
    const battles = [
      ...star,
      ...Array.from({ length: 30 }, (_, p) => ({
        promptId: `p${p}`,
        modelA: 'top',
        modelB: 'm0',
        outcome: 1,
        weight: 3,
      })),
    ];
    const top = modelOf(rank(battles), 'top');
    expect(top).toMatchObject({ smoothed: true, fewWins: true, wins: 30, losses: 0 });
    expect(top.winRate).toBeCloseTo(100, 9);
    expect(top.rating!).toBeCloseTo(1000 + 400 * Math.log10(90.5 / 0.5), 8);
    expect(top.winRateLower!).toBeGreaterThan(80);
    expect(top.winRateUpper!).toBeCloseTo(100, 9);
  });

  it('ranks the rest where a group is not connected, and names the groups', () => {
    const apart: Battle = { promptId: 'p0', modelA: 'x', modelB: 'y', outcome: 0.5, weight: 1 };
    const ranking = rank([...pairs, apart]);
    expect(ranking.components.map((group) => [...group].sort())).toEqual([
      ['m0', 'm1', 'm2', 'm3'],
      ['x', 'y'],
    ]);
    expect(modelOf(ranking, 'x')).toMatchObject({ rank: null, rating: null, winRateLower: null });
    expect(modelOf(ranking, 'm3').rank).toBe(1);
    const other = rank([...pairs, apart], { baseline: 'y' });
    expect(other.components.map((group) => [...group].sort())).toEqual([
      ['x', 'y'],
      ['m0', 'm1', 'm2', 'm3'],
    ]);
    expect(modelOf(other, 'x').rank).not.toBeNull();
    expect(modelOf(other, 'm3').rank).toBeNull();
  });

  it('names a baseline that is not there, and an index without battles', () => {
    expect(() => rank(star, { baseline: 'gpt-9' })).toThrow(
      '"gpt-9" is in no battle. Choose one of: m0',
    );
    // A filter keeps the names of the whole; a baseline that it leaves no battle of is absent all the same.
    const index = indexOf(pairs);
    const row = index.models.indexOf('m0');
    const without = selectBattles(
      index,
      (at) => index.modelA[at] !== row && index.modelB[at] !== row,
    );
    expect(() => rankModels(without, SETTINGS)).toThrow(
      '"m0" is in no battle. Choose one of: m1, m2, m3.',
    );
    expect(() => rank([])).toThrow('no battles');
    expect(() => rank(star, { rounds: 0 })).toThrow('Rounds must be a whole number');
  });

  it('works without a baseline: ratings around 1000, win rates over all opponents', () => {
    const ranking = rank(pairs, { baseline: null });
    expect(ranking.score).toBe('rating');
    expect(ranking.settings.anchor).toBe('mean');
    expect(ranking.models.reduce((sum, { winRate }) => sum + winRate! / 4, 0)).toBeCloseTo(50, 8);
    const bounds = (lower: 'winRateLower' | 'ratingLower', upper: 'winRateUpper' | 'ratingUpper') =>
      separability(ranking.models.map((row) => ({ lower: row[lower]!, upper: row[upper]! })));
    expect(ranking.separability).toBe(bounds('ratingLower', 'ratingUpper'));
    expect(ranking.separabilityWinRate).toBe(bounds('winRateLower', 'winRateUpper'));
  });

  it('separates the same pairs by rating and by win rate in a star anchored on its centre', () => {
    const ranking = rank(star);
    const byRating = ranking.models.flatMap((one, i) =>
      ranking.models.slice(i + 1).map((other) => one.ratingLower! >= other.ratingUpper! - 1e-9),
    );
    expect(byRating.filter(Boolean).length / 6).toBeCloseTo(ranking.separability, 12);
  });

  it('tells pairs apart by their difference at least as well as by their intervals', () => {
    for (const ranking of [rank(star), rank(pairs)]) {
      expect(ranking.separabilityByDifference).toBeGreaterThanOrEqual(ranking.separability);
      expect(ranking.separabilityHolm).toBeLessThanOrEqual(ranking.separabilityBenjaminiHochberg);
    }
  });

  it('widens the interval when games of a prompt only repeat each other; the row bootstrap does not', () => {
    const width = (battles: readonly Battle[], unit: 'prompts' | 'rows') => {
      const { winRateLower, winRateUpper } = modelOf(rank(battles, { unit, rounds: 1000 }), 'm1');
      return winRateUpper! - winRateLower!;
    };
    const once = star.filter(({ game }) => game === 1);
    const copied = [...once, ...once, ...once, ...once];
    expect(width(copied, 'prompts')).toBeCloseTo(width(once, 'prompts'), 10);
    expect(width(copied, 'rows') / width(copied, 'prompts')).toBeGreaterThan(0.4);
    expect(width(copied, 'rows') / width(copied, 'prompts')).toBeLessThan(0.6);
  });

  it('the row bootstrap leaves ratings as they are where weights are fractions', () => {
    const raters = star.flatMap((battle) =>
      [battle.outcome, 1, 0].map((outcome) => ({ ...battle, outcome, weight: 1 / 3 })),
    );
    const [byPrompt, byRow] = [rank(raters), rank(raters, { unit: 'rows' })];
    for (const { model, rating, winRate, winRateLower, winRateUpper } of byRow.models) {
      expect(rating).toBeCloseTo(modelOf(byPrompt, model).rating!, 8);
      expect(winRate).toBeCloseTo(modelOf(byPrompt, model).winRate!, 9);
      if (model !== 'm0') expect(winRateUpper!).toBeGreaterThan(winRateLower!);
    }
  });

  it('resamples a category jointly with the whole, and withholds what most rounds lack', () => {
    const index = indexOf(star);
    const all = rankModels(
      selectBattles(index, () => true),
      SETTINGS,
    );
    expect(all).toEqual(rankModels(index, SETTINGS));
    const single = selectBattles(index, (row) => index.prompt[row] === 0);
    const { models, emptyRounds } = rankModels(single, SETTINGS);
    // (1 − 1/120)^120 of the rounds do not draw a prompt.
    expect(emptyRounds / SETTINGS.rounds).toBeGreaterThan(0.25);
    expect(emptyRounds / SETTINGS.rounds).toBeLessThan(0.5);
    for (const { winRateLower, ratingLower } of models) {
      expect([winRateLower, ratingLower]).toEqual([null, null]);
    }
    const withoutBaseline = rankModels(single, { ...SETTINGS, baseline: null });
    expect(withoutBaseline.emptyRounds).toBe(emptyRounds);
    for (const { ratingLower } of withoutBaseline.models) expect(ratingLower).toBeNull();
  });

  it('keeps the interval of a category that few rounds lack', () => {
    const index = indexOf(star);
    const few = selectBattles(index, (row) => index.prompt[row] < 4);
    const { models, emptyRounds } = rankModels(few, SETTINGS);
    expect(emptyRounds).toBeGreaterThan(0);
    expect(emptyRounds).toBeLessThanOrEqual(0.05 * SETTINGS.rounds);
    expect(models.find(({ model }) => model === 'm1')!.winRateLower).not.toBeNull();
  });

  it('keeps strata in the row bootstrap too: as many rows of each as there are', () => {
    const index = indexOf(star);
    const strata = Int32Array.from(index.prompts, (_, p) => (p < 60 ? 0 : 1));
    const half = selectBattles(index, (row) => index.prompt[row] < 60);
    const { emptyRounds, models } = rankModels(half, { ...SETTINGS, strata, unit: 'rows' });
    expect(emptyRounds).toBe(0);
    expect(models.find(({ model }) => model === 'm1')!.winRateLower).not.toBeNull();
  });

  it('counts the rounds in which a model had no finite maximum', () => {
    const rare: Battle[] = [1, 1, 0].map((outcome, p) => ({
      promptId: `p${p}`,
      modelA: 'rare',
      modelB: 'm0',
      outcome,
      weight: 1,
    }));
    const ranking = rank([...star, ...rare]);
    expect(modelOf(ranking, 'rare').smoothed).toBe(false);
    // P(no loss or no win drawn) = P(miss one prompt or miss two) ≈ 0.37 + 0.14 − 0.05.
    expect(ranking.smoothedRounds / SETTINGS.rounds).toBeGreaterThan(0.3);
    expect(ranking.smoothedRounds / SETTINGS.rounds).toBeLessThan(0.62);
  });

  it('a model that some rounds lack does not move the others’ mean-anchored ratings', () => {
    const rare: Battle = { promptId: 'p0', modelA: 'rare', modelB: 'm0', outcome: 0.5, weight: 1 };
    const width = (battles: readonly Battle[]) => {
      const { ratingLower, ratingUpper } = modelOf(rank(battles, { anchor: 'mean' }), 'm3');
      return ratingUpper! - ratingLower!;
    };
    expect(width([...pairs, rare]) / width(pairs)).toBeLessThan(1.2);
  });

  it('says where rating and win rate separate alike by construction', () => {
    expect(rank(star).star).toBe(true);
    expect(rank(pairs).star).toBe(false);
    expect(rank(star, { baseline: null }).star).toBe(false);
  });

  it('separates more pairs with 80 % intervals, and the same as an 80 % ranking does', () => {
    const ranking = rank(star);
    expect(ranking.separability80).toBeGreaterThanOrEqual(ranking.separability);
    expect(ranking.separability80).toBe(rank(star, { interval: 0.8 }).separability);
  });

  it('does not depend on the models’ names or on how the weights are scaled', () => {
    const renamed = star.map((battle) => ({
      ...battle,
      modelA: `x-${battle.modelA}`,
      modelB: `x-${battle.modelB}`,
      weight: 7,
    }));
    const [one, other] = [rank(star), rank(renamed, { baseline: 'x-m0' })];
    one.models.forEach(({ model, rating, winRateUpper, rankLower }, i) => {
      expect(other.models[i].model).toBe(`x-${model}`);
      expect(other.models[i].rating).toBeCloseTo(rating!, 8);
      expect(other.models[i].winRateUpper).toBeCloseTo(winRateUpper!, 9);
      expect(other.models[i].rankLower).toBe(rankLower);
    });
  });

  it('stays finite with weights whose sum is none', () => {
    const huge = star.map((battle) => ({ ...battle, weight: 1e308 }));
    const set = new BattleSet();
    set.add(packBattles(huge));
    const settings = { outcomes: 'soft', duplicates: 'keep' } as const;
    for (const index of [indexOf(huge), set.index(settings).index]) {
      for (const { model, rating, winRateLower } of rankModels(index, SETTINGS).models) {
        expect(rating).toBeCloseTo(modelOf(rank(star), model).rating!, 6);
        expect(winRateLower).toBeCloseTo(modelOf(rank(star), model).winRateLower!, 9);
      }
    }
  });

  it('does not depend on the order of a prompt’s battles', () => {
    const ids = [...new Set(star.map(({ promptId }) => promptId))];
    const byPrompt = ids.map((id) => star.filter(({ promptId }) => promptId === id));
    const reversed = byPrompt.flatMap((own) => [...own].reverse());
    const [one, other] = [rank(star), rank(reversed)];
    for (const { model, winRate, winRateLower } of one.models) {
      expect(modelOf(other, model).winRate).toBeCloseTo(winRate!, 9);
      expect(modelOf(other, model).winRateLower).toBeCloseTo(winRateLower!, 9);
    }
  });

  it('keeps a stratum in every round when resampled within strata', () => {
    const index = indexOf(star);
    const strata = Int32Array.from(index.prompts, (_, p) => (p < 2 ? 1 : 0));
    const few = selectBattles(index, (row) => index.prompt[row] < 2);
    // (1 − 2/120)^120 of the rounds of all prompts together draw neither.
    expect(rankModels(few, SETTINGS).emptyRounds / SETTINGS.rounds).toBeGreaterThan(0.05);
    expect(rankModels(few, { ...SETTINGS, strata }).emptyRounds).toBe(0);
  });

  it('never gives NaN, whatever the battles', () => {
    const outcome = fc.constantFrom(0, 0.5, 1, 0.3);
    const any = fc.record({
      promptId: fc.constantFrom('p', 'q', 'r'),
      modelA: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      modelB: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      outcome,
      weight: fc.constantFrom(1, 3, 0.5),
    });
    fc.assert(
      fc.property(
        fc.array(any, { minLength: 1, maxLength: 25 }),
        fc.boolean(),
        (battles, anchored) => {
          const index = indexOf(battles);
          if (index.count === 0) return;
          const baseline = anchored ? index.models[0] : null;
          const ranking = rankModels(index, { ...SETTINGS, rounds: 30, baseline });
          expect(ranking.converged).toBe(true);
          for (const model of ranking.models) {
            for (const value of Object.values(model)) expect(value).not.toBeNaN();
            if (model.ratingLower !== null && model.rating !== null) {
              expect(model.ratingUpper!).toBeGreaterThanOrEqual(model.ratingLower);
            }
          }
        },
      ),
      { seed: 2, numRuns: 150 },
    );
  });
});

describe('indexBattles', () => {
  const good: Battle = { promptId: 'p', modelA: 'a', modelB: 'b', outcome: 1, weight: 1 };

  it('leaves out what can’t count, by reason, and keeps the rest', () => {
    const { index, dropped } = indexBattles(
      [
        good,
        { ...good, outcome: NaN },
        { ...good, outcome: 1.01 },
        { ...good, outcome: -0.5 },
        { ...good, weight: 0 },
        { ...good, weight: Infinity },
        { ...good, modelB: 'a' },
        { ...good, modelA: '' },
      ],
      { outcomes: 'soft', duplicates: 'keep' },
    );
    expect(index.count).toBe(1);
    expect(dropped).toEqual({
      outcomeOutsideRange: 3,
      weightNotPositive: 2,
      sameModelTwice: 1,
      missingModel: 1,
    });
  });

  it('rounds soft outcomes on request only', () => {
    const battles = [0.51, 0.5, 0.49].map((outcome) => ({ ...good, outcome }));
    const outcomes = (kind: 'soft' | 'discrete') => [
      ...indexBattles(battles, { outcomes: kind, duplicates: 'keep' }).index.outcome,
    ];
    expect(outcomes('soft')).toEqual([0.51, 0.5, 0.49]);
    expect(outcomes('discrete')).toEqual([1, 0.5, 0]);
  });

  it('counts exact repeats, and no battle that differs in anything', () => {
    const battles: Battle[] = [
      good,
      good,
      { ...good, judge: 'j' },
      { ...good, game: 2 },
      { ...good, weight: 3 },
      { ...good, outcome: 0.5 },
      { ...good, promptId: 'q' },
      { ...good, tags: ['turn 2'] },
      { ...good, modelA: 'b', modelB: 'a' },
    ];
    const kept = indexBattles(battles, { outcomes: 'soft', duplicates: 'keep' });
    const dropped = indexBattles(battles, { outcomes: 'soft', duplicates: 'drop' });
    expect([kept.repeated, kept.index.count]).toEqual([1, 9]);
    expect([dropped.index.count, dropped.dropped]).toEqual([8, { repeated: 1 }]);
  });
});
