import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { schedule, type Pairing, type ScheduleInput } from './schedule';

const PROMPTS = Array.from({ length: 1000 }, (_, n) => ({
  id: `p${n}`,
  category: n % 2 ? 'law' : 'maths',
}));
const ALL = () => true;
const TWO = { kind: 'two-games' } as const;

const games = (given: Partial<ScheduleInput> & { pairing: Pairing }) =>
  schedule({
    prompts: PROMPTS.slice(0, 2),
    models: ['a', 'b', 'c'],
    order: TWO,
    hasAnswer: ALL,
    ...given,
  });
const shown = (given: Parameters<typeof games>[0]) =>
  games(given).games.map(
    ({ promptId, modelA, modelB, game }) => `${promptId} ${modelA}${modelB}${game}`,
  );

describe('schedule', () => {
  it('plays two games against a baseline, which is shown first in game 1', () => {
    expect(shown({ pairing: { kind: 'baseline', baseline: 'c' } })).toEqual([
      'p0 ca1',
      'p0 ac2',
      'p0 cb1',
      'p0 bc2',
      'p1 ca1',
      'p1 ac2',
      'p1 cb1',
      'p1 bc2',
    ]);
  });

  it('takes the pairs of each prompt, once and of the chosen models', () => {
    const pairs = {
      p0: [
        ['c', 'a'],
        ['a', 'c'],
        ['a', 'z'],
      ],
      elsewhere: [['a', 'b']],
    } as const;
    expect(shown({ pairing: { kind: 'by-prompt', pairs } })).toEqual(['p0 ca1', 'p0 ac2']);
  });

  it('takes a baseline by category, several references, all pairs and a chosen graph', () => {
    const byCategory = {
      kind: 'baseline-by-category',
      baselines: { law: 'a' },
      otherwise: 'b',
    } as const;
    expect(shown({ pairing: byCategory })).toEqual([
      'p0 ba1',
      'p0 ab2',
      'p0 bc1',
      'p0 cb2',
      'p1 ab1',
      'p1 ba2',
      'p1 ac1',
      'p1 ca2',
    ]);
    const one = { prompts: PROMPTS.slice(0, 1) };
    expect(shown({ ...one, pairing: { kind: 'references', references: ['a', 'b'] } })).toEqual([
      'p0 ab1',
      'p0 ba2',
      'p0 ac1',
      'p0 ca2',
      'p0 bc1',
      'p0 cb2',
    ]);
    expect(shown({ ...one, pairing: { kind: 'all-pairs' } })).toEqual([
      'p0 ab1',
      'p0 ba2',
      'p0 ac1',
      'p0 ca2',
      'p0 bc1',
      'p0 cb2',
    ]);
    expect(
      shown({
        ...one,
        pairing: {
          kind: 'graph',
          pairs: [
            ['c', 'a'],
            ['b', 'b'],
            ['a', 'c'],
          ],
        },
      }),
    ).toEqual(['p0 ca1', 'p0 ac2']);
  });

  it('flips a fair coin that depends on seed, prompt and pair alone', () => {
    const flips = (seed: number, models = ['a', 'b'], prompts = PROMPTS) =>
      schedule({
        prompts,
        models,
        pairing: { kind: 'baseline', baseline: 'x' },
        order: { kind: 'coin', seed },
        hasAnswer: ALL,
      }).games;
    const first = flips(1);
    expect(first).toHaveLength(2000);
    const heads = first.filter(({ modelA }) => modelA === 'x').length;
    // Binomial(2000, 1/2): four standard deviations are 89.
    expect(Math.abs(heads - 1000)).toBeLessThan(90);
    expect(flips(2)).not.toEqual(first);
    const more = flips(1, ['b', 'a', 'c'], PROMPTS.slice(500));
    const known = new Set(first.map((game) => JSON.stringify(game)));
    for (const game of more.filter(({ modelA, modelB }) => ![modelA, modelB].includes('c'))) {
      expect(known.has(JSON.stringify(game))).toBe(true);
    }
  });

  it('lists the answers that are missing, once each, and leaves their games out', () => {
    const hasAnswer = (promptId: string, model: string) => !(promptId === 'p0' && model === 'b');
    const { games: played, missing } = games({ pairing: { kind: 'all-pairs' }, hasAnswer });
    expect(missing).toEqual([{ promptId: 'p0', model: 'b' }]);
    expect(played).toHaveLength(2 + 6);
  });

  it('refuses a schedule without a pair', () => {
    expect(() => games({ models: ['a'], pairing: { kind: 'baseline', baseline: 'a' } })).toThrow(
      /no pair of different models/,
    );
  });

  it('never plays a game twice, nor a model against itself', () => {
    const model = fc.constantFrom('a', 'b', 'c', 'd');
    const models = fc.uniqueArray(model, { minLength: 2 });
    const pairing = fc.oneof(
      fc.record({
        kind: fc.constant('references' as const),
        references: fc.uniqueArray(model, { minLength: 1 }),
      }),
      fc.constant({ kind: 'all-pairs' as const }),
    );
    fc.assert(
      fc.property(models, pairing, fc.boolean(), (given, pairs, twice) => {
        const order = twice ? TWO : ({ kind: 'coin', seed: 3 } as const);
        const all = games({ models: given, pairing: pairs, order }).games;
        const pairsSeen = all.map(({ promptId, modelA, modelB }) =>
          JSON.stringify(
            twice ? [promptId, modelA, modelB] : [promptId, ...[modelA, modelB].sort()],
          ),
        );
        expect(new Set(pairsSeen).size).toBe(all.length);
        expect(all.every(({ modelA, modelB }) => modelA !== modelB)).toBe(true);
      }),
    );
  });
});
