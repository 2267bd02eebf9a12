import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { curate, type CurationAction } from './curation';
import type { TagSource } from '../judging/prompt-tags';
import { activeEntries } from './evaluation-set';
import { DEFAULT_FILTERS } from './filter';
import {
  buildManifest,
  candidatesHash,
  parseManifest,
  restoreOrAdopt,
  restoreSet,
} from './manifest';
import { sampleSet } from './sample';
import { PAPER_SAMPLE } from './sampling-settings';
import { candidates } from './testing/candidates';
import { topUp } from './top-up';

const SETTINGS = { ...PAPER_SAMPLE, per: 10, minimum: 8 };
const LAW = candidates(30, (i) => ({ category: 'law', cluster: `${i % 3}` }), 'l');
const MATHS = candidates(5, () => ({ category: 'maths' }), 'm');
const POOL = [...LAW, ...MATHS];
const drawn = () => sampleSet(POOL, DEFAULT_FILTERS, SETTINGS);
const FILES = [{ name: 'p.jsonl', sha256: 'abc', contentHash: null }];
const from = (pool: typeof POOL) => ({ count: pool.length, hash: candidatesHash(pool) });
const PROVENANCE = { files: FILES, model: null, labels: null };

describe('curate', () => {
  it('keeps, rejects with a reason, and reopens, leaving the earlier set untouched', () => {
    const before = drawn();
    const { id } = before.entries[0];
    const rejected = curate(before, { kind: 'reject', id, reason: 'nonsense' });
    expect(rejected.entries[0]).toMatchObject({ state: 'rejected', reason: 'nonsense' });
    expect(before).toEqual(drawn());
    expect(curate(before, { kind: 'keep', id }).entries[0].state).toBe('kept');
    expect(curate(rejected, { kind: 'reopen', id })).toEqual(before);
  });

  it('replaces by the next of its stratum, of the same cluster first', () => {
    const before = drawn();
    const { id, cell, stratum } = before.entries[3];
    const after = curate(before, { kind: 'replace', id, reason: 'too easy' });
    expect(after.entries).toHaveLength(before.entries.length + 1);
    expect(after.entries[4]).toMatchObject({ cell, stratum, replaces: id, state: 'open' });
    expect(after.reserves.get(stratum)).toHaveLength(19);
    expect(activeEntries(after)).toHaveLength(activeEntries(before).length);
  });

  it('refuses what is not in the set, has no reason, is done already, or has no reserve', () => {
    const set = drawn();
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
        let set = drawn();
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

describe('topUp', () => {
  it('fills only short strata and keeps ids, choices and rejections', () => {
    let set = drawn();
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

  it('revives a dropped stratum that now has enough, and an expected one that was empty', () => {
    const settings = { ...SETTINGS, belowMinimum: 'drop' as const, expected: ['medical'] };
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
});

describe('manifest', () => {
  const roundTrip = (set: ReturnType<typeof drawn>, pool = POOL) => {
    const manifest = buildManifest(set, from(pool), DEFAULT_FILTERS, [], PROVENANCE);
    return parseManifest(JSON.stringify(manifest), 'm.json');
  };

  it('gives the same set from the same prompts, decisions and reserves included', () => {
    let set = drawn();
    set = curate(set, { kind: 'replace', id: set.entries[0].id, reason: 'too easy' });
    set = curate(set, { kind: 'keep', id: set.entries[2].id });
    expect(restoreSet(roundTrip(set), POOL)).toEqual(set);
  });

  it('says by whom the tags were given, and reads manifests that don’t', () => {
    const source: TagSource = {
      tag: 'criteria',
      from: 'model',
      provider: 'p',
      model: 'm',
      template: 'v',
      prompts: 35,
      unparsed: 1,
      failed: 0,
    };
    const told = { ...PROVENANCE, tags: [source] };
    const manifest = buildManifest(drawn(), from(POOL), DEFAULT_FILTERS, [], told);
    expect(parseManifest(JSON.stringify(manifest), 'm.json').tags).toEqual([source]);
    const { expertOnly: _, occupations: __, ...filters } = DEFAULT_FILTERS;
    const older = { ...roundTrip(drawn()), filters };
    const read = parseManifest(JSON.stringify(older), 'm.json');
    expect(read.filters).toEqual(DEFAULT_FILTERS);
    expect(restoreSet(read, POOL)).toEqual(drawn());
  });

  it('has another hash of the candidates once tags are told, the same while none is', () => {
    const [first, ...rest] = POOL;
    expect(candidatesHash([{ ...first, expert: true }, ...rest])).not.toBe(candidatesHash(POOL));
    expect(candidatesHash([{ ...first, occupations: ['travel'] }, ...rest])).not.toBe(
      candidatesHash([{ ...first, occupations: ['education'] }, ...rest]),
    );
  });

  it('restores a topped-up set', () => {
    const more = [...POOL, ...candidates(20, () => ({ category: 'maths' }), 'n')];
    const set = topUp(drawn(), more, DEFAULT_FILTERS);
    const restored = restoreSet(roundTrip(set, more), more);
    expect(restored.entries).toEqual(set.entries);
    expect(restored.reserves.get('maths')).toHaveLength(15);
  });

  it('refuses other prompts, a changed manifest, and files that are none', () => {
    const manifest = roundTrip(drawn());
    expect(() => restoreSet(manifest, POOL.slice(1))).toThrow(/made from 35 prompts/);
    const changed = POOL.with(0, { ...POOL[0], category: 'maths' });
    expect(() => restoreSet(manifest, changed)).toThrow(/differ/);
    const seed = manifest.sample.seed + 1;
    const other = { ...manifest, sample: { ...manifest.sample, seed } };
    expect(() => restoreSet(other, POOL)).toThrow(/does not come out the same/);
    expect(() => parseManifest('{', 'm.json')).toThrow(/m.json is not the manifest/);
    expect(() => parseManifest('null', 'm.json')).toThrow(/not the manifest/);
    expect(() => parseManifest(JSON.stringify({ ...manifest, version: 2 }), 'm.json')).toThrow(
      /version 2/,
    );
    expect(() => parseManifest(JSON.stringify({ ...manifest, sample: null }), 'm.json')).toThrow(
      /lacks parts/,
    );
  });

  it('takes the set over by its ids where labels have changed since, and says what is missing', () => {
    const set = curate(drawn(), { kind: 'reject', id: drawn().entries[1].id, reason: 'nonsense' });
    const manifest = buildManifest(set, from(POOL), DEFAULT_FILTERS, [], PROVENANCE);
    expect(restoreOrAdopt(manifest, POOL)).toEqual({ set, exact: true });
    const relabelled = POOL.map((each) => ({ ...each, cluster: null }));
    const adopted = restoreOrAdopt(manifest, relabelled);
    expect(adopted.exact).toBe(false);
    expect(adopted.set.entries).toEqual(set.entries);
    const reserve = adopted.set.reserves.get('law')!.map(({ id }) => id);
    expect(reserve).toHaveLength(20);
    expect(set.entries.some(({ id }) => reserve.includes(id))).toBe(false);
    expect(() => restoreOrAdopt(manifest, MATHS)).toThrow(/10 of the 15 prompts.*p\.jsonl/);
  });

  it('opens a set whose labels had changed before the manifest was written, or that was taken over', () => {
    const set = drawn();
    const relabelled = POOL.map((each) => ({ ...each, cluster: null }));
    const stale = buildManifest(set, from(POOL), DEFAULT_FILTERS, [], PROVENANCE);
    expect(restoreOrAdopt(stale, relabelled)).toMatchObject({ set: { entries: set.entries } });
    const taken = { count: POOL.length, hash: null };
    const adopted = buildManifest(set, taken, DEFAULT_FILTERS, [], PROVENANCE);
    expect(restoreOrAdopt(adopted, POOL)).toMatchObject({ exact: false });
    expect(() => restoreSet(adopted, POOL)).toThrow(/taken over by the ids/);
    // As versions wrote it that took the hash of the prompts as they were on export.
    const wrong = buildManifest(set, from(relabelled), DEFAULT_FILTERS, [], PROVENANCE);
    const found = restoreOrAdopt(wrong, relabelled);
    expect(found.exact).toBe(false);
    expect(found.set.entries).toEqual(set.entries);
  });
});
