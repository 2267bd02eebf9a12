import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import type { Prompt } from '../core/data';
import { contentHash } from '../core/prompts/content-hash';
import { openDatabase } from '../storage/database';
import { VectorRepository } from '../storage/vectors';
import { WorkspaceRepository } from '../storage/workspaces';
import { dropUnusedVectors } from './drop-unused-vectors';

const prompt = (text: string): Prompt => ({
  id: text,
  text,
  turns: [{ role: 'user', content: text }],
  source: 's',
  language: 'en',
  words: 1,
  count: 1,
  fields: {},
});

it('keeps what another workspace, or a deleted one that can come back, still holds', async () => {
  const database = await openDatabase();
  const workspaces = new WorkspaceRepository(database);
  const vectors = new VectorRepository(database);
  const record = (id: string) => ({ id, name: id, created: 1, modified: 1, promptCount: 2 });
  const texts = { gone: ['a', 'b'], open: ['b', 'c'], deleted: ['d', 'a b'] };
  for (const [id, own] of Object.entries(texts)) {
    const kept = id === 'deleted' ? { ...record(id), deleted: 1 } : record(id);
    await workspaces.savePrompts(kept, own.map(prompt), []);
  }
  const all = ['a', 'b', 'c', 'd', 'a b'];
  for (const key of ['model one', 'model two']) {
    const entries = all.map((text) => ({ hash: contentHash(text), vector: Float32Array.of(1) }));
    await vectors.save(key, entries);
  }
  expect(await dropUnusedVectors(workspaces, vectors)).toBe(0);
  await workspaces.purge('gone');
  expect(await dropUnusedVectors(workspaces, vectors)).toBe(2);
  const left = await vectors.load('model two', all.map(contentHash));
  expect(left.map((vector) => vector !== null)).toEqual([false, true, true, true, true]);
  database.close();
});
