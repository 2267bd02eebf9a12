import { expect, test } from 'vitest';
import { packBattles } from './battle-block';
import { BattleSet } from './battle-set';
import { DEFAULT_RANKING, rankBattles, stratified } from './rank-battles';

test('prompts are drawn within their categories on request', () => {
  const set = new BattleSet();
  set.add(
    packBattles(
      Array.from({ length: 60 }, (_, p) => ({
        promptId: `p${p}`,
        modelA: 'a',
        modelB: 'b',
        // Won in one category, lost in the other: within them nothing is left to chance.
        outcome: p % 3 === 0 ? 1 : 0,
        weight: 1,
        ...(p % 3 === 2 ? {} : { category: p % 3 === 0 ? 'won' : 'lost' }),
      })),
    ),
  );
  const options = { ...DEFAULT_RANKING, rounds: 100, baseline: { model: 'b' } } as const;
  const { index } = set.index(options);
  expect(stratified(set, index, options).strata).toBeUndefined();
  const within = { ...options, within: 'category' } as const;
  expect([...stratified(set, index, within).strata!.subarray(0, 6)]).toEqual([0, 1, 2, 0, 1, 2]);
  const width = (of: typeof options) => {
    const { ranking } = rankBattles(set, { options: of, filter: {} });
    const { winRateLower, winRateUpper } = ranking.models.find(({ model }) => model === 'a')!;
    return winRateUpper! - winRateLower!;
  };
  expect(width(options)).toBeGreaterThan(10);
  expect(width(within)).toBeCloseTo(0, 9);
});
