import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startLocalJudge, type LocalJudge } from '../../e2e/local-judge';
import { STRENGTHS, testPrompts } from '../stages/testing/local-run';

const COMMAND = fileURLToPath(new URL('../../bin/touchstone.mjs', import.meta.url));
const KEY = 'sk-planted-process-0123456789';
const PROMPTS = testPrompts(40);
const CONCURRENCY = 4;

let folder: string;
let server: LocalJudge;
const path = (name: string) => join(folder, name);
const lines = (name: string) => readFileSync(path(name), 'utf8').trim().split('\n');

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'touchstone-process-'));
  server = await startLocalJudge({ strengths: STRENGTHS, key: KEY });
  const rows = PROMPTS.map(({ id, text }) => JSON.stringify({ id, prompt: text }));
  writeFileSync(path('p.jsonl'), rows.join('\n'));
});

afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

interface Ended {
  /** Null where a signal ended it. */
  readonly code: number | null;
  /** All that it wrote to both streams. */
  readonly told: string;
}

/** Runs the command as a shell does, in a process of its own. @param interrupt sent at this many requests */
function touchstone(
  args: readonly string[],
  interrupt?: { readonly signal: NodeJS.Signals; readonly atRequests: number },
): Promise<Ended> {
  const { PATH } = process.env;
  // A key of another provider lies about, as it does on most machines.
  const env = { PATH, JUDGE_KEY: KEY, OPENAI_API_KEY: 'sk-of-another-provider' };
  const child = spawn(process.execPath, [COMMAND, ...args], { cwd: folder, env });
  let told = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (told += text));
  }
  const watch = setInterval(() => {
    if (!interrupt || server.requests < interrupt.atRequests) return;
    child.kill(interrupt.signal);
    clearInterval(watch);
  }, 5);
  return new Promise((resolve) => {
    child.on('close', (code) => {
      clearInterval(watch);
      resolve({ code, told });
    });
  });
}

const shared = () => [
  ...['--prompts', 'p.jsonl', '--base-url', `${server.address}/v1`, '--key-env', 'JUDGE_KEY'],
  ...['--concurrency', String(CONCURRENCY)],
];
const answer = (model: string) => [
  ...['answer', ...shared(), '--model', model, '--out', `${model}.jsonl`],
];
const judge = () => [
  ...['judge', ...shared(), '--answers', 'm1.jsonl', '--answers', 'm6.jsonl'],
  ...['--judge', 'judge', '--baseline', 'm6', '--out', 'j.jsonl'],
];

/** Replies that were sent whole and yet asked for again. */
const paidTwice = () => [...server.delivered.values()].filter((times) => times.length > 1).length;

describe('touchstone in a process of its own', () => {
  it('answers, judges and tags, from one cache, with the key from the environment', async () => {
    for (const model of ['m1', 'm6']) {
      expect(await touchstone(answer(model))).toMatchObject({ code: 0 });
      expect(lines(`${model}.jsonl`)).toHaveLength(PROMPTS.length);
    }
    const judged = await touchstone(judge());
    expect(judged).toMatchObject({ code: 0 });
    expect(judged.told).toContain('80 battles; 0 unparsed, 0 failed, 0 open');
    const tag = ['tag', ...shared(), '--what', 'expert', '--model', 'judge', '--out', 't.jsonl'];
    expect(await touchstone(tag)).toMatchObject({ code: 0 });
    expect(lines('t.jsonl')).toHaveLength(PROMPTS.length);
    expect(lines('touchstone-calls.jsonl')).toHaveLength(5 * PROMPTS.length);

    const { requests } = server;
    const before = lines('j.jsonl');
    const again = await touchstone([...judge(), '--batch-out', 'batch.jsonl']);
    expect(again.told).toContain('no batch file was written');
    expect((await touchstone(judge())).told).toContain('80 from the cache');
    expect(server.requests).toBe(requests);
    expect(lines('j.jsonl')).toEqual(before);
    const files = readdirSync(folder).map((name) => readFileSync(path(name), 'utf8'));
    expect(files.join('\n') + judged.told).not.toContain(KEY);
  });

  it.each(['SIGINT', 'SIGKILL'] as const)(
    'goes on after %s where it was, and pays nothing twice but what was in flight',
    async (signal) => {
      await server.close();
      server = await startLocalJudge({ strengths: STRENGTHS, key: KEY, delayMs: 20 });
      const cut = await touchstone(answer('m1'), { signal, atRequests: PROMPTS.length / 2 });
      expect(cut.code).toBe(signal === 'SIGINT' ? 1 : null);
      if (signal === 'SIGINT') expect(cut.told).toContain('Run the same command again to go on.');
      const kept = lines('touchstone-calls.jsonl').length;
      expect(kept).toBeGreaterThan(0);
      expect(kept).toBeLessThan(PROMPTS.length);
      expect(await touchstone(answer('m1'))).toMatchObject({ code: 0 });
      expect(lines('m1.jsonl')).toHaveLength(PROMPTS.length);
      expect(paidTwice()).toBeLessThanOrEqual(CONCURRENCY);
    },
  );

  it('says what is wrong in one line, and fails', async () => {
    const tag = ['tag', ...shared(), '--what', 'criteria', '--model', 'judge', '--out', 't.jsonl'];
    const { code, told } = await touchstone([...tag, '--questions', 'none.json']);
    expect(code).toBe(1);
    expect(told).toBe('touchstone: There is no file none.json. Check the path.\n');
    const own = [{ name: 'a', question: 'Is it?' }];
    writeFileSync(path('own.json'), JSON.stringify([...own, ...own]));
    const twice = await touchstone([...tag, '--questions', 'own.json']);
    expect(twice.told).toContain('own.json: Two criteria are called “a”');
    expect(server.requests).toBe(0);
  });

  it('sends an address of the user’s own no key that is not named for it', async () => {
    const args = ['answer', '--prompts', 'p.jsonl', '--base-url', `${server.address}/v1`];
    const { code, told } = await touchstone([...args, '--model', 'm1', '--out', 'm1.jsonl']);
    expect(code).toBe(1);
    expect(told).toContain('Incorrect API key provided: none');
  });
});
