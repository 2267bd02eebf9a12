import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { curate, type CurationAction } from './curation';
import { activeEntries } from './evaluation-set';
import { DEFAULT_FILTERS } from './filter';
import { sampleSet } from './sample';
import {
  candidates,
  CLUSTER_RULE,
  CLUSTERED,
  drawnPool,
  POOL,
  POOL_SETTINGS,
} from './testing/candidates';

describe('curate', () => {
  it('keeps, rejects with a reason, and reopens, leaving the earlier set untouched', () => {
    const before = drawnPool();
    const { id } = before.entries[0];
    const rejected = curate(before, { kind: 'reject', id, reason: 'nonsense' });
    expect(rejected.entries[0]).toMatchObject({ state: 'rejected', reason: 'nonsense' });
    expect(before).toEqual(drawnPool());
    expect(curate(before, { kind: 'keep', id }).entries[0].state).toBe('kept');
    expect(curate(rejected, { kind: 'reopen', id })).toEqual(before);
  });

  it('replaces by the next of its stratum, of the same cluster first', () => {
    const before = drawnPool();
    const { id, cell, stratum } = before.entries[3];
    const after = curate(before, { kind: 'replace', id, reason: 'too easy' });
    expect(after.entries).toHaveLength(before.entries.length + 1);
    expect(after.entries[4]).toMatchObject({ cell, stratum, replaces: id, state: 'open' });
    expect(after.reserves.get(stratum)).toHaveLength(19);
    expect(activeEntries(after)).toHaveLength(activeEntries(before).length);
  });

  it('counts strata, and the share limits, without the rejected', () => {
    const settings = { ...POOL_SETTINGS, shareLimits: { maths: 0.35 } };
    let set = sampleSet(POOL, DEFAULT_FILTERS, settings);
    const law = set.entries.filter(({ stratum }) => stratum === 'law');
    for (const { id } of law.slice(0, 3)) set = curate(set, { kind: 'reject', id, reason: 'r' });
    expect(set.strata.map(({ stratum, chosen }) => [stratum, chosen])).toEqual([
      ['law', 7],
      ['maths', 5],
    ]);
    expect(set.notices.map(({ code, subject }) => [code, subject])).toEqual([
      ['stratum-rejected', 'law'],
      ['below-minimum', 'law'],
      ['stratum-short', 'maths'],
      ['below-minimum', 'maths'],
      ['over-limit', 'maths'],
    ]);
    expect(set.notices.at(-1)?.message).toContain('limit of 35 %: 5 of the 12 prompts, 41.7 %.');
    set = curate(set, { kind: 'replace', id: law[5].id, reason: 'r' });
    for (const { id } of [...law.slice(0, 3), law[5]]) set = curate(set, { kind: 'reopen', id });
    expect(set.strata[0].chosen).toBe(11);
    expect(set.notices.map(({ code }) => code)).toEqual([
      'stratum-over',
      'stratum-short',
      'below-minimum',
    ]);
  });

  it('takes no prompt of an earlier set while there is another, of whatever cell', () => {
    const settings = { ...POOL_SETTINGS, per: 2, minimum: 0 };
    const pool = candidates(8, (i) => ({ cluster: i < 6 ? 'a' : 'b' }));
    const earlier = new Set(pool.slice(0, 4).map(({ id }) => id));
    let set = sampleSet(pool, DEFAULT_FILTERS, settings, earlier);
    const replacedOf = (cluster: string) => {
      const { id } = activeEntries(set).find(({ cell }) => cell.startsWith(cluster))!;
      set = curate(set, { kind: 'replace', id, reason: 'too easy' });
      const next = set.entries.find(({ replaces }) => replaces === id)!;
      return [next.cell, earlier.has(next.id)];
    };
    // Of each cluster there is one more that no earlier set held.
    expect(replacedOf('a')).toEqual(['a en', false]);
    expect(replacedOf('a')).toEqual(['b en', false]);
    expect(replacedOf('b')).toEqual(['a en', true]);
  });

  it('replaces within the number of each cluster where there is one', () => {
    let set = sampleSet(CLUSTERED, DEFAULT_FILTERS, CLUSTER_RULE);
    expect(set.entries).toHaveLength(8);
    for (let i = 0; i < 8; i++) {
      const { id, cluster } = activeEntries(set)[i % 4];
      set = curate(set, { kind: 'replace', id, reason: 'too easy' });
      const after = set.entries.find(({ replaces }) => replaces === id);
      expect(after?.cluster).toBe(cluster);
    }
    expect(activeEntries(set)).toHaveLength(8);
    const { id, cluster } = activeEntries(set)[0];
    const ofOthers = set.reserves.get('law')!.filter((each) => each.cluster !== cluster);
    const full = { ...set, reserves: new Map([['law', ofOthers]]) };
    expect(() => curate(full, { kind: 'replace', id, reason: 'x' })).toThrow(/no further prompt/);
  });

  it('refuses what is not in the set, has no reason, is done already, or has no reserve', () => {
    const set = drawnPool();
    const maths = set.entries.find((entry) => entry.stratum === 'maths')!.id;
    const attempt = (action: CurationAction) => () => curate(set, action);
    expect(attempt({ kind: 'keep', id: 'nobody' })).toThrow(/not in the set/);
    expect(attempt({ kind: 'reject', id: maths, reason: ' ' })).toThrow(/Say why/);
    expect(attempt({ kind: 'replace', id: maths, reason: 'x' })).toThrow(/no further prompt/);
    const twice = curate(set, { kind: 'reject', id: maths, reason: 'x' });
    expect(() => curate(twice, { kind: 'reject', id: maths, reason: 'y' })).toThrow(/already/);
  });

  it('keeps every id once through any decisions', () => {
    const step = fc.record({
      kind: fc.constantFrom('keep', 'reject', 'replace', 'reopen'),
      at: fc.nat(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let set = drawnPool();
        for (const { kind, at } of steps) {
          const { id, state } = set.entries[at % set.entries.length];
          const needsOpen = kind === 'reject' || kind === 'replace';
          const reserve = set.reserves.get(set.entries[at % set.entries.length].stratum) ?? [];
          if (needsOpen && state === 'rejected') continue;
          if (kind === 'replace' && reserve.length === 0) continue;
          set = curate(set, { kind, id, reason: 'r' });
        }
        const all = [...set.entries, ...[...set.reserves.values()].flat()].map((each) => each.id);
        expect(all.toSorted()).toEqual(POOL.map((each) => each.id).toSorted());
      }),
      { seed: 3, numRuns: 100 },
    );
  });
});
