import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CallRecord } from '../core/judging/call';
import { CallFile } from './call-file';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'touchstone-calls-'));
  path = join(folder, 'calls.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true }));

const recordOf = (key: string, text: string) =>
  ({ key, status: 'answered', text }) as unknown as CallRecord;

async function reopened(): Promise<CallFile> {
  return CallFile.open(path);
}

describe('CallFile', () => {
  it('keeps records over a restart, the later of a key before the earlier', async () => {
    const first = await CallFile.open(path);
    await first.save([recordOf('a', 'é\u2028漢'), recordOf('b', 'x')]);
    await first.save([recordOf('b', 'y')]);
    await first.close();
    const second = await reopened();
    expect(second.size).toBe(2);
    expect((await second.load(['b', 'a', 'c'])).map((record) => record?.text)).toEqual([
      'y',
      'é\u2028漢',
      undefined,
    ]);
    await second.close();
  });

  it('drops a last line that a crash cut off, inside a letter too, and goes on behind it', async () => {
    const first = await CallFile.open(path);
    await first.save([recordOf('a', 'x')]);
    await first.close();
    const whole = readFileSync(path);
    appendFileSync(path, Buffer.from('{"key":"b","text":"漢').subarray(0, -1));
    const second = await reopened();
    expect(readFileSync(path)).toEqual(whole);
    await second.save([recordOf('c', 'z')]);
    await second.close();
    const third = await reopened();
    expect(third.size).toBe(2);
    await third.close();
  });

  it('refuses a file of something else, and leaves it as it is', async () => {
    for (const content of ['{"prompt": "x"}\n', 'Dear diary', '{"prompt": "x"}', '[1]\n']) {
      writeFileSync(path, content);
      await expect(CallFile.open(path)).rejects.toMatchObject({ code: 'call-file' });
      expect(readFileSync(path, 'utf8')).toBe(content);
    }
  });
});
