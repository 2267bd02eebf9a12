import { describe, expect, test } from 'vitest';
import type { Battle } from '../data';
import { seededRandom } from '../random';
import { simulateBattles } from '../testing/simulated-battles';
import { battlesOf, packBattles } from './battle-block';
import { indexBattles } from './battle-index';
import { BattleSet } from './battle-set';
import { compactPrompts } from './compact-index';

const up = (a: number, b: number) => a - b;
const SOFT = { outcomes: 'soft', duplicates: 'keep' } as const;

const simulated = simulateBattles(
  { prompts: 40, strengths: [0, 1, -1], promptEffect: 1, design: 'pairs', games: 2, ties: 0.2 },
  seededRandom(1),
).map((battle, i): Battle => {
  const style = { length: 10 + i, headers: i % 3, lists: 0, bold: 1 };
  return {
    ...battle,
    outcome: (battle.outcome + 0.3) / 1.6,
    judge: i % 2 ? 'one' : 'two',
    ...(i % 3 && { category: `c${i % 3}`, tags: ['all', `t${i % 3}`] }),
    ...(i % 5 && { styleA: style, styleB: { ...style, length: 7 } }),
  };
});

function setOf(...lists: readonly (readonly Battle[])[]): BattleSet {
  const set = new BattleSet();
  for (const list of lists) set.add(packBattles(list));
  return set;
}

test('blocks give back what was packed', () => {
  expect([...battlesOf([packBattles(simulated)])]).toEqual(simulated);
});

describe('a set of blocks', () => {
  const half = simulated.length / 2;
  const set = setOf(simulated.slice(0, half), simulated.slice(half));

  test.each(['keep', 'drop'] as const)(
    'is indexed as the list would be, repeats: %s',
    (duplicates) => {
      const twice = [...simulated, simulated[3], simulated[7]];
      const settings = { outcomes: 'discrete', duplicates } as const;
      const expected = indexBattles(twice, settings);
      expect(setOf(twice.slice(0, 50), twice.slice(50)).index(settings)).toEqual(expected);
    },
  );

  test.each([
    ['category', ['c1']],
    ['judge', ['two']],
    ['tag', ['t1', 't2']],
  ] as const)('is filtered by %s', (facet, values) => {
    const { index } = set.index(SOFT, { [facet]: values });
    const expected = simulated.flatMap((battle, position) => {
      const own = { category: [battle.category], judge: [battle.judge], tag: battle.tags ?? [] };
      return own[facet].some((value) => (values as readonly unknown[]).includes(value))
        ? [position]
        : [];
    });
    expect(Array.from(index.position)).toEqual(expected);
    expect(index.models).toEqual(['m0', 'm1', 'm2']);
  });

  test('takes category, cluster and language from the prompt where the battle has none', () => {
    const own = setOf(simulated);
    own.addGroups([
      { id: 'p0', category: 'late', cluster: 'k', language: 'hu', tags: ['expert'], score: 6 },
    ]);
    const wanted = simulated.flatMap(({ promptId }, i) => (promptId === 'p0' ? [i] : []));
    expect(Array.from(own.index(SOFT, { cluster: ['k'] }).index.position)).toEqual(wanted);
    expect(Array.from(own.index(SOFT, { language: ['hu'] }).index.position)).toEqual(wanted);
    const late = wanted.filter((i) => simulated[i].category === undefined);
    expect(Array.from(own.index(SOFT, { category: ['late'] }).index.position)).toEqual(late);
  });

  test('has the tags and the score of the prompt beside its own', () => {
    const own = setOf(simulated);
    const before = own.groupsKey();
    const group = { category: null, cluster: null, language: null };
    own.addGroups([
      { id: 'p0', ...group, tags: ['expert', 'all'], score: 6 },
      { id: 'p1', ...group, tags: [], score: 0 },
    ]);
    expect(own.groupsKey()).not.toBe(before);
    const rowsOf = (id: string) =>
      simulated.flatMap(({ promptId }, i) => (promptId === id ? [i] : []));
    const positions = (filter: object) => Array.from(own.index(SOFT, filter).index.position);
    expect(positions({ score: ['6'] })).toEqual(rowsOf('p0'));
    expect(positions({ score: ['0', '6'] })).toEqual([...rowsOf('p0'), ...rowsOf('p1')].sort(up));
    expect(positions({ tag: ['expert'] })).toEqual(rowsOf('p0'));
    for (const row of rowsOf('p0')) {
      const tags = [...new Set([...(simulated[row].tags ?? []), 'expert', 'all'])];
      expect(own.valuesAt('tag', row)).toEqual(tags);
    }
    for (const row of rowsOf('p1'))
      expect(own.valuesAt('tag', row)).toEqual(simulated[row].tags ?? []);
    expect(own.facets().score.map(({ name }) => name)).toEqual(['0', '6']);
  });

  test('a number of prompts draws as many, the same for the same seed', () => {
    const prompts = (seed: number) =>
      compactPrompts(set.index(SOFT, { prompts: 10 }, seed).index).prompts;
    expect(prompts(1)).toHaveLength(10);
    expect(prompts(1)).toEqual(prompts(1));
    expect(prompts(2)).not.toEqual(prompts(1));
  });

  test('counts the values of its facets', () => {
    const { judge, tag, cluster } = set.facets();
    expect(judge.map(({ battles }) => battles)).toEqual([half, half]);
    expect(tag.find(({ name }) => name === 'all')?.battles).toBe(
      simulated.filter(({ tags }) => tags).length,
    );
    expect(cluster).toEqual([]);
  });

  test('has cells of category and language where there are several of both', () => {
    const inLanguages = setOf(
      simulated.map((battle, i) => ({ ...battle, ...(i % 4 && { language: `l${i % 2}` }) })),
    );
    const { cell } = inLanguages.facets();
    expect(cell.map(({ name }) => name).sort()).toEqual([
      'c1 · l0',
      'c1 · l1',
      'c2 · l0',
      'c2 · l1',
    ]);
    const { index } = inLanguages.index(SOFT, { cell: ['c2 · l1'] });
    expect(index.count).toBe(cell.find(({ name }) => name === 'c2 · l1')!.battles);
    for (const at of index.position) {
      expect([at % 3, at % 2]).toEqual([2, 1]);
      expect(inLanguages.valuesAt('cell', at)).toEqual(['c2 · l1']);
    }
    expect(set.facets().cell).toEqual([]);
  });

  test('knows the styles of both answers, or none', () => {
    expect(set.styles(0)).toBeNull();
    expect(set.styles(half + 1)?.a.length).toBe(10 + half + 1);
  });
});
