import { mkdirSync, symlinkSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { command as answer } from './answer';
import { command as judge } from './judge';
import { command as tag } from './tag';
import { commandFolder } from './testing/command-folder';

const at = commandFolder();
const { path, text, rows, shared } = at;

const answers = (model: string, ...more: string[]) =>
  answer.run([...shared(), '--model', model, '--out', path(`${model}.jsonl`), ...more]);
const judged = (out: string, judges: readonly string[], ...more: string[]) =>
  judge.run([
    ...[...shared(), '--answers', path('m1.jsonl'), '--answers', path('m6.jsonl')],
    ...judges.flatMap((name) => ['--judge', name]),
    ...['--baseline', 'm6', '--out', path(out), ...more],
  ]);
const tagged = (what: string, ...more: string[]) =>
  tag.run([...shared(), '--what', what, '--model', 'judge', '--out', path('t.jsonl'), ...more]);

describe('an output that is there already', () => {
  it('is replaced by the same command, which says so, also where its settings changed', async () => {
    await answers('m1');
    expect(at.told.at(-1)).toBe(`${path('m1.jsonl')}: 8 answers of m1.`);
    await answers('m1', '--temperature', '1');
    expect(at.told.at(-1)).toBe(`${path('m1.jsonl')}, replaced: 8 answers of m1.`);
    await answers('m6');
    await judged('j.jsonl', ['judge']);
    await judged('j.jsonl', ['judge'], '--games', '1');
    expect(at.told.at(-1)).toContain('j.jsonl, replaced: 8 battles');
    await tagged('criteria');
    await tagged('criteria', '--seed', '2');
    expect(at.told.at(-1)).toContain('t.jsonl, replaced: 8 prompts tagged');
  });

  it('stays where other results or something else would be lost, before anything is paid', async () => {
    await answers('m1');
    await answers('m6');
    await judged('j.csv', ['judge']);
    await tagged('criteria');
    const { requests } = at.server;
    const m1 = ['--out', path('m1.jsonl')];
    await expect(answers('m2', ...m1)).rejects.toThrow(
      /holds answers of m1, which .*another --out/,
    );
    await expect(judged('j.csv', ['second'])).rejects.toThrow(/holds battles of judge, which/);
    await expect(judged('m1.jsonl', ['judge'])).rejects.toThrow(/same|also given as/);
    await expect(judged('t.jsonl', ['judge'])).rejects.toThrow(/holds something else than battles/);
    await expect(tagged('expert')).rejects.toThrow(
      /holds rows of score, score_of, criteria, which/,
    );
    expect(at.server.requests).toBe(requests);
    await judged('j.csv', ['judge', 'second']);
    expect(text('j.csv').trim().split('\n')).toHaveLength(33);
  });

  it('stays where a run brings nothing', async () => {
    await answers('m1');
    const before = text('m1.jsonl');
    vi.stubEnv('OPENAI_API_KEY', 'sk-wrong-but-long');
    await expect(answers('m1', '--seed', '5')).rejects.toThrow(/answered 401/);
    expect(at.told.at(-1)).toBe(
      `touchstone: ${path('m1.jsonl')} was not written: 0 answers of m1.`,
    );
    expect(text('m1.jsonl')).toBe(before);
  });

  it('is no input, folder or other output by whatever name', async () => {
    const { requests } = at.server;
    const to = (out: string) => answers('m1', '--out', out);
    await expect(to(path('p.jsonl'))).rejects.toThrow(/also given as .*p\.jsonl/);
    symlinkSync(path('p.jsonl'), path('link.jsonl'));
    await expect(to(path('link.jsonl'))).rejects.toThrow(/also given as .*p\.jsonl/);
    await expect(to(path('calls.jsonl'))).rejects.toThrow(/also given as another output/);
    mkdirSync(path('folder'));
    await expect(to(path('folder'))).rejects.toThrow(/it is a folder/);
    await expect(to(path('none/m1.jsonl'))).rejects.toThrow(/there is no folder .*none/);
    await expect(answers('m1', '--cache', path('none/c.jsonl'))).rejects.toThrow(/no folder/);
    expect(at.server.requests).toBe(requests);
    expect(rows('p.jsonl')).toHaveLength(8);
  });
});

describe('options of which one would be passed over', () => {
  it('are refused', async () => {
    const batch = ['--batch-out', path('b.jsonl')];
    await expect(answers('m1', ...batch, '--pilot', '2')).rejects.toThrow(/not in a batch/);
    const both = [...batch, '--batch-in', path('r.jsonl')];
    await expect(answers('m1', ...both)).rejects.toThrow(/not both/);
    const prompts = ['--system', 'x', '--system-file', path('s.txt')];
    await expect(answers('m1', ...prompts)).rejects.toThrow(/not both/);
    await answers('m1', '--pilot', '2', '--dry-run');
    expect(at.told.at(-1)).toContain('a pilot, 2 of 8 calls');
  });
});

describe('answers of one model in two files', () => {
  it('are refused where they differ, as one would take the place of the other', async () => {
    await answers('m1');
    await answers('m6');
    await judged('j.jsonl', ['judge'], '--answers', path('m1.jsonl'));
    await answers('m6', '--name', 'm1', '--out', path('terse.jsonl'));
    await expect(judged('j.jsonl', ['judge'], '--answers', path('terse.jsonl'))).rejects.toThrow(
      /another answer of m1 to "p0".*--name/,
    );
  });
});
