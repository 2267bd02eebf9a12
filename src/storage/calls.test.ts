import 'fake-indexeddb/auto';
import { deleteDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CallRecord } from '../core/judging/call';
import { JUDGE_PARAMETERS, NO_USAGE } from '../core/judging/call';
import { CallRepository } from './calls';
import { openDatabase, type Database } from './database';
import { KeyVault } from './key-vault';
import { WorkspaceRepository } from './workspaces';

let database: Database;
beforeEach(async () => {
  database = await openDatabase();
});
afterEach(async () => {
  database.close();
  await deleteDB('touchstone');
});

const recordOf = (key: string, text = 'x'): CallRecord => ({
  key,
  task: 'judge',
  provider: 'p',
  model: 'm',
  subject: { promptId: '1' },
  status: 'answered',
  text,
  reasoning: '',
  followUp: null,
  finish: 'stop',
  failure: null,
  usage: NO_USAGE,
  costUsd: 0,
  tries: 1,
  sent: JUDGE_PARAMETERS,
  delimiter: null,
  run: 'r',
  at: 1,
});

describe('CallRepository', () => {
  it('keeps the calls of each workspace apart, replaces by key, and goes with its workspace', async () => {
    const one = new CallRepository(database, 'one');
    const two = new CallRepository(database, 'two');
    await one.save([recordOf('a'), recordOf('b')]);
    await one.save([recordOf('b', 'later')]);
    await two.save([recordOf('a', 'of two')]);
    const texts = async (of: CallRepository) =>
      (await of.load(['b', 'a', 'c'])).map((record) => record?.text ?? null);
    expect(await texts(one)).toEqual(['later', 'x', null]);
    expect(await texts(two)).toEqual([null, 'of two', null]);
    await new WorkspaceRepository(database).purge('one');
    expect(await texts(one)).toEqual([null, null, null]);
    expect(await texts(two)).toEqual([null, 'of two', null]);
  });
});

const KEY = 'sk-planted-0123456789';

/** Everything that the database holds, as far as it can be read. */
async function everything(): Promise<string> {
  const parts: string[] = [];
  for (const name of database.objectStoreNames) {
    for (const value of await database.getAll(name)) {
      parts.push(
        JSON.stringify(value, (_, inner: unknown) =>
          inner instanceof ArrayBuffer
            ? new TextDecoder('latin1').decode(inner)
            : inner instanceof Uint8Array
              ? new TextDecoder('latin1').decode(inner)
              : inner,
        ),
      );
    }
  }
  return parts.join('\n');
}

describe('KeyVault', () => {
  it('keeps a key under a passphrase, and never in the clear', async () => {
    const vault = new KeyVault(database);
    await vault.save('openai', KEY, 'correct horse');
    expect(await vault.list()).toEqual([{ provider: 'openai', lock: 'passphrase' }]);
    expect(await everything()).not.toContain(KEY);
    expect(await everything()).not.toContain('correct horse');
    expect(await vault.open('openai', 'correct horse')).toBe(KEY);
    await expect(vault.open('openai', 'wrong')).rejects.toMatchObject({ code: 'wrong-passphrase' });
    await expect(vault.open('openai', null)).rejects.toMatchObject({ code: 'wrong-passphrase' });
    await expect(vault.open('gemini', 'x')).rejects.toMatchObject({ code: 'no-key' });
  });

  it('keeps a key by a browser key that nobody can read, and forgets it', async () => {
    const vault = new KeyVault(database);
    await vault.save('gemini', KEY, null);
    expect(await vault.open('gemini', null)).toBe(KEY);
    expect(await everything()).not.toContain(KEY);
    const stored = await database.get('keys', 'gemini');
    expect(stored?.deviceKey?.extractable).toBe(false);
    await expect(crypto.subtle.exportKey('raw', stored!.deviceKey!)).rejects.toThrow();
    await vault.forget('gemini');
    await expect(vault.open('gemini', null)).rejects.toMatchObject({ code: 'no-key' });
    await vault.save('a', KEY, null);
    await vault.forgetAll();
    expect(await vault.list()).toEqual([]);
  });

  it('ties a cipher to its provider', async () => {
    const vault = new KeyVault(database);
    await vault.save('a', KEY, 'p');
    const stored = await database.get('keys', 'a');
    await database.put('keys', { ...stored!, provider: 'b' });
    await expect(vault.open('b', 'p')).rejects.toMatchObject({ code: 'wrong-passphrase' });
  });
});
