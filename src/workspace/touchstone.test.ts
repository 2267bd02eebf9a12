import 'fake-indexeddb/auto';
import { beforeAll, expect, it, vi } from 'vitest';
import { testPrompts } from '../stages/testing/local-run';
import { openDatabase } from '../storage/database';
import { WorkspaceRepository } from '../storage/workspaces';
import { Touchstone } from './touchstone.svelte';

/** What Node lacks of a page. */
beforeAll(() => {
  const stored = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  });
  vi.stubGlobal('document', { baseURI: 'http://localhost/', documentElement: { dataset: {} } });
  vi.stubGlobal('navigator', {});
});

it('leaves a workspace that another tab deletes, and says so', async () => {
  const here = new Touchstone();
  await here.open();
  const workspace = await here.createWorkspace('Mine');
  const there = new Touchstone();
  await there.open();
  await there.deleteWorkspace(workspace.id);
  await vi.waitFor(() => expect(workspace.readOnly).toBe(true));
  expect(here.problems.map(({ message }) => message)).toEqual([
    expect.stringMatching(/“Mine” was deleted in another tab/),
  ]);
  await expect(workspace.rename('Still mine')).rejects.toMatchObject({ code: 'read-only' });
  await expect(here.openWorkspace(workspace.id, true)).rejects.toMatchObject({
    code: 'no-workspace',
  });
});

it('shows of two workspaces the one that was asked for last, however long the other takes', async () => {
  const repository = new WorkspaceRepository(await openDatabase());
  const prompts = testPrompts(20_000);
  const large = { id: 'large', name: 'L', created: 1, modified: 1, promptCount: prompts.length };
  const small = { ...large, id: 'small', promptCount: 0 };
  await repository.savePrompts(large, prompts, []);
  await repository.saveStage({
    workspace: large.id,
    stage: 'unembedded',
    key: 'unembedded',
    result: true,
  });
  await repository.save(small);
  const app = new Touchstone();
  await app.open();
  await Promise.all([app.openWorkspace(large.id), app.openWorkspace(small.id)]);
  expect(app.workspace?.id).toBe(small.id);
});
