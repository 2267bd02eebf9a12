import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, vi } from 'vitest';
import { startLocalJudge, type LocalJudge } from '../../../e2e/local-judge';
import { STRENGTHS, testPrompts } from '../../stages/testing/local-run';

/** The only key that the local provider takes. */
export const KEY = 'sk-planted-cli-0123456789';

/** A folder with a file of eight prompts, `p.jsonl`, in which commands call the local provider. */
export interface CommandFolder {
  readonly server: LocalJudge;
  /** What the commands wrote to either stream, by call. */
  readonly told: readonly string[];
  /** Of all files. */
  readonly names: readonly string[];
  path(name: string): string;
  text(name: string): string;
  /** Of a JSONL file. */
  rows(name: string): Record<string, unknown>[];
  write(name: string, rows: readonly object[]): void;
  /** Options of every command that calls models. */
  shared(): string[];
}

/** Makes the folder anew for each test of the file, and takes it away. */
export function commandFolder(): CommandFolder {
  let folder: string;
  let server: LocalJudge;
  let told: string[];
  const path = (name: string) => join(folder, name);
  const text = (name: string) => readFileSync(path(name), 'utf8');
  const write = (name: string, rows: readonly object[]) =>
    writeFileSync(path(name), rows.map((row) => JSON.stringify(row)).join('\n'));

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'touchstone-models-'));
    server = await startLocalJudge({ strengths: STRENGTHS, key: KEY });
    told = [];
    vi.spyOn(console, 'error').mockImplementation((line: string) => void told.push(line));
    vi.spyOn(console, 'log').mockImplementation((line: string) => void told.push(line));
    vi.stubEnv('OPENAI_API_KEY', KEY);
    const prompts = testPrompts(8);
    write(
      'p.jsonl',
      prompts.map(({ id, text: prompt }) => ({ id, prompt, category: 'maths' })),
    );
  });

  afterEach(async () => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
    await server.close();
    rmSync(folder, { recursive: true });
  });

  return {
    get server() {
      return server;
    },
    get told() {
      return told;
    },
    get names() {
      return readdirSync(folder);
    },
    ...{ path, text, write },
    rows: (name) =>
      text(name)
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>),
    shared: () => [
      ...['--prompts', path('p.jsonl'), '--base-url', `${server.address}/v1`],
      ...['--key-env', 'OPENAI_API_KEY', '--cache', path('calls.jsonl')],
    ],
  };
}
