import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FileLock } from './file-lock';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'touchstone-lock-'));
  path = join(folder, 'calls.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The number of a process that has ended. */
const gone = () => spawnSync(process.execPath, ['-e', '0']).pid;
const claim = (pid: number, host: string) => writeFileSync(`${path}.lock-${pid}-0a1b@${host}`, '');

describe('FileLock', () => {
  it('is held by one at a time, who is named, and leaves nothing behind', async () => {
    const first = await FileLock.take(path);
    await expect(FileLock.take(path)).rejects.toMatchObject({
      code: 'in-use',
      message: expect.stringContaining(`process ${process.pid}. Wait`) as string,
    });
    const beside = await FileLock.take(join(folder, 'calls.json'));
    await beside.release();
    await first.release();
    await (await FileLock.take(path)).release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    ['was killed', () => claim(gone(), hostname())],
    ['had this one’s number', () => claim(process.pid, hostname())],
  ])('of a process that %s is taken over, by one of many', async (_, leave) => {
    leave();
    const takes = await Promise.allSettled(Array.from({ length: 8 }, () => FileLock.take(path)));
    const taken = takes.filter((take) => take.status === 'fulfilled');
    expect(taken).toHaveLength(1);
    expect(readdirSync(folder)).toHaveLength(1);
    await taken[0].value.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('of another machine stays, as its processes can’t be looked at', async () => {
    claim(gone(), 'elsewhere');
    const refusal = /on elsewhere\. .* delete .*calls\.jsonl\.lock-/;
    await expect(FileLock.take(path)).rejects.toThrow(refusal);
    expect(readdirSync(folder)).toHaveLength(1);
  });
});
