import { describe, expect, it } from 'vitest';
import { curate } from './curation';
import { activeEntries } from './evaluation-set';
import { DEFAULT_FILTERS } from './filter';
import { sampleSet } from './sample';
import { PAPER_SAMPLE } from './sampling-settings';
import {
  CLUSTER_RULE,
  CLUSTERED,
  candidates,
  drawnPool,
  POOL,
  POOL_SETTINGS,
} from './testing/candidates';
import { topUp } from './top-up';

describe('topUp', () => {
  it('fills only short strata and keeps ids, choices and rejections', () => {
    let set = drawnPool();
    const maths = set.entries.find((entry) => entry.stratum === 'maths')!.id;
    set = curate(set, { kind: 'reject', id: maths, reason: 'nonsense' });
    const source = candidates(20, () => ({ category: 'maths' }), 'n');
    const more = [...POOL, ...source, ...candidates(9, () => ({ category: 'law' }), 'k')];
    const after = topUp(set, more, DEFAULT_FILTERS);
    expect(after.entries.slice(0, set.entries.length)).toEqual(set.entries);
    const added = after.entries.slice(set.entries.length);
    expect(added).toHaveLength(6);
    expect(added.every((entry) => entry.stratum === 'maths' && entry.origin === 'top-up')).toBe(
      true,
    );
    expect(after.strata[1]).toMatchObject({ available: 25, asked: 10, chosen: 10 });
    expect(after.notices).toEqual([]);
    expect(topUp(after, more, DEFAULT_FILTERS).entries).toEqual(after.entries);
  });

  it('holds a limited category to its share, one that was short when it was limited too', () => {
    const limited = { ...PAPER_SAMPLE, minimum: 0, shareLimits: { general: 0.3 } };
    const pool = [
      ...candidates(50, () => ({ category: 'general' }), 'g'),
      ...candidates(70, () => ({ category: 'law' }), 'l'),
    ];
    const set = sampleSet(pool, DEFAULT_FILTERS, limited);
    const counts = (of: typeof set) => of.strata.map(({ asked, chosen }) => [asked, chosen]);
    expect(counts(set)).toEqual([
      [30, 30],
      [100, 70],
    ]);
    expect(set.notices.map(({ subject }) => subject)).toEqual(['law']);
    expect(topUp(set, pool, DEFAULT_FILTERS).entries).toEqual(set.entries);
    const more = [...pool, ...candidates(30, () => ({ category: 'law' }), 'k')];
    expect(counts(topUp(set, more, DEFAULT_FILTERS))).toEqual([
      [30, 30],
      [100, 100],
    ]);
  });

  it('gives a revived category no more than its share', () => {
    const limited = {
      ...POOL_SETTINGS,
      belowMinimum: 'drop' as const,
      shareLimits: { maths: 0.25 },
    };
    const set = sampleSet(POOL, DEFAULT_FILTERS, limited);
    const more = [...POOL, ...candidates(20, () => ({ category: 'maths' }), 'n')];
    const after = topUp(set, more, DEFAULT_FILTERS);
    expect(after.strata[1]).toMatchObject({ stratum: 'maths', asked: 3, chosen: 3 });
    expect(after.reserves.get('maths')).toHaveLength(22);
    expect(after.notices.map(({ code }) => code)).toEqual(['below-minimum']);
  });

  it('revives a dropped stratum that now has enough, and an expected one that was empty', () => {
    const settings = { ...POOL_SETTINGS, belowMinimum: 'drop' as const, expected: ['medical'] };
    const set = sampleSet(POOL, DEFAULT_FILTERS, settings);
    const more = [
      ...POOL,
      ...candidates(5, () => ({ category: 'maths' }), 'n'),
      ...candidates(12, () => ({ category: 'medical' }), 'd'),
    ];
    const after = topUp(set, more, DEFAULT_FILTERS);
    const counts = after.strata.map((report) => [report.stratum, report.chosen, report.dropped]);
    expect(counts).toEqual([
      ['medical', 10, false],
      ['law', 10, false],
      ['maths', 10, false],
    ]);
  });

  it('fills strata that no prompt was in when the set was drawn', () => {
    const more = [
      ...POOL,
      ...candidates(12, () => ({ category: 'medical' }), 'd'),
      ...candidates(12, () => ({ category: 'general' }), 'g'),
    ];
    const after = topUp(drawnPool(), more, DEFAULT_FILTERS);
    expect(after.strata.map(({ stratum, asked, chosen }) => [stratum, asked, chosen])).toEqual([
      ['law', 10, 10],
      ['maths', 10, 5],
      ['medical', 10, 10],
    ]);
    expect(after.reserves.get('medical')).toHaveLength(2);
  });

  it('fills what was rejected of a cluster that gives so many, from that cluster', () => {
    const set = sampleSet(CLUSTERED, DEFAULT_FILTERS, CLUSTER_RULE);
    const { id, cluster } = set.entries[0];
    const short = curate(set, { kind: 'reject', id, reason: 'nonsense' });
    const after = topUp(short, CLUSTERED, DEFAULT_FILTERS);
    expect(activeEntries(after)).toHaveLength(8);
    expect(after.entries.at(-1)).toMatchObject({ cluster, origin: 'top-up' });
    expect(after.reserves.get('law')).toHaveLength(40 - 9);
  });

  it('refuses a set by cluster once the clusters are others', () => {
    const settings = { ...CLUSTER_RULE, by: 'cluster' as const, clusters: null, per: 12 };
    const set = sampleSet(CLUSTERED, DEFAULT_FILTERS, settings);
    const more = [...CLUSTERED, ...candidates(2, () => ({ cluster: '1' }), 'n')];
    expect(topUp(set, more, DEFAULT_FILTERS).entries).toHaveLength(42);
    const merged = more.map((each) => ({ ...each, cluster: each.cluster === '3' ? '2' : '1' }));
    expect(() => topUp(set, merged, DEFAULT_FILTERS)).toThrow(/30 of its 40 prompts/);
  });
});
