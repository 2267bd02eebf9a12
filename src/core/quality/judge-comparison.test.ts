import { describe, expect, it } from 'vitest';
import type { Battle } from '../data';
import { seededRandom } from '../random';
import { simulateBattles } from '../testing/simulated-battles';
import { compareJudges, UNNAMED_JUDGE } from './judge-comparison';
import { judgePair, judgesAlpha } from './judge-pair';
import { judgeShifts } from './judge-shift';
import { lengthProbe } from './length-probe';
import { compareReferences } from './reference-comparison';

const SETTINGS = { rounds: 300, seed: 1, interval: 0.95 };
const PROFILE = { ...SETTINGS, baseline: 'm0', unit: 'prompts', outcomes: 'soft' } as const;

const simulated = (seed: number, more: object = {}) =>
  simulateBattles(
    {
      prompts: 120,
      strengths: [0, 0.6, -0.4, 1.2],
      promptEffect: 0.5,
      design: 'star',
      games: 2,
      ties: 0.1,
      ...more,
    },
    seededRandom(seed),
  );
const judged = (judge: string, battles: readonly Battle[]) =>
  battles.map((battle) => ({ ...battle, judge }));

describe('compareJudges', () => {
  const battles = simulated(1);
  const flipped = battles.map((battle, i) =>
    i % 4 === 0 ? { ...battle, outcome: 1 - battle.outcome } : battle,
  );

  it('compares judges on the battles that both have judged', () => {
    const found = compareJudges(
      [...judged('one', battles), ...judged('two', flipped.slice(0, 400))],
      PROFILE,
    );
    expect(found.judges.map(({ judge }) => judge)).toEqual([
      'one',
      'two',
      'jury (majority)',
      'jury (mean)',
    ]);
    const [pair] = found.pairs;
    expect(pair.exact.count).toBe(400);
    const differing = flipped
      .slice(0, 400)
      .filter(({ outcome }, i) => outcome !== battles[i].outcome).length;
    expect(pair.exact.value).toBeCloseTo(1 - differing / 400, 12);
    expect(pair.exact.interval!.lower).toBeLessThan(pair.exact.value);
    expect(pair.soft.value).toBe(pair.exact.value);
    expect(found.alpha!.count).toBe(400);
    expect(found.alpha!.value).toBeGreaterThan(0.2);
    expect(found.alpha!.value).toBeLessThan(0.8);
  });

  it('finds full agreement of a judge with itself, and no pair where nothing is shared', () => {
    const one = judged('one', battles);
    const two = judged('two', battles);
    const pair = judgePair('one', 'two', (judge) => (judge === 'one' ? one : two), SETTINGS)!;
    expect(pair.exact.value).toBe(1);
    expect(pair.kappa.value).toBeCloseTo(1, 12);
    expect(pair.exact.interval).toEqual({ lower: 1, upper: 1 });
    expect(judgesAlpha([...one, ...two], SETTINGS).value).toBeCloseTo(1, 12);
    const other = two.map((battle) => ({ ...battle, promptId: `x${battle.promptId}` }));
    expect(
      judgePair('one', 'two', (judge) => (judge === 'one' ? one : other), SETTINGS),
    ).toBeNull();
  });

  it('knows one unnamed judge, swapped games and no first-position preference', () => {
    const [only] = compareJudges(battles, PROFILE).judges;
    expect(only.judge).toBe(UNNAMED_JUDGE);
    expect(only.orderBalance).toBe(1);
    expect(only.sameSide.count).toBe(360);
    expect(only.runs).toBe(1);
    const { interval } = only.firstPosition;
    expect(interval!.lower).toBeLessThan(0.5);
    expect(interval!.upper).toBeGreaterThan(0.5);
    expect(only.separability).toBeGreaterThan(0.5);
  });

  it('sees a judge that always prefers the first answer', () => {
    const biased = battles.map((battle) => ({ ...battle, outcome: 1 }));
    const [only] = compareJudges(biased, PROFILE).judges;
    expect(only.sameSide.value).toBe(0);
    expect(only.firstPosition.value).toBe(1);
  });

  it('measures the spread over repeated runs', () => {
    const runs = [1, 2, 3].flatMap((seed) => judged('one', simulated(seed, { promptEffect: 0 })));
    const [only] = compareJudges(runs, PROFILE).judges;
    expect(only.runs).toBe(3);
    expect(only.repeats.map(({ model }) => model).sort()).toEqual(['m1', 'm2', 'm3']);
    for (const { winRates, deviation } of only.repeats) {
      expect(winRates).toHaveLength(3);
      // 240 games a run: √(0.25·0.9/240) is about 3 points.
      expect(deviation).toBeGreaterThan(0.1);
      expect(deviation).toBeLessThan(8);
    }
  });

  it('refuses no battles', () => {
    expect(() => compareJudges([], PROFILE)).toThrow(/no battles to compare/);
  });
});

describe('judgeShifts', () => {
  it('gives the paired change of the win rate on the prompts that both judged', () => {
    const first = simulated(1);
    const second = first
      .filter(({ promptId }) => Number(promptId.slice(1)) < 100)
      .map((battle) => ({ ...battle, outcome: 1 }));
    const shifts = judgeShifts('two', second, first, 'm0', SETTINGS);
    expect(shifts.map(({ model }) => model)).toEqual(['m1', 'm2', 'm3']);
    for (const { model, shift } of shifts) {
      const rate = (battles: readonly Battle[]) => {
        const own = battles.filter(
          ({ modelA, modelB, promptId }) =>
            [modelA, modelB].includes(model) && Number(promptId.slice(1)) < 100,
        );
        const won = own.map((b) => (b.modelA === model ? b.outcome : 1 - b.outcome));
        return (100 * won.reduce((sum, each) => sum + each, 0)) / own.length;
      };
      expect(rate(second)).toBe(50);
      expect(shift.value).toBeCloseTo(50 - rate(first), 9);
      expect(shift.count).toBe(100);
    }
  });

  it('is nothing for a judge compared with itself', () => {
    const battles = simulated(2);
    for (const { shift } of judgeShifts('same', battles, battles, null, SETTINGS)) {
      expect(shift).toEqual({ value: 0, interval: { lower: 0, upper: 0 }, count: 120 });
    }
  });
});

describe('lengthProbe', () => {
  const style = (length: number) => ({ length, headers: 0, lists: 0, bold: 0 });
  const battle = (prompt: number, model: string, outcome: number, length: number): Battle => ({
    promptId: `p${prompt}`,
    modelA: model,
    modelB: 'base',
    outcome,
    weight: 1,
    styleA: style(length),
    styleB: style(100),
  });

  it('gives win rates, paired changes and lengths', () => {
    const battles = Array.from({ length: 40 }, (_, p) => [
      battle(p, 'm', p % 4 === 0 ? 1 : 0, 100),
      battle(p, 'm-long', p % 2 === 0 ? 1 : 0, 150),
    ]).flat();
    const [self, long] = lengthProbe(battles, 'm', ['m-long', 'm-absent'], 'base', SETTINGS);
    expect(self.winRate.value).toBeCloseTo(25, 12);
    expect(self.change).toBeNull();
    expect(long.winRate.value).toBeCloseTo(50, 12);
    expect(long.change!.value).toBeCloseTo(25, 12);
    expect(long.change!.interval!.lower).toBeGreaterThan(5);
    expect(long.lengthChange!.value).toBeCloseTo(50, 12);
    expect(long.lengthChange!.interval).toEqual({ lower: 50, upper: 50 });
    expect(long.length.count).toBe(40);
  });

  it('leaves out battles between the probed models, and lengths that are not known', () => {
    const battles = [
      { ...battle(0, 'm', 1, 1), styleA: undefined },
      { ...battle(1, 'm', 0, 1), styleA: undefined },
      { ...battle(0, 'm', 0, 1), modelB: 'm-long' },
      battle(1, 'm-long', 1, 150),
    ];
    const [self, long] = lengthProbe(battles, 'm', ['m-long'], 'base', SETTINGS);
    expect(self.winRate.value).toBe(50);
    expect(self.length.value).toBeNaN();
    expect(long.change!.value).toBe(100);
    expect(long.change!.interval).toBeNull();
  });
});

describe('compareReferences', () => {
  it('ranks the same models from each set of references at equal calls', () => {
    const battles = simulated(5, { design: 'pairs', strengths: [0, 0.2, -1.2, 0.8, 0.1, -0.5] });
    const found = compareReferences(battles, ['m0', 'm2'], { ...SETTINGS, outcomes: 'soft' });
    expect(found.map(({ references }) => references)).toEqual([['m0'], ['m2'], ['m0', 'm2']]);
    for (const set of found) {
      // Four models, two games, each prompt against one reference.
      expect(set.battles).toBe(120 * 4 * 2);
      expect(set.prompts).toBe(120);
      expect(set.models).toBe(4);
      expect(set.intervalWidth).toBeGreaterThan(30);
      expect(set.intervalWidth).toBeLessThan(400);
    }
    expect(found[0].spearman).toBe(1);
  });

  it('says what it needs', () => {
    expect(() =>
      compareReferences(simulated(1), ['m0'], { ...SETTINGS, outcomes: 'soft' }),
    ).toThrow(/two references or more/);
  });
});
