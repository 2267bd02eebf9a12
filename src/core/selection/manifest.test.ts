import { describe, expect, it } from 'vitest';
import type { TagSource } from '../judging/prompt-tags';
import { curate } from './curation';
import { DEFAULT_FILTERS } from './filter';
import {
  buildManifest,
  candidatesHash,
  parseManifest,
  restoreOrAdopt,
  restoreSet,
} from './manifest';
import { candidates, drawnPool, MATHS, POOL } from './testing/candidates';
import { topUp } from './top-up';

const FILES = [{ name: 'p.jsonl', sha256: 'abc', contentHash: null }];
const from = (pool: typeof POOL) => ({ count: pool.length, hash: candidatesHash(pool) });
const PROVENANCE = { files: FILES, model: null, labels: null };

describe('manifest', () => {
  const roundTrip = (set: ReturnType<typeof drawnPool>, pool = POOL) => {
    const manifest = buildManifest(set, from(pool), DEFAULT_FILTERS, [], PROVENANCE);
    return parseManifest(JSON.stringify(manifest), 'm.json');
  };

  it('gives the same set from the same prompts, decisions and reserves included', () => {
    let set = drawnPool();
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
    const manifest = buildManifest(drawnPool(), from(POOL), DEFAULT_FILTERS, [], told);
    expect(parseManifest(JSON.stringify(manifest), 'm.json').tags).toEqual([source]);
    const { expertOnly: _, occupations: __, excludedFiles: ___, ...filters } = DEFAULT_FILTERS;
    const older = { ...roundTrip(drawnPool()), filters };
    const read = parseManifest(JSON.stringify(older), 'm.json');
    expect(read.filters).toEqual(DEFAULT_FILTERS);
    expect(restoreSet(read, POOL)).toEqual(drawnPool());
  });

  it('holds all given labels with their sources, and reads the seeds of older ones as imported', () => {
    const settings = { k: 3, weights: 'uniform', threshold: { unit: 'nats', value: 1 } } as const;
    const given = [
      { id: 'law0', category: 'law', source: 'hand' },
      { id: 'law1', category: 'general', source: 'llm' },
    ] as const;
    const read = (labels: object) => {
      const manifest = { ...roundTrip(drawnPool()), labels };
      return parseManifest(JSON.stringify(manifest), 'm.json').labels;
    };
    expect(read({ ...settings, given })).toEqual({ ...settings, given });
    expect(read({ ...settings, seeds: [{ id: 'law0', category: 'law' }] })).toEqual({
      ...settings,
      given: [{ id: 'law0', category: 'law', source: 'import' }],
    });
    expect(() => read({ ...settings, given: [null] })).toThrow(/labels of m.json/);
    expect(() => read({ ...settings, given: [{ ...given[0], source: 'knn' }] })).toThrow(/labels/);
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
    const set = topUp(drawnPool(), more, DEFAULT_FILTERS);
    const restored = restoreSet(roundTrip(set, more), more);
    expect(restored.entries).toEqual(set.entries);
    expect(restored.reserves.get('maths')).toHaveLength(15);
  });

  it('refuses other prompts, a changed manifest, and files that are none', () => {
    const manifest = roundTrip(drawnPool());
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
    const set = curate(drawnPool(), {
      kind: 'reject',
      id: drawnPool().entries[1].id,
      reason: 'nonsense',
    });
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
    const set = drawnPool();
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
