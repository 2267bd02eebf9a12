import { expect, test } from 'vitest';
import type { Battle } from '../data';
import { indexBattles, selectBattles } from './battle-index';
import { rankedLeaderboard } from './ranked-leaderboard';

test('a baseline that a filter leaves no battle of counts as none', () => {
  const battles = Array.from({ length: 60 }, (_, p): Battle => {
    const [modelA, modelB] = p % 3 ? ['a', 'b'] : ['a', 'base'];
    return { promptId: `p${p}`, modelA, modelB, outcome: p % 5 < 3 ? 1 : 0, weight: 1 };
  });
  const { index } = indexBattles(battles, { outcomes: 'soft', duplicates: 'keep' });
  const base = index.models.indexOf('base');
  const { rows, score } = rankedLeaderboard(
    selectBattles(index, (row) => index.modelB[row] !== base),
    { baseline: 'base', rounds: 100, interval: 0.95, seed: 1, unit: 'prompts' },
  );
  expect(score).toBe('rating');
  expect(rows.map(({ model }) => model).sort()).toEqual(['a', 'b']);
});
