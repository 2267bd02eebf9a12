import 'fake-indexeddb/auto';
import { deleteDB, openDB } from 'idb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Prompt } from '../core/data';
import { openDatabase, SCHEMA_VERSION, type Database, type WorkspaceRecord } from './database';
import { VectorRepository } from './vectors';
import { WorkspaceRepository } from './workspaces';

let open: Database | null = null;
async function database(): Promise<Database> {
  open ??= await openDatabase();
  return open;
}
afterEach(async () => {
  vi.restoreAllMocks();
  open?.close();
  open = null;
  await deleteDB('touchstone');
});

const record = (id: string, promptCount = 0): WorkspaceRecord => ({
  id,
  name: id,
  created: 1,
  modified: 1,
  promptCount,
});
const prompts = (count: number, text = 'text'): Prompt[] =>
  Array.from({ length: count }, (_, i) => ({
    id: `${i}`,
    text: `${text} ${i}`,
    turns: [{ role: 'user', content: `${text} ${i}` }],
    source: 's',
    language: 'en',
    words: 2,
    count: 1,
    fields: { i },
  }));
const error = { file: 'f', row: 3, reason: 'no prompt' };
const given = (key: string, result: unknown) => ({ workspace: 'a', stage: 'given', key, result });

/** The nth write finds no room. */
function fillDiskAt(nth: number): void {
  const put = IDBObjectStore.prototype.put;
  let calls = 0;
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
    this: IDBObjectStore,
    ...args: Parameters<IDBObjectStore['put']>
  ) {
    if (++calls === nth) throw new DOMException('Encountered full disk.', 'QuotaExceededError');
    return put.apply(this, args);
  });
}

describe('WorkspaceRepository', () => {
  it('keeps a stage in parts in their order, and all of it or none', async () => {
    const repository = new WorkspaceRepository(await database());
    const stored = async () => {
      const found: unknown[] = [];
      for await (const part of repository.stageParts('a', 'answers')) found.push(part);
      return found;
    };
    const parts = Array.from({ length: 12 }, (_, n) => [`part ${n}`]);
    await repository.saveStageParts('a', 'answers', parts);
    await repository.saveStage({ workspace: 'a', stage: 'answers2', key: 'k', result: 1 });
    expect(await stored()).toEqual(parts);
    const large = (await repository.sizes()).get('a')!;
    fillDiskAt(3);
    await expect(repository.saveStageParts('a', 'answers', parts.slice(5))).rejects.toMatchObject({
      code: 'disk-full',
    });
    vi.restoreAllMocks();
    expect(await stored()).toEqual(parts);
    await repository.saveStageParts('a', 'answers', parts.slice(10));
    expect(await stored()).toEqual(parts.slice(10));
    expect((await repository.sizes()).get('a')!).toBeLessThan(large);
  });

  it('keeps prompts in order over many blocks, and each workspace its own', async () => {
    const repository = new WorkspaceRepository(await database());
    const many = prompts(1234);
    await repository.savePrompts(record('a', 1234), many, [error]);
    await repository.savePrompts(record('a2', 1), prompts(1, 'other'), []);
    expect(await repository.prompts('a')).toEqual(many);
    expect(await repository.rowErrors('a')).toEqual([error]);
    await repository.savePrompts(record('a', 2), many.slice(0, 2), []);
    expect(await repository.prompts('a')).toEqual(many.slice(0, 2));
    expect(await repository.rowErrors('a')).toEqual([]);
    expect(await repository.prompts('a2')).toHaveLength(1);
  });

  it.each([1, 3, 6, 8, 10])(
    'leaves everything as it was where write %i finds the disk full',
    async (nth) => {
      const repository = new WorkspaceRepository(await database());
      const before = prompts(300, 'before');
      await repository.savePrompts(record('a', 300), before, [error], [given('1', 'old')]);
      const sizes = await repository.sizes();
      fillDiskAt(nth);
      const saving = repository.savePrompts(
        record('a', 900),
        prompts(900, 'after'),
        [],
        [given('2', 'new')],
      );
      await expect(saving).rejects.toMatchObject({ code: 'disk-full' });
      vi.restoreAllMocks();
      expect(await repository.prompts('a')).toEqual(before);
      expect(await repository.rowErrors('a')).toEqual([error]);
      expect(await repository.stage('a', 'given')).toEqual(given('1', 'old'));
      expect((await repository.list())[0].promptCount).toBe(300);
      expect(await repository.sizes()).toEqual(sizes);
    },
  );

  it('tells the size of each workspace, and forgets it on purge', async () => {
    const repository = new WorkspaceRepository(await database());
    await repository.savePrompts(record('a', 500), prompts(500), []);
    await repository.savePrompts(record('b', 1), prompts(1), []);
    await repository.saveStage(given('k', { data: new Float32Array(10_000) }));
    await repository.saveSize('b', 'vectors', 1536);
    const sizes = await repository.sizes();
    expect(sizes.get('a')).toBeGreaterThan(40_000 + 500 * 40);
    expect(sizes.get('b')).toBeGreaterThan(1536);
    expect(sizes.get('b')).toBeLessThan(2000);
    await repository.purge('a');
    expect([...(await repository.sizes()).keys()]).toEqual(['b']);
    expect(await repository.prompts('a')).toEqual([]);
    expect(await repository.stage('a', 'given')).toBeUndefined();
    expect(await repository.prompts('b')).toHaveLength(1);
  });
});

describe('VectorRepository', () => {
  it('keeps the vectors of each model apart and drops those of no text in use', async () => {
    const vectors = new VectorRepository(await database());
    const row = (x: number) => Float32Array.of(x, 1);
    await vectors.save('m', [
      { hash: 'h1', vector: row(1) },
      { hash: 'h2', vector: row(2) },
    ]);
    await vectors.save('n', [{ hash: 'h2', vector: row(3) }]);
    expect(await vectors.load('m', ['h2', 'h0', 'h1'])).toEqual([row(2), null, row(1)]);
    expect(await vectors.retain(new Set(['h1']))).toBe(2);
    expect(await vectors.load('m', ['h1', 'h2'])).toEqual([row(1), null]);
    expect(await vectors.load('n', ['h2'])).toEqual([null]);
  });

  it('keeps none of a slice that finds the disk full', async () => {
    const vectors = new VectorRepository(await database());
    fillDiskAt(2);
    const entries = ['h1', 'h2'].map((hash) => ({ hash, vector: Float32Array.of(1) }));
    await expect(vectors.save('m', entries)).rejects.toMatchObject({ code: 'disk-full' });
    vi.restoreAllMocks();
    expect(await vectors.load('m', ['h1', 'h2'])).toEqual([null, null]);
  });
});

describe('openDatabase', () => {
  it('refuses data of a newer version by name', async () => {
    (await openDB('touchstone', SCHEMA_VERSION + 1)).close();
    await expect(openDatabase()).rejects.toMatchObject({
      code: 'newer-data',
      message: expect.stringMatching(/newer version of Touchstone/),
    });
  });

  it('upgrades the first version: everything stays, and sizes are filled in', async () => {
    const old = await openDB('touchstone', 1, {
      upgrade(first) {
        first.createObjectStore('workspaces', { keyPath: 'id' });
        first.createObjectStore('prompts', { keyPath: ['workspace', 'block'] });
        first.createObjectStore('rowErrors', { keyPath: 'workspace' });
        first.createObjectStore('stages', { keyPath: ['workspace', 'stage'] });
        first.createObjectStore('vectors');
      },
    });
    await old.put('workspaces', record('a', 2));
    await old.put('prompts', { workspace: 'a', block: 0, prompts: prompts(2) });
    await old.put('stages', given('k', new Float32Array(1000)));
    await old.put('vectors', Float32Array.of(1), ['m', 'h']);
    old.close();
    const repository = new WorkspaceRepository(await database());
    expect(await repository.list()).toEqual([record('a', 2)]);
    expect(await repository.prompts('a')).toEqual(prompts(2));
    expect((await repository.sizes()).get('a')).toBeGreaterThan(4000);
    const vectors = new VectorRepository(await database());
    expect(await vectors.load('m', ['h'])).toEqual([Float32Array.of(1)]);
  });

  it('lets a newer version in and says so', async () => {
    const onSuperseded = vi.fn();
    await openDatabase({ onSuperseded });
    (await openDB('touchstone', SCHEMA_VERSION + 1)).close();
    expect(onSuperseded).toHaveBeenCalledOnce();
  });
});
