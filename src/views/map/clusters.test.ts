import { describe, expect, it } from 'vitest';
import type { Prompt } from '../../core/data';
import { DIMMED_SLOT, EMPHASIS, NOISE_SLOT } from '../charts/scatter/point-style';
import { clusterLabels, shortName } from './cluster-labels';
import { countsByCluster, mainLanguage, membersOf } from './cluster-members';
import { sortClusters } from './cluster-order';
import { sweepLine } from './cluster-settings';
import { pointStyles } from './point-styles';
import { similarClusters } from './similar-clusters';

const cluster = (id: number, name: string, size: number, persistence: number | null = 0.5) => ({
  id,
  name,
  keywords: [],
  size,
  persistence,
  colour: 0,
  givenName: null,
  exemplars: [],
});

describe('cluster names on the map', () => {
  it('are the first two keywords, cut when long', () => {
    expect(shortName('dishes · recipe · dance · time')).toBe('dishes · recipe');
    expect(shortName('Cooking')).toBe('Cooking');
    expect([...shortName('ő'.repeat(50))]).toHaveLength(32);
  });

  it('stand at the median of their points, and not where there are none', () => {
    const points = Float32Array.of(0, 0, 1, 10, 100, 20, 5, 5);
    const labels = Int32Array.of(4, 4, 4, -1);
    const placed = clusterLabels(
      [cluster(4, 'a · b · c', 3), cluster(9, 'gone', 0)],
      labels,
      points,
    );
    expect(placed).toEqual([{ id: 4, text: 'a · b', x: 1, y: 10, weight: 3 }]);
  });
});

describe('sortClusters', () => {
  const list = [cluster(1, 'b', 5, 0.2), cluster(2, 'a10', 9, null), cluster(3, 'a9', 5, 0.9)];
  const ids = (by: 'size' | 'name' | 'persistence', descending: boolean) =>
    sortClusters(list, { by, descending }).map(({ id }) => id);

  it('sorts by size, name and persistence, the unknown last either way', () => {
    expect(ids('size', true)).toEqual([2, 1, 3]);
    expect(ids('name', false)).toEqual([3, 2, 1]);
    expect(ids('persistence', true)).toEqual([3, 1, 2]);
    expect(ids('persistence', false)).toEqual([1, 3, 2]);
  });
});

describe('the members of clusters', () => {
  const labels = Int32Array.of(2, -1, 2, 5, 2);
  const prompts = ['en', 'hu', 'hu', 'en', 'hu'].map((language) => ({ language }) as Prompt);

  it('are found and counted', () => {
    expect(membersOf(labels, 2)).toEqual([0, 2, 4]);
    expect([...countsByCluster(labels, Int32Array.of(0, 1, 4))]).toEqual([
      [2, 2],
      [-1, 1],
    ]);
  });

  it('have a main language with its share', () => {
    expect(mainLanguage(prompts, [0, 2, 4])).toEqual({ code: 'hu', share: 2 / 3 });
    expect(mainLanguage(prompts, [])).toBeNull();
  });
});

describe('similarClusters', () => {
  const list = [cluster(1, 'a', 1), cluster(2, 'b', 1), cluster(3, 'c', 1), cluster(4, 'new', 1)];
  const similarity = Float32Array.of(1, 0.25, 0.75, 0.25, 1, 0, 0.75, 0, 1);
  const structure = { ids: Int32Array.of(1, 2, 3), similarity, merges: [] };

  it('puts the nearest first and the unknown last', () => {
    const found = similarClusters(1, list, structure);
    expect(found.map((each) => [each.cluster.id, each.cosine])).toEqual([
      [3, 0.75],
      [2, 0.25],
      [4, null],
    ]);
  });

  it('lists all without a similarity', () => {
    expect(similarClusters(4, list, null)).toHaveLength(3);
  });
});

describe('sweepLine', () => {
  it('takes one method and number of samples, by rising size', () => {
    const point = (method: 'eom' | 'leaf', minSamples: number, minClusterSize: number) => ({
      settings: { method, minSamples, minClusterSize },
      clusters: 1,
      noiseShare: 0,
    });
    const points = [
      point('leaf', 5, 20),
      point('eom', 5, 10),
      point('leaf', 5, 4),
      point('leaf', 1, 4),
    ];
    const sizes = sweepLine(points, 'leaf', 5).map(({ settings }) => settings.minClusterSize);
    expect(sizes).toEqual([4, 20]);
  });
});

describe('pointStyles', () => {
  const column = {
    id: 'x',
    title: 'x',
    values: [{ value: 'a', name: 'a', slot: 3 }],
    codes: Int32Array.of(0, 0, -1, ...Array<number>(9).fill(0)),
    several: new Map(),
  };
  const labels = Int32Array.from({ length: 12 }, (_, i) => (i === 0 ? 8 : 1));

  it('colours by the column, stresses the chosen cluster, and greys what has no value', () => {
    expect([...pointStyles(column, null, labels, 8).slice(0, 3)]).toEqual([
      3 | EMPHASIS,
      3,
      NOISE_SLOT,
    ]);
  });

  it('greys what is not selected, and stresses a small selection', () => {
    const few = Uint8Array.from({ length: 12 }, (_, i) => (i === 1 || i === 2 ? 1 : 0));
    expect([...pointStyles(column, few, labels, null).slice(0, 4)]).toEqual([
      DIMMED_SLOT,
      3 | EMPHASIS,
      NOISE_SLOT | EMPHASIS,
      DIMMED_SLOT,
    ]);
    const most = Uint8Array.from({ length: 12 }, (_, i) => (i === 0 ? 0 : 1));
    expect([...pointStyles(column, most, labels, null).slice(0, 2)]).toEqual([DIMMED_SLOT, 3]);
  });
});
