import { openAsBlob, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Battle } from '../data';
import { readBattleFile } from '../../readers/battle-file';
import { sharedPath } from '../testing/shared';
import { indexBattles } from './battle-index';
import type { BattleIndex } from './battle-index';
import { bootstrapFit, drawsOf } from './bootstrap-draws';
import { meanAndDeviation, percentileInterval } from './quantile';
import { rankModels } from './rank-models';
import { ARENA_RANK, sandwichRatings } from './sandwich';
import { separability } from './separability';

const csv = sharedPath('data/judgments/alpaca-eval-battles.csv');
const fixturePath = sharedPath('fixtures/ranking.json');
const BASELINE = 'gpt4_1106_preview';
const SETTINGS = {
  baseline: BASELINE,
  anchor: 'baseline',
  rounds: 10_000,
  interval: 0.95,
  seed: 1,
  unit: 'prompts',
} as const;

interface Bootstrapped {
  readonly mean: number;
  readonly lower: number;
  readonly upper: number;
  readonly sd: number;
}

interface Fixture {
  readonly arena_hard_v01_elo: Record<string, number>;
  readonly win_rate: Record<string, number>;
  readonly arena_rank: Record<string, { rating: number; lower: number; upper: number }>;
  readonly soft_preference_bootstrap: Record<string, Bootstrapped>;
  readonly discrete_win_rate_bootstrap: Record<string, Bootstrapped>;
  readonly separability_soft: number;
  readonly separability_discrete: number;
}

describe.skipIf(!csv || !fixturePath)('ranking.json (skips without ../shared)', () => {
  let battles: readonly Battle[];
  let fixture: Fixture;
  beforeAll(async () => {
    battles = (await readBattleFile(await openAsBlob(csv!), csv!)).battles;
    fixture = JSON.parse(readFileSync(fixturePath!, 'utf8')) as Fixture;
  });
  const indexOf = (outcomes: 'soft' | 'discrete'): BattleIndex =>
    indexBattles(battles, { outcomes, duplicates: 'keep' }).index;

  it('ratings within 0.01 and win rates within 0.001 points of Arena-Hard v0.1', () => {
    const { models } = rankModels(indexOf('discrete'), { ...SETTINGS, rounds: 1 });
    expect(models).toHaveLength(33);
    for (const { model, rating, winRate } of models) {
      expect(Math.abs(rating! - fixture.arena_hard_v01_elo[model])).toBeLessThan(0.01);
      expect(Math.abs(winRate! - fixture.win_rate[model])).toBeLessThan(0.001);
    }
  });

  it('arena-rank’s bounds within 0.1 rating points in the compatibility mode', () => {
    const rated = sandwichRatings(indexOf('discrete'), { ...ARENA_RANK, interval: 0.95 });
    expect(rated).toHaveLength(33);
    for (const { model, rating, lower, upper } of rated) {
      const expected = fixture.arena_rank[model];
      expect(Math.abs(rating - expected.rating)).toBeLessThan(0.1);
      expect(Math.abs(lower - expected.lower)).toBeLessThan(0.1);
      expect(Math.abs(upper - expected.upper)).toBeLessThan(0.1);
    }
  });

  it.each(['soft', 'discrete'] as const)(
    '%s: bounds within 0.003, deviations within 0.05, separability within 0.01 at 10,000 rounds',
    (outcomes) => {
      const index = indexOf(outcomes);
      const expected =
        outcomes === 'soft'
          ? fixture.soft_preference_bootstrap
          : fixture.discrete_win_rate_bootstrap;
      const published =
        outcomes === 'soft' ? fixture.separability_soft : fixture.separability_discrete;
      const { winRates, winRateDraws } = bootstrapFit(
        index,
        index.models.indexOf(BASELINE),
        SETTINGS,
      );
      const intervals = Object.entries(expected).map(([model, { mean, lower, upper, sd }]) => {
        const row = index.models.indexOf(model);
        const draws = drawsOf(winRateDraws, row);
        const bounds = percentileInterval(draws, 0.95)!;
        expect(Math.abs(winRates[row] - mean)).toBeLessThan(0.001);
        expect(Math.abs(bounds.lower - lower)).toBeLessThan(0.003);
        expect(Math.abs(bounds.upper - upper)).toBeLessThan(0.003);
        expect(Math.abs(meanAndDeviation(draws).deviation / sd - 1)).toBeLessThan(0.05);
        return bounds;
      });
      expect(intervals).toHaveLength(32);
      expect(Math.abs(separability(intervals) - published)).toBeLessThan(0.01);
    },
  );

  it('counts the model that stands twice, and drops it on request', () => {
    const kept = indexBattles(battles, { outcomes: 'soft', duplicates: 'keep' });
    const dropped = indexBattles(battles, { outcomes: 'soft', duplicates: 'drop' });
    expect([kept.repeated, kept.index.count]).toEqual([805, 26_561]);
    expect([dropped.dropped.repeated, dropped.index.count]).toEqual([805, 25_756]);
  });
});
