import { describe, expect, it } from 'vitest';
import type { Prompt } from '../core/data';
import { importPrompts, type ImportFile, type ImportSettings } from './import-prompts';
import { readHere } from './direct-reader';

const file = (name: string, content: string): ImportFile => ({ name, blob: new Blob([content]) });
const run = (files: readonly ImportFile[], settings: ImportSettings = {}) =>
  importPrompts(files, { read: readHere, ...settings });

async function promptsOf(content: string): Promise<readonly Prompt[]> {
  return (await run([file('old', content)])).prompts;
}

describe('importPrompts', () => {
  it('merges several files with each other and with the workspace', async () => {
    const existing = await promptsOf('{"id":1,"prompt":"a"}\n{"id":2,"prompt":"b"}\n');
    const result = await run(
      [
        file('x.jsonl', '{"id":1,"prompt":"c"}\n{"id":9,"prompt":" a"}\n'),
        file('y.txt', 'c\nd\nd\n'),
      ],
      { existing },
    );
    expect(result.prompts.map(({ text, source, count }) => [text, source, count])).toEqual([
      ['a', 'old', 2],
      ['b', 'old', 1],
      ['c', 'x.jsonl', 2],
      ['d', 'y.txt', 2],
    ]);
    expect(result.prompts.slice(0, 2).map(({ id }) => id)).toEqual(['1', '2']);
    expect(new Set(result.prompts.map(({ id }) => id)).size).toBe(4);
    expect(result).toMatchObject({ added: 2, duplicates: 2, vectors: null });
    expect(result.prompts.map(({ fields }) => fields)).toEqual([{}, {}, { id: '1' }, {}]);
    expect(result.errors).toEqual([
      {
        file: 'x.jsonl',
        row: 0,
        reason: expect.stringMatching(/^1 prompt bears an id that stands/),
      },
    ]);
    expect(result.sources.map(({ indices }) => indices)).toEqual([
      [2, 0],
      [2, 3],
    ]);
    expect(result.summary).toBe('Added 2 prompts from x.jsonl, y.txt; merged 3 exact duplicates.');
    expect(existing[0].count).toBe(1);
  });

  it('takes over the columns that prompts lack from a later file, and names those that differ', async () => {
    const { prompts, summary, errors } = await run([
      file('a.jsonl', '{"id":1,"prompt":"a","level":"high"}\n{"id":2,"prompt":"b"}\n'),
      file('b.csv', 'id,prompt,level,score\n1,a,low,5\n2,b,low,6\n3,c,low,7\n'),
    ]);
    expect(prompts.map(({ fields }) => fields)).toEqual([
      { level: 'high', score: 5 },
      { level: 'low', score: 6 },
      { level: 'low', score: 7 },
    ]);
    expect(summary).toBe(
      'Added 3 prompts from a.jsonl, b.csv; merged 2 exact duplicates; took their columns score, level over for 2 prompts without a value there.',
    );
    expect(errors).toEqual([
      {
        file: 'b.csv',
        row: 0,
        reason: expect.stringMatching(/^the column "level" has another value here .*: 1$/),
      },
    ]);
  });

  it('lists an unreadable file among several, and throws where it is the only one', async () => {
    const empty = file('empty.csv', '');
    const { prompts, errors } = await run([empty, file('a.txt', 'a\n')]);
    expect(prompts).toHaveLength(1);
    expect(errors).toEqual([
      { file: 'empty.csv', row: 0, reason: expect.stringMatching(/is empty/) },
    ]);
    await expect(run([empty])).rejects.toMatchObject({ code: 'empty-file' });
    await expect(run([])).rejects.toMatchObject({ code: 'no-file' });
  });

  it('joins the vectors of workspace and files, or says why there are none', async () => {
    const existing = await promptsOf('a\n');
    const given = { data: Float32Array.of(0, 1), count: 1, dim: 2 };
    const withVectors = file(
      'v.jsonl',
      '{"prompt":"b","embedding":[3,4]}\n{"prompt":"a","embedding":[9,9]}\n',
    );
    const joined = await run([withVectors], { existing, given });
    expect(joined.vectors).toMatchObject({ count: 2, dim: 2 });
    expect(Array.from(joined.vectors!.data, (x) => x.toFixed(3))).toEqual([
      '0.000',
      '1.000',
      '0.600',
      '0.800',
    ]);

    const without = await run([withVectors, file('c.txt', 'c\n')], { existing, given });
    expect(without.vectors).toBeNull();
    expect(without.errors.at(-1)?.reason).toMatch(/1 of 3 prompts came without vectors/);
  });

  it('counts progress over all files, and stops at the signal', async () => {
    const files = [file('a.txt', 'a\n'.repeat(10)), file('b.txt', 'b\n')];
    const seen: (readonly [number, number])[] = [];
    await importPrompts(
      files,
      { read: readHere },
      {
        onProgress: ({ done, total }) => seen.push([done, total]),
      },
    );
    expect(seen).toEqual([
      [20, 22],
      [22, 22],
    ]);
    await expect(
      importPrompts(files, { read: readHere }, { signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('says what a subsample and bad rows left out', async () => {
    const content = '{"prompt":"a"}\n{"prompt":"b"}\nnull\n{"prompt":"c"}\n';
    const sampled = { ...file('s.jsonl', content), options: { sample: { size: 1, seed: 1 } } };
    expect((await run([sampled])).summary).toBe(
      'Added 1 prompt from s.jsonl; left out 2 prompts by the subsample; left out 1 bad row.',
    );
  });
});
