import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { systematicSample } from './systematic-sample';

interface Item {
  readonly id: number;
  readonly cluster: number;
  readonly language: string;
}

/** 40 items in clusters of 1, 3, 9 and 27, the last in two languages. */
const ITEMS: readonly Item[] = Array.from({ length: 40 }, (_, id) => ({
  id,
  cluster: id < 1 ? 0 : id < 4 ? 1 : id < 13 ? 2 : 3,
  language: id % 3 === 0 ? 'hu' : 'en',
}));
const KEYS = [(item: Item) => item.cluster, (item: Item) => item.language];
const SEEDS = 2000;
const SIZE = 12;

describe('systematicSample', () => {
  it.each([['no strata inside', []] as const, ['clusters and languages inside', KEYS] as const])(
    'takes every item as often as any other over 2,000 seeds: %s',
    (_, keys) => {
      const counts = new Float64Array(ITEMS.length);
      const turns = Math.floor(ITEMS.length / SIZE);
      // One seed of each round: seeds of one round share a shuffle and are disjoint by design.
      for (let round = 0; round < SEEDS; round++)
        for (const { id } of systematicSample(ITEMS, SIZE, keys, 1 + round * turns, 'law').chosen)
          counts[id]++;
      const share = SIZE / ITEMS.length;
      const expected = SEEDS * share;
      const statistic = counts.reduce(
        (sum, count) => sum + (count - expected) ** 2 / (expected * (1 - share)),
        0,
      );
      const scaled = (statistic * (ITEMS.length - 1)) / ITEMS.length;
      // The 0.1 and 99.9 % points of chi-square with 39 degrees of freedom.
      expect(scaled).toBeGreaterThan(17.26);
      expect(scaled).toBeLessThan(72.05);
    },
  );

  it('is just as even over consecutive seeds', () => {
    const counts = new Float64Array(ITEMS.length);
    for (let seed = 1; seed <= SEEDS; seed++)
      for (const { id } of systematicSample(ITEMS, SIZE, KEYS, seed, 'law').chosen) counts[id]++;
    const expected = (SEEDS * SIZE) / ITEMS.length;
    const statistic = counts.reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0);
    expect(statistic).toBeLessThan(72.05);
  });

  it('gives each stratum, and each inside it, its share rounded down or up', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer(), (size, seed) => {
        const { chosen, rest } = systematicSample(ITEMS, size, KEYS, seed, 'x');
        expect(chosen).toHaveLength(size);
        expect([...chosen, ...rest].map((item) => item.id).sort((a, b) => a - b)).toEqual(
          ITEMS.map((item) => item.id),
        );
        const cells = [
          (item: Item) => `${item.cluster}`,
          (item: Item) => `${item.cluster} ${item.language}`,
        ];
        for (const cell of cells) {
          for (const name of new Set(ITEMS.map(cell))) {
            const quota = (ITEMS.filter((item) => cell(item) === name).length * size) / 40;
            const got = chosen.filter((item) => cell(item) === name).length;
            expect(Math.abs(got - quota)).toBeLessThan(1);
          }
        }
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  it('gives consecutive seeds disjoint samples while the items last', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), (size) => {
        const turns = Math.floor(40 / size);
        const all = Array.from({ length: turns }, (_, i) =>
          systematicSample(ITEMS, size, KEYS, i + 1, 'x').chosen.map((item) => item.id),
        ).flat();
        expect(new Set(all).size).toBe(turns * size);
      }),
      { seed: 6, numRuns: 40 },
    );
  });

  it('repeats as little as it must from seed 1 to 2 when there are fewer than twice as many', () => {
    for (let size = 21; size < 40; size++) {
      const [first, second] = [1, 2].map(
        (seed) => new Set(systematicSample(ITEMS, size, KEYS, seed, 'x').chosen),
      );
      expect([...first].filter((item) => second.has(item)).length).toBe(2 * size - 40);
    }
  });

  it('draws differently for other names, and takes all or none at the ends', () => {
    const ids = (size: number, seed: number, name: string) =>
      systematicSample(ITEMS, size, [], seed, name).chosen.map((item) => item.id);
    expect(ids(5, 1, 'law')).toEqual(ids(5, 1, 'law'));
    expect(ids(5, 1, 'maths')).not.toEqual(ids(5, 1, 'law'));
    expect(ids(99, 1, 'law')).toHaveLength(40);
    expect(ids(0, 1, 'law')).toEqual([]);
    expect(systematicSample(ITEMS, -3, [], 1, 'law').rest).toHaveLength(40);
  });
});
