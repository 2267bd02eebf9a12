import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Battle } from '../data';
import { verdictOutcome } from '../formats/verdict-label';
import type { VerdictLevel } from '../formats/verdict-label';
import {
  exactAgreement,
  judgedByBoth,
  linearKappa,
  softAgreement,
  strengthDistribution,
} from './judge-agreement';
import { jury } from './jury';
import { ordinalAlpha } from './krippendorff-alpha';
import { firstPositionPreference, positionConsistency } from './position-bias';
import { repeatSpread, splitRepeats } from './repeats';
import { selfPreference } from './self-preference';

const SETTINGS = { rounds: 500, seed: 1, interval: 0.95 };

function verdict(level: VerdictLevel, more: Partial<Battle> = {}): Battle {
  const shown = { promptId: 'p', modelA: 'base', modelB: 'm', judge: 'j' };
  return { ...shown, ...verdictOutcome(level, 3), ...more };
}

function pairsOf(first: readonly number[], second: readonly number[]) {
  return first.map((level, i) => ({
    first: level as VerdictLevel,
    second: second[i] as VerdictLevel,
  }));
}

const FIRST = [2, 2, 1, 1, 0, 0, -1, -1, -2, -2, 1, 0, 2, -1];
const SECOND = [2, 1, 1, 0, 0, 1, -1, -2, -2, -1, -1, 0, 2, -1];

describe('agreement of two judges', () => {
  // scikit-learn 1.9: cohen_kappa_score(weights='linear').
  it('agrees with scikit-learn’s kappa, and counts exact and soft by hand', () => {
    const pairs = pairsOf(FIRST, SECOND);
    expect(linearKappa(pairs)).toBeCloseTo(2 / 3, 12);
    expect(exactAgreement(pairs)).toBeCloseTo(8 / 14, 12);
    expect(softAgreement(pairs)).toBeCloseTo(13 / 14, 12);
  });

  it('kappa is 1 for equal verdicts, symmetric, and NaN where nothing varies', () => {
    const levels = fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 2, maxLength: 30 });
    fc.assert(
      fc.property(levels, levels, (one, other) => {
        const n = Math.min(one.length, other.length);
        const pairs = pairsOf(one.slice(0, n), other.slice(0, n));
        const turned = pairs.map(({ first, second }) => ({ first: second, second: first }));
        const [kappa, back] = [linearKappa(pairs), linearKappa(turned)];
        if (Number.isNaN(kappa)) expect(back).toBeNaN();
        else expect(back).toBeCloseTo(kappa, 9);
        if (new Set(one).size > 1) expect(linearKappa(pairsOf(one, one))).toBeCloseTo(1, 12);
      }),
      { seed: 7, numRuns: 60 },
    );
    expect(linearKappa(pairsOf([1, 1], [1, 1]))).toBeNaN();
  });

  it('pairs up the same battle: prompt, turn, models as shown and game', () => {
    const first = [
      verdict(2, { game: 1, tags: ['math'] }),
      verdict(-1, { game: 2, modelA: 'm', modelB: 'base' }),
      verdict(1, { promptId: 'only here', game: 1 }),
      verdict(0, { game: 1, tags: ['turn 2'] }),
    ];
    const second = [
      verdict(-1, { game: 2, modelA: 'm', modelB: 'base', judge: 'k' }),
      verdict(1, { game: 1, judge: 'k' }),
      verdict(0, { game: 1, judge: 'k' }),
      verdict(-2, { game: 1, judge: 'k', tags: ['turn 2', 'law'] }),
    ];
    expect(judgedByBoth(first, second)).toEqual([
      { first: 2, second: 1 },
      { first: -1, second: -1 },
      { first: 0, second: -2 },
    ]);
  });

  it('takes a battle without a number for the first game', () => {
    const votes = [verdict(1), verdict(0, { promptId: 'q' })];
    const both = [
      verdict(2, { game: 1, judge: 'k' }),
      verdict(2, { game: 2, modelA: 'm', modelB: 'base', judge: 'k' }),
      verdict(-1, { promptId: 'q', game: 1, modelA: 'm', modelB: 'base', judge: 'k' }),
    ];
    expect(judgedByBoth(votes, both)).toEqual([
      { first: 1, second: 2 },
      { first: 0, second: 1 },
    ]);
  });

  it('turns round the verdict of a judge who saw the answers swapped', () => {
    const second = [verdict(-2, { modelA: 'm', modelB: 'base', judge: 'k' })];
    expect(judgedByBoth([verdict(1)], second)).toEqual([{ first: 1, second: 2 }]);
  });
});

describe('ordinalAlpha', () => {
  const _ = null;
  // krippendorff 0.9: alpha(reliability_data, level_of_measurement='ordinal').
  it('agrees with the krippendorff package on data with gaps', () => {
    const raters = [
      [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
      [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
      [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
      [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
    ];
    const items = raters[0].map((__, i) =>
      raters.flatMap((ratings) => (ratings[i] === null ? [] : [ratings[i]])),
    );
    expect(ordinalAlpha(items)).toBeCloseTo(0.8153875037548814, 12);
  });

  it('is 1 where all agree, NaN where nothing varies, and does not depend on the values’ spacing', () => {
    expect(
      ordinalAlpha([
        [1, 1],
        [2, 2],
        [3, 3],
      ]),
    ).toBe(1);
    expect(
      ordinalAlpha([
        [1, 1],
        [1, 1],
      ]),
    ).toBeNaN();
    expect(ordinalAlpha([[1], [2]])).toBeNaN();
    const items = [
      [1, 2],
      [2, 2],
      [3, 1],
      [3, 3],
    ];
    const stretched = items.map((ratings) => ratings.map((each) => each ** 5));
    expect(ordinalAlpha(stretched)).toBeCloseTo(ordinalAlpha(items), 12);
  });
});

describe('a judge alone', () => {
  it('distributes its verdicts over the five labels', () => {
    const levels: VerdictLevel[] = [2, 2, 1, 0, -1, -2];
    expect(strengthDistribution(levels.map((level) => verdict(level)))).toEqual({
      '-2': 1,
      '-1': 1,
      '0': 1,
      '1': 1,
      '2': 2,
    });
  });

  it('is consistent where both orders favour the same model', () => {
    const games = (one: VerdictLevel, two: VerdictLevel, promptId: string) => [
      verdict(one, { promptId, game: 1 }),
      verdict(two, { promptId, game: 2, modelA: 'm', modelB: 'base' }),
    ];
    const found = positionConsistency([
      ...games(1, -1, 'same label'),
      ...games(2, -1, 'same side'),
      ...games(1, 1, 'first shown both times'),
      ...games(0, 0, 'ties'),
      verdict(1, { promptId: 'one game only', game: 1 }),
      verdict(1, { promptId: 'two turns, a game of each', game: 1, tags: ['turn 1'] }),
      verdict(1, {
        ...{ promptId: 'two turns, a game of each', game: 2, tags: ['turn 2'] },
        ...{ modelA: 'm', modelB: 'base' },
      }),
    ]);
    expect(found).toEqual({ pairs: 4, sameSide: 3 / 4, sameLabel: 2 / 4 });
  });

  it('prefers the first answer by a share with an interval that holds it', () => {
    const battles = Array.from({ length: 200 }, (_, p) =>
      verdict(p % 10 < 7 ? 1 : -1, { promptId: `p${p}` }),
    );
    const { share, interval, battles: n } = firstPositionPreference(battles, SETTINGS);
    expect([share, n]).toEqual([0.7, 200]);
    // Binomial standard error √(0.21/200) = 0.0324.
    expect(interval!.lower).toBeCloseTo(0.7 - 1.96 * 0.0324, 1.7);
    expect(interval!.upper).toBeCloseTo(0.7 + 1.96 * 0.0324, 1.7);
    expect(firstPositionPreference([verdict(1)], SETTINGS).interval).toBeNull();
  });

  it('repeats itself in runs, whose spread is the sample deviation of the win rates', () => {
    const run = (wins: number) =>
      Array.from({ length: 10 }, (_, p) => verdict(p < wins ? -1 : 1, { promptId: `p${p}` }));
    const runs = splitRepeats([...run(4), ...run(6), ...run(5)]);
    expect(runs.map((each) => each.length)).toEqual([10, 10, 10]);
    const [spread] = repeatSpread(runs, 'base');
    expect(spread).toMatchObject({ model: 'm', winRates: [40, 60, 50], mean: 50 });
    expect(spread.deviation).toBeCloseTo(10, 12);
  });

  it('does not repeat itself in the turns of a conversation', () => {
    const turns = [1, 2].map((turn) => verdict(1, { tags: [`turn ${turn}`] }));
    expect(splitRepeats(turns)).toEqual([turns]);
  });
});

describe('selfPreference', () => {
  const familyOf = (model: string) => ({ m: 'own', base: 'other' })[model];

  it('is the judge’s share for its family less that of other judges, on the same battles', () => {
    const battles = Array.from({ length: 40 }, (_, p) => [
      verdict(-1, { promptId: `p${p}`, judge: 'j' }),
      verdict(p % 2 === 0 ? -1 : 1, { promptId: `p${p}`, judge: 'k' }),
    ]).flat();
    const found = selfPreference(battles, 'j', 'own', familyOf, SETTINGS)!;
    expect(found).toMatchObject({ battles: 40, own: 1, others: 0.5, difference: 0.5 });
    expect(found.interval!.lower).toBeGreaterThan(0.3);
    expect(found.interval!.upper).toBeLessThan(0.7);
  });

  it('is null without other judges', () => {
    expect(selfPreference([verdict(1)], 'j', 'own', familyOf, SETTINGS)).toBeNull();
  });
});

describe('jury', () => {
  const votes = [
    verdict(2, { judge: 'a' }),
    verdict(-1, { judge: 'b' }),
    verdict(-1, { judge: 'c' }),
  ];

  it('by majority: one vote a judge, whatever the strength', () => {
    expect(jury(votes, 'majority')).toEqual([
      {
        promptId: 'p',
        modelA: 'base',
        modelB: 'm',
        outcome: 0,
        weight: 1,
        judge: 'jury (majority)',
      },
    ]);
    const even = jury([votes[0], votes[1]], 'majority');
    expect(even[0].outcome).toBe(0.5);
    const repeated = jury([...votes, votes[0], votes[0]], 'majority');
    expect(repeated[0].outcome).toBe(0);
  });

  it('by mean: outcomes by weight', () => {
    const [verdictOfAll] = jury(votes, 'mean');
    expect(verdictOfAll.outcome).toBeCloseTo(3 / 5, 12);
    expect(verdictOfAll.weight).toBeCloseTo(5 / 3, 12);
  });

  it('votes on each turn of a conversation by itself', () => {
    const turns = votes.flatMap((vote) => [
      { ...vote, tags: ['turn 1'] },
      { ...vote, ...verdictOutcome(2, 3), tags: ['turn 2'] },
    ]);
    expect(jury(turns, 'majority').map(({ outcome, tags }) => [outcome, tags])).toEqual([
      [0, ['turn 1']],
      [1, ['turn 2']],
    ]);
  });

  it('needs two judges, and does not speak with one judge’s words', () => {
    expect(jury([votes[0], votes[0]], 'mean')).toEqual([]);
    const spoken = { ...votes[0], explanation: 'mine' };
    expect(jury([spoken, votes[1]], 'mean')[0]).not.toHaveProperty('explanation');
  });
});
