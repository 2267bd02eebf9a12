import { describe, expect, test } from 'vitest';
import type { Battle } from '../../core/data';
import { packBattles } from '../../core/ranking/battle-block';
import { BattleSet } from '../../core/ranking/battle-set';
import { DEFAULT_RANKING, rankBattles } from '../../core/ranking/rank-battles';
import { differenceOf, headline, namesText, pairsFinding, roundedUp } from './finding';

/**
 * Each model's wins out of 100 prompts against the baseline, on the same prompts.
 * @param more battles besides
 */
function rankingOf(
  wins: Readonly<Record<string, number>>,
  more: readonly Battle[] = [],
  baseline: 'auto' | { model: string } = 'auto',
) {
  const battles = Object.entries(wins).flatMap(([modelA, won]) =>
    Array.from({ length: 100 }, (_, i): Battle => {
      const outcome = (i * 37) % 100 < won ? 1 : 0;
      return { promptId: `p${i}`, modelA, modelB: 'base', outcome, weight: 1 };
    }),
  );
  const set = new BattleSet();
  set.add(packBattles([...battles, ...more]));
  const options = { ...DEFAULT_RANKING, rounds: 200, baseline };
  return rankBattles(set, { options, filter: {} }).ranking;
}

describe('the headline', () => {
  test('names a sure winner and its lead', () => {
    expect(headline(rankingOf({ good: 90, bad: 20 }))).toMatch(
      /^good is the best of 3 models, ahead of base by \d+\.\d to \d+\.\d points$/,
    );
  });

  test('names those that can’t be told apart', () => {
    const text = headline(rankingOf({ one: 81, two: 80, bad: 5 }));
    expect(text).toBe(
      'one and two can’t be told apart at the top; 2 models are surely not the best',
    );
  });
});

test('pairs told apart, and what it would take', () => {
  const ranking = rankingOf({ good: 90, bad: 20 });
  expect(pairsFinding(ranking, { prompts: 100, share: 0.8, needed: 40 })).toBe(
    'All 3 pairs of models are told apart. These prompts are enough to tell 80 % of them apart.',
  );
  expect(pairsFinding(ranking, { prompts: 100, share: 0.8, needed: 1659 })).toContain(
    'About 1,600 more prompts',
  );
  expect(pairsFinding(ranking, { prompts: 100, share: 0.8, needed: null })).toContain('too close');
});

test('a single won battle makes no best model, and is not told from the next', () => {
  const lucky: Battle = { promptId: 'p0', modelA: 'lucky', modelB: 'base', outcome: 1, weight: 1 };
  const ranking = rankingOf({ good: 90 }, [lucky]);
  expect(headline(ranking)).toBe(
    'lucky and good can’t be told apart at the top; 1 model is surely not the best',
  );
  expect(pairsFinding(ranking, null)).toBe(
    '1 of 3 pairs of models are told apart. 1 model can’t be told from the one just above.',
  );
});

test('pairs are counted among the models on the scale', () => {
  const apart = ['p', 'q'].flatMap((modelA) =>
    Array.from({ length: 10 }, (_, i): Battle => {
      return { promptId: `x${i}`, modelA, modelB: 'r', outcome: i % 2, weight: 1 };
    }),
  );
  expect(pairsFinding(rankingOf({ good: 90 }, apart, { model: 'base' }), null)).toBe(
    'The one pair of models is told apart.',
  );
});

test('a difference is signed by the order asked', () => {
  const ranking = rankingOf({ good: 90, bad: 20 });
  const there = differenceOf(ranking, 'good', 'bad')!;
  const back = differenceOf(ranking, 'bad', 'good')!;
  expect(there.difference).toBeCloseTo(70);
  expect([back.difference, back.lower, back.upper]).toEqual([
    -there.difference,
    -there.upper,
    -there.lower,
  ]);
});

test('names and numbers are shortened', () => {
  expect(namesText(['a', 'b'])).toBe('a and b');
  expect(namesText(['a', 'b', 'c', 'd'])).toBe('a, b, c and d');
  expect(namesText(['a', 'b', 'c', 'd', 'e'])).toBe('a, b, c and 2 more');
  expect([7, 38, 1559].map(roundedUp)).toEqual([7, 38, 1600]);
});
