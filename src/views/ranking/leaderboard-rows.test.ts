import { describe, expect, test } from 'vitest';
import type { Battle } from '../../core/data';
import { readLeaderboard } from '../../core/formats/leaderboard';
import { packBattles } from '../../core/ranking/battle-block';
import { BattleSet } from '../../core/ranking/battle-set';
import { DEFAULT_RANKING, rankBattles } from '../../core/ranking/rank-battles';
import { rankByFacet } from '../../core/ranking/rank-by-facet';
import {
  categoriesFinding,
  categoriesHeadline,
  LONG_COLUMNS,
  longCells,
  plotsByModel,
  SEPARABILITY_COLUMNS,
  separabilityCells,
} from './category-rows';
import {
  LEADERBOARD_COLUMNS,
  leaderboardCells,
  leaderboardRows,
  ratingInterval,
  sortedRows,
  winRateInterval,
} from './leaderboard-rows';
import { PairTable, ShareTable } from './pair-cells';

const style = { headers: 0, lists: 0, bold: 0 };

/** 100 prompts against `base`; `good` wins 80 in each category, `odd` 90 in one and 20 in the other. */
const battles = ['left', 'right'].flatMap((category) =>
  Array.from({ length: 100 }, (_, i) => {
    const at = (i * 37) % 100;
    const battle = (modelA: string, won: number, length: number): Battle => ({
      promptId: `${category}${i}`,
      modelA,
      modelB: 'base',
      outcome: at < won ? 1 : 0,
      weight: 1,
      category,
      styleA: { ...style, length },
      styleB: { ...style, length: 50 },
    });
    return [
      battle('good', 80, 100),
      battle('odd', category === 'left' ? 90 : 20, 30),
      battle('rare', 2, 20),
    ];
  }).flat(),
);
const set = new BattleSet();
set.add(packBattles(battles));
const request = { options: { ...DEFAULT_RANKING, rounds: 200 }, filter: {} };
const report = rankBattles(set, request);
const rows = leaderboardRows(report);

describe('the leaderboard', () => {
  test('has average lengths, and Wilson’s interval where wins are few', () => {
    const row = (model: string) => rows.find((each) => each.model === model)!;
    expect(rows.map(({ model }) => model)).toEqual(['good', 'odd', 'base', 'rare']);
    expect(row('good').averageLength).toBe(100);
    expect(row('base').averageLength).toBe(50);
    const kind = (model: string) =>
      leaderboardCells(row(model))[LEADERBOARD_COLUMNS.indexOf('win_rate_interval')];
    expect([kind('rare'), kind('good')]).toEqual(['wilson', 'bootstrap']);
  });

  test('says how far intervals reach, and why there is none', () => {
    const [good] = rows;
    const text = (change: Partial<(typeof rows)[number]>, prompts = 100) =>
      winRateInterval({ ...good, ...change }, { ...report.ranking, prompts });
    expect(text({ winRate: 80, winRateLower: 74, winRateUpper: 85.5 })).toBe('−6.0 +5.5');
    const all = { winRate: 100, winRateLower: 56.6, winRateUpper: 100 - 1e-13, fewWins: true };
    expect(text(all)).toBe('−43.4 +0.0 Wilson');
    expect(text({ model: 'base' })).toBe('by definition');
    expect(text({ winRate: null })).toBe('not on the scale');
    expect(text({ winRateLower: null }, 1)).toBe('none: one prompt');
    expect(text({ winRateLower: null })).toBe('none: in too few rounds');
    const rating = { rating: 1400, ratingLower: 1046, ratingUpper: Infinity };
    expect(ratingInterval({ ...good, ...rating })).toBe('−354 +∞');
  });

  test('sorts either way, and its CSV has a cell a column', () => {
    const order = (descending: boolean) =>
      sortedRows(rows, { column: 'averageLength', descending }).map(({ model }) => model);
    expect(order(true)).toEqual(['good', 'base', 'odd', 'rare']);
    expect(order(false)).toEqual([...order(true)].reverse());
    const missing = rows.map((row) =>
      row.model === 'base' ? { ...row, averageLength: null } : row,
    );
    for (const descending of [true, false]) {
      expect(sortedRows(missing, { column: 'averageLength', descending }).at(-1)?.model).toBe(
        'base',
      );
    }
    for (const row of rows) expect(leaderboardCells(row)).toHaveLength(LEADERBOARD_COLUMNS.length);
  });
});

describe('pairs', () => {
  test('are seen from either side', () => {
    const pairs = new PairTable(report.ranking);
    const there = pairs.at('good', 'rare')!;
    const back = pairs.at('rare', 'good')!;
    expect(there.difference).toBeCloseTo(78);
    expect(there.separated).toBe(true);
    expect([back.difference, back.lower, back.upper]).toEqual([
      -there.difference,
      -there.upper,
      -there.lower,
    ]);
    expect(pairs.at('good', 'good')).toBeNull();
  });

  test('have their observed win rate, or one that the ratings foretell', () => {
    const shares = new ShareTable(report.shares, report.ranking);
    expect(shares.at('base', 'good')).toMatchObject({ observed: true, games: 200, prompts: 200 });
    expect(shares.at('base', 'good')!.share).toBeCloseTo(0.2);
    const fitted = shares.at('good', 'odd')!;
    expect(fitted.observed).toBe(false);
    const odds = 0.8 / 0.2 / (0.55 / 0.45);
    expect(fitted.share).toBeCloseTo(odds / (1 + odds), 6);
  });
});

describe('categories', () => {
  const result = rankByFacet(set, request, 'category', 0.8);

  test('have their own fits, with the baseline of the whole', () => {
    expect(result.rankings.map(({ name }) => name)).toEqual(['left', 'right']);
    for (const { ranking } of result.rankings) {
      expect(ranking.settings.baseline).toBe('base');
      expect(ranking.prompts).toBe(100);
    }
    const [good, odd] = plotsByModel(result, ['good', 'odd']);
    expect(good.rows.map(({ value }) => value)).toEqual([80, 80]);
    expect(odd.rows.map(({ value, tone }) => [value, tone])).toEqual([
      [90, 'above'],
      [20, 'below'],
    ]);
    expect([...longCells(result)]).toHaveLength(8);
    // Their table read as a leaderboard takes the rating with its own bounds.
    const [cells] = longCells(result);
    const value = Object.fromEntries(LONG_COLUMNS.map((name, i) => [name, cells[i]]));
    const [read] = readLeaderboard('l', [{ row: 2, value }]).rows;
    expect(read).toMatchObject({
      score: value.rating,
      lower: value.rating_lower,
      upper: value.rating_upper,
    });
  });

  test('have each their own baseline where the whole has several, as the leaderboard tells', () => {
    const several = new BattleSet();
    several.add(
      packBattles(
        battles.map((each) => ({
          ...each,
          modelB: each.category === 'left' ? 'base' : 'other base',
        })),
      ),
    );
    const whole = rankBattles(several, request);
    expect(whole.ranking.settings.baseline).toBeNull();
    expect(whole.baselines!.names).toEqual(['base', 'other base']);
    expect(report.baselines).toBeNull();
    const { rankings } = rankByFacet(several, request, 'category', 0.8);
    expect(rankings.map(({ ranking }) => ranking.settings.baseline)).toEqual([
      'base',
      'other base',
    ]);
    const [, odd] = plotsByModel({ ...result, rankings }, ['good', 'odd']);
    expect(odd.rows.map(({ value }) => value)).toEqual([90, 20]);
  });

  test('have a separability by win rate and one by rating, also without a baseline', () => {
    const options = { ...request.options, baseline: { model: null } };
    const [left] = rankByFacet(set, { ...request, options }, 'category', 0.8).rankings;
    const { separabilityWinRate, separability } = left.ranking;
    expect(separabilityWinRate).not.toBe(separability);
    const cells = separabilityCells(left);
    expect(cells[SEPARABILITY_COLUMNS.indexOf('separability_win_rate')]).toBe(separabilityWinRate);
  });

  test('have style control where the whole has it', () => {
    const style = { form: 'density', prediction: 'equal' } as const;
    const only = { options: { ...request.options, style }, filter: { category: ['right'] } };
    const whole = rankBattles(set, only).ranking;
    const [right] = rankByFacet(set, only, 'category', 0.8).rankings;
    expect(right.ranking.style).toEqual(whole.style);
    expect(right.ranking.models).toEqual(whole.models);
    const plain = rankByFacet(set, request, 'category', 0.8).rankings[1].ranking;
    expect(plain.style).toEqual([]);
    expect(right.ranking.models).not.toEqual(plain.models);
  });

  test('without a known style are left out by name under style control', () => {
    const bare = battles.map(({ styleA: _a, styleB: _b, ...battle }) => ({
      ...battle,
      category: 'bare',
    }));
    const more = new BattleSet();
    more.add(packBattles([...battles, ...bare]));
    const style = { form: 'density', prediction: 'equal' } as const;
    const options = { ...request.options, style };
    const { rankings, skipped } = rankByFacet(more, { ...request, options }, 'category', 0.8);
    expect(rankings.map(({ name }) => name)).toEqual(['left', 'right']);
    expect(skipped).toEqual([{ name: 'bare', reason: 'no known style that varies' }]);
  });

  test('are told in words', () => {
    expect(categoriesHeadline(result)).toBe('odd stands first in 1 of 2 categories, good in right');
    expect(categoriesFinding(result)).toMatch(/prompts enough to tell 80 % of the pairs apart/);
  });

  test('with one prompt, or without the baseline, are left out by name', () => {
    const more = new BattleSet();
    const [battle] = battles;
    more.add(
      packBattles([
        ...battles,
        { ...battle, promptId: 'alone', category: 'single' },
        ...['x', 'y'].map((promptId) => ({
          ...battle,
          promptId,
          modelB: 'odd',
          category: 'no base',
        })),
      ]),
    );
    const options = { ...request.options, baseline: { model: 'base' } };
    const { skipped } = rankByFacet(more, { ...request, options }, 'category', 0.8);
    expect(skipped).toEqual([
      { name: 'single', reason: 'only one prompt' },
      { name: 'no base', reason: 'no battle of the baseline base' },
    ]);
  });
});
