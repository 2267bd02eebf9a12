import { expect, it } from 'vitest';
import { packBattles } from '../../core/ranking/battle-block';
import { BattleSet } from '../../core/ranking/battle-set';
import { DEFAULT_RANKING } from '../../core/ranking/rank-battles';
import { rankByFacet } from '../../core/ranking/rank-by-facet';
import { scoreRateCells, scoreRates } from './score-rates';

/** Eight prompts a score, model "a" against "base": won by hand, so many of eight. */
const WON: Readonly<Record<number, number>> = { 0: 4, 5: 6, 7: 8 };
const EACH = 8;

const set = new BattleSet();
const ids = Object.keys(WON).flatMap((score) =>
  Array.from({ length: EACH }, (_, i) => ({ id: `${score}-${i}`, score: Number(score), i })),
);
set.add(
  packBattles(
    ids.map(({ id, score, i }) => ({
      ...{ promptId: id, modelA: 'a', modelB: 'base', weight: 1 },
      outcome: i < WON[score] ? 1 : 0,
    })),
  ),
);
set.addGroups(
  ids.map(({ id, score }) => ({
    ...{ id, category: null, cluster: null, language: null, tags: [], score },
  })),
);
const options = { ...DEFAULT_RANKING, rounds: 50, baseline: { model: 'base' } };
const result = rankByFacet(set, { options, filter: {} }, 'score', 0.8);

it('gives each model its win rate at every score, in the order of the scores', () => {
  expect(result.rankings.map(({ name }) => name)).toEqual(['0', '5', '7']);
  const [line] = scoreRates(result, ['a']);
  expect(
    line.rates.map(({ score, rate, battles, prompts }) => [score, rate, battles, prompts]),
  ).toEqual([
    [0, 50, 8, 8],
    [5, 75, 8, 8],
    [7, 100, 8, 8],
  ]);
  for (const { rate, lower, upper } of line.rates) {
    expect(lower).toBeLessThanOrEqual(rate!);
    expect(upper).toBeGreaterThanOrEqual(rate!);
  }
});

it('writes one row a model and score, and none for a model that is not there', () => {
  const cells = scoreRateCells(scoreRates(result, ['a', 'base', 'stranger']));
  expect(cells.map(([model, score]) => [model, score])).toEqual([
    ['a', 0],
    ['a', 5],
    ['a', 7],
    ['base', 0],
    ['base', 5],
    ['base', 7],
  ]);
  expect(cells[4].slice(2, 3)).toEqual([50]);
});
