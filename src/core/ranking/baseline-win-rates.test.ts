import { describe, expect, it } from 'vitest';
import type { Battle } from '../data';
import { seededRandom } from '../random';
import { simulateBattles } from '../testing/simulated-battles';
import { baselineWinRates } from './baseline-win-rates';
import { indexBattles } from './battle-index';
import { rankModels } from './rank-models';
import { commonOpponents, severalBaselines } from './several-baselines';

function indexOf(battles: readonly Battle[]) {
  return indexBattles(battles, { outcomes: 'soft', duplicates: 'keep' }).index;
}

const SETTINGS = { rounds: 300, interval: 0.95, seed: 1 } as const;
let next = 0;
const battle = (modelA: string, modelB: string, outcome: number, weight = 1): Battle => ({
  promptId: `p${next++}`,
  modelA,
  modelB,
  outcome,
  weight,
});

describe('baselineWinRates', () => {
  const index = indexOf([
    battle('x', 'hard', 1),
    battle('hard', 'x', 0.5),
    battle('x', 'soft', 0, 3),
    battle('soft', 'x', 0),
    battle('y', 'hard', 0),
    battle('hard', 'soft', 1),
  ]);
  const rates = baselineWinRates(index, {
    ...SETTINGS,
    baselines: ['hard', 'soft'],
    weights: [3, 1],
  });
  const of = (name: string) => rates.find(({ model }) => model === name)!;

  it('are one a baseline, overall by the stated weights, whatever their scale', () => {
    expect(of('x').against[0]).toMatchObject({ winRate: 75, battles: 2 });
    expect(of('x').against[1]).toMatchObject({ winRate: 25, battles: 2 });
    expect(of('x').overall).toMatchObject({ winRate: 0.75 * 75 + 0.25 * 25, battles: 4 });
  });

  it('have no overall where a baseline is missing, and count a baseline itself as 50', () => {
    expect(of('y').against[1]).toBeNull();
    expect(of('y').overall).toBeNull();
    expect(of('hard').against).toEqual([null, expect.objectContaining({ winRate: 100 })]);
    expect(of('hard').overall).toMatchObject({ winRate: 0.75 * 50 + 0.25 * 100 });
  });

  it('with one baseline are the ranking’s win rates, with the same intervals', () => {
    const star = indexOf(
      simulateBattles(
        {
          prompts: 90,
          strengths: [0, 1, -1],
          promptEffect: 1,
          design: 'star',
          games: 2,
          ties: 0.1,
        },
        seededRandom(6),
      ),
    );
    const own = baselineWinRates(star, { ...SETTINGS, baselines: ['m0'], weights: [1] });
    const ranking = rankModels(star, {
      ...SETTINGS,
      baseline: 'm0',
      anchor: 'baseline',
      unit: 'prompts',
    });
    for (const name of ['m1', 'm2']) {
      const rate = own.find(({ model }) => model === name)!.overall!;
      const { winRate, winRateLower, winRateUpper } = ranking.models.find(
        ({ model }) => model === name,
      )!;
      expect(rate.winRate).toBeCloseTo(winRate!, 9);
      expect(rate.interval!.lower).toBeCloseTo(winRateLower!, 9);
      expect(rate.interval!.upper).toBeCloseTo(winRateUpper!, 9);
    }
  });

  it('refuse a baseline that is not there and weights that are none', () => {
    const choose = (baselines: string[], weights: number[]) => () =>
      baselineWinRates(index, { ...SETTINGS, baselines, weights });
    expect(choose(['hard', 'z'], [1, 1])).toThrow('"z" is in no battle');
    for (const weights of [[1], [0, 0], [-1, 2], [NaN, 1]]) {
      expect(choose(['hard', 'soft'], weights)).toThrow('a weight from 0');
    }
  });

  it('of few wins have Wilson’s interval, and so has what is made of them', () => {
    const rows = Array.from({ length: 40 }, (_, p): Battle[] => [
      { promptId: `p${p}`, modelA: 'm', modelB: 'soft', outcome: p % 2, weight: 1 },
      ...(p < 5 ? [{ promptId: `p${p}`, modelA: 'm', modelB: 'hard', outcome: 1, weight: 1 }] : []),
    ]).flat();
    const [m] = baselineWinRates(indexOf(rows), {
      ...SETTINGS,
      baselines: ['soft', 'hard'],
      weights: [1, 1],
    });
    const [soft, hard] = m.against;
    expect(hard!.winRate).toBe(100);
    expect(hard!.interval!.lower).toBeCloseTo(56.55, 2);
    expect(m.overall!.interval!.lower).toBeCloseTo((soft!.interval!.lower + 56.55) / 2, 2);
    expect(m.overall!.interval!.upper).toBeCloseTo((soft!.interval!.upper + 100) / 2, 2);
  });
});

describe('commonOpponents', () => {
  it('are the fewest models that are in every battle', () => {
    const index = indexOf([
      battle('a', 'hard', 1),
      battle('b', 'hard', 1),
      battle('a', 'soft', 1),
      battle('b', 'soft', 1),
      battle('c', 'hard', 0),
    ]);
    expect(commonOpponents(index)).toEqual(['hard', 'soft']);
    const found = severalBaselines(index, SETTINGS)!;
    expect(found).toMatchObject({ names: ['hard', 'soft'], weights: [0.5, 0.5] });
    expect(found.winRates.find(({ model }) => model === 'a')!.overall!.winRate).toBe(100);
  });

  it('are none in an arena', () => {
    const names = ['a', 'b', 'c', 'd'];
    const all = names.flatMap((one, i) => names.slice(i + 1).map((other) => battle(one, other, 1)));
    expect(commonOpponents(indexOf(all))).toEqual([]);
    expect(severalBaselines(indexOf(all), SETTINGS)).toBeNull();
  });
});
