import { expect, test } from 'vitest';
import type { Battle } from '../data';
import { indexBattles } from './battle-index';
import { pairShares } from './pair-shares';
import { wilsonInterval } from './win-rate';

function sharesOf(battles: readonly Battle[]) {
  const { index } = indexBattles(battles, { outcomes: 'soft', duplicates: 'keep' });
  return pairShares(index, 0.95);
}

const battle = (promptId: string, outcome: number, weight = 1): Battle => ({
  promptId,
  modelA: 'a',
  modelB: 'b',
  outcome,
  weight,
});

test('independent games of equal weight give Wilson’s interval on their number, less one', () => {
  const battles = Array.from({ length: 40 }, (_, i) => battle(`p${i}`, i < 30 ? 1 : 0));
  const [pair] = sharesOf(battles);
  const { lower, upper } = wilsonInterval(0.75, 39, 1.959963984540054);
  expect(pair).toMatchObject({ games: 40, prompts: 40, share: 0.75 });
  expect(pair.lower).toBeCloseTo(lower, 12);
  expect(pair.upper).toBeCloseTo(upper, 12);
});

test('games of a prompt that go the same way count once', () => {
  const once = Array.from({ length: 40 }, (_, i) => battle(`p${i}`, i < 30 ? 1 : 0));
  const twice = [
    ...once,
    ...once.map((each) => ({ ...each, modelA: 'b', modelB: 'a', outcome: 1 - each.outcome })),
  ];
  const [one] = sharesOf(once);
  const [two] = sharesOf(twice);
  expect(two.games).toBe(80);
  expect([two.share, two.lower, two.upper]).toEqual([one.share, one.lower, one.upper]);
});

test('weights count, and a pair without variance keeps an interval', () => {
  const [pair] = sharesOf([battle('p', 1, 3), battle('q', 0)]);
  expect(pair.share).toBe(0.75);
  const [sure] = sharesOf(Array.from({ length: 20 }, (_, i) => battle(`p${i}`, 1)));
  expect(sure.share).toBe(1);
  expect(sure.lower).toBeCloseTo(wilsonInterval(1, 20, 1.959963984540054).lower, 12);
  expect(sure.upper).toBe(1);
});
