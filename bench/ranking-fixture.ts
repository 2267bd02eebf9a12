import { readFileSync } from 'node:fs';
import type { Battle } from '../src/core/data';
import { indexBattles } from '../src/core/ranking/battle-index';
import { bootstrapFit, drawsOf } from '../src/core/ranking/bootstrap-draws';
import { meanAndDeviation, percentileInterval } from '../src/core/ranking/quantile';
import { rankModels } from '../src/core/ranking/rank-models';
import { ARENA_RANK, sandwichRatings } from '../src/core/ranking/sandwich';
import { separability } from '../src/core/ranking/separability';
import type { Figure } from './figures';

const ROUNDS = 10_000;

interface Bootstrapped {
  readonly lower: number;
  readonly upper: number;
  readonly sd: number;
}

interface Fixture {
  readonly arena_hard_v01_elo: Readonly<Record<string, number>>;
  readonly win_rate: Readonly<Record<string, number>>;
  readonly arena_rank: Readonly<Record<string, { rating: number; lower: number; upper: number }>>;
  readonly soft_preference_bootstrap: Readonly<Record<string, Bootstrapped>>;
  readonly discrete_win_rate_bootstrap: Readonly<Record<string, Bootstrapped>>;
  readonly separability_soft: number;
  readonly separability_discrete: number;
}

/** How far the ranking lies from the numbers of `ranking.json`, at the most. */
export function fixtureFigures(
  battles: readonly Battle[],
  baseline: string,
  path: string,
): Figure[] {
  const fixture = JSON.parse(readFileSync(path, 'utf8')) as Fixture;
  const indexOf = (outcomes: 'soft' | 'discrete') =>
    indexBattles(battles, { outcomes, duplicates: 'keep' }).index;
  const discrete = indexOf('discrete');
  const { models } = rankModels(discrete, {
    baseline,
    anchor: 'baseline',
    rounds: 1,
    interval: 0.95,
    seed: 1,
    unit: 'prompts',
  });
  const sandwich = sandwichRatings(discrete, { ...ARENA_RANK, interval: 0.95 });
  const farthest = (distances: readonly number[]) => Math.max(...distances.map(Math.abs));
  return [
    {
      what: 'ratings against Arena-Hard v0.1’s fit',
      value: farthest(
        models.map(({ model, rating }) => rating! - fixture.arena_hard_v01_elo[model]),
      ),
      unit: 'points',
      digits: 5,
      atMost: 0.01,
    },
    {
      what: 'win rates against it',
      value: farthest(models.map(({ model, winRate }) => winRate! - fixture.win_rate[model])),
      unit: '%',
      digits: 6,
      atMost: 0.001,
    },
    {
      what: 'sandwich bounds against arena-rank',
      value: farthest(
        sandwich.flatMap(({ model, lower, upper }) => [
          lower - fixture.arena_rank[model].lower,
          upper - fixture.arena_rank[model].upper,
        ]),
      ),
      unit: 'points',
      digits: 4,
      atMost: 0.1,
    },
    ...(['soft', 'discrete'] as const).flatMap((outcomes) => {
      const expected =
        outcomes === 'soft'
          ? fixture.soft_preference_bootstrap
          : fixture.discrete_win_rate_bootstrap;
      const index = indexOf(outcomes);
      const { winRateDraws } = bootstrapFit(index, index.models.indexOf(baseline), {
        rounds: ROUNDS,
        seed: 1,
        unit: 'prompts',
      });
      const found = Object.entries(expected).map(([model, theirs]) => {
        const draws = drawsOf(winRateDraws, index.models.indexOf(model));
        const bounds = percentileInterval(draws, 0.95)!;
        return { theirs, bounds, deviation: meanAndDeviation(draws).deviation };
      });
      const title = `${outcomes} bootstrap of ${ROUNDS} rounds`;
      const published =
        outcomes === 'soft' ? fixture.separability_soft : fixture.separability_discrete;
      return [
        {
          what: `${title}: bounds`,
          value: farthest(
            found.flatMap(({ theirs, bounds }) => [
              bounds.lower - theirs.lower,
              bounds.upper - theirs.upper,
            ]),
          ),
          digits: 4,
          atMost: 0.003,
        },
        {
          what: `${title}: standard deviations`,
          value: 100 * farthest(found.map(({ theirs, deviation }) => deviation / theirs.sd - 1)),
          unit: '%',
          atMost: 5,
        },
        {
          what: `${title}: separability without the baseline`,
          value: Math.abs(separability(found.map(({ bounds }) => bounds)) - published),
          digits: 4,
          atMost: 0.01,
        },
      ];
    }),
  ];
}
