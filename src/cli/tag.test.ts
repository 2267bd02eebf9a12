import { describe, expect, it } from 'vitest';
import { writeFileSync } from 'node:fs';
import { clusterAsText } from '../core/judging/cluster-naming';
import { seededRandom } from '../core/random';
import { writeNpy } from '../core/vectors/npy';
import { command as cluster } from './cluster';
import { describedClusters } from './described-clusters';
import { readPromptRows } from './prompt-input';
import { command as tag } from './tag';
import { commandFolder } from './testing/command-folder';

const at = commandFolder();
const { path, text, rows, write, shared } = at;

const run = (what: string, ...more: string[]) =>
  tag.run([
    ...[...shared(), '--what', what, '--model', 'judge', '--out', path(`${what}.jsonl`)],
    ...more,
  ]);

describe('touchstone tag', () => {
  it('writes scores and tags by prompt', async () => {
    await run('criteria');
    for (const row of rows('criteria.jsonl')) {
      expect(row.score).toBe((row.criteria as string[]).length);
      expect(row.score_of).toBe(7);
    }
    write('p.jsonl', [{ prompt: 'Write to ada@example.org for Ada.' }]);
    await run(
      'expert',
      ...['--mask', 'emails', '--mask-name', 'Ada', '--batch-out', path('batch.jsonl')],
    );
    expect(text('batch.jsonl')).toContain('Write to [e-mail] for [name].');
    await run('expert');
    expect(typeof rows('expert.jsonl')[0].expert).toBe('boolean');
    await run('occupations');
    await run('quality');
    expect(rows('occupations.jsonl')[0].occupational_tags).toBeInstanceOf(Array);
    expect(rows('quality.jsonl')[0].flags).toBeInstanceOf(Array);
    await run('labels');
    expect(rows('labels.jsonl')).toHaveLength(1);

    write(
      'p.jsonl',
      ['short', 'x'.repeat(9000)].map((prompt, n) => ({ id: `q${n}`, prompt })),
    );
    const model = ['--model', 'gpt-3.5-turbo', '--max-tokens', '14000', '--dry-run'];
    await run('expert', ...model);
    const said = at.told.slice(-2).join('\n');
    expect(said).toMatch(/1 prompts may exceed .* reply of 14000 tokens: q1\./);
    expect(said).toContain('1 prompts are cut at 8000 characters');
    await expect(run('taste')).rejects.toThrow(/--what is "taste"/);
  });

  it('asks in the user’s own words, or refuses them', async () => {
    writeFileSync(path('own.txt'), 'Is it for a nurse? {code} marks it. {"expert": true or false}');
    await run('expert', '--questions', path('own.txt'), '--batch-out', path('batch.jsonl'));
    expect(text('batch.jsonl')).toContain('Is it for a nurse?');
    writeFileSync(path('own.txt'), 'Is it for a nurse?');
    await expect(run('expert', '--questions', path('own.txt'))).rejects.toThrow(/lacks \{code\}/);
    write('own.json', [{ name: 'Depth' }]);
    await expect(run('criteria', '--questions', path('own.json'))).rejects.toThrow(
      /list of objects with "name" and "question"/,
    );
    expect(at.server.requests).toBe(0);
  });
});

describe('touchstone tag, of clusters', () => {
  const PER_TOPIC = 20;
  const topics = ['contract law of tenants', 'sourdough bread baking'];

  /** Prompts of two topics by turns, one of them twice; vectors with a row for each row of the file, or each prompt. */
  async function clustered(rowsOfFile: boolean): Promise<void> {
    const random = seededRandom(4);
    const prompts = Array.from({ length: 2 * PER_TOPIC }, (_, i) => ({
      ...{ id: `c${i}`, prompt: `Question ${i} on ${topics[i % 2]}, please?` },
    }));
    write('p.jsonl', [prompts[0], ...prompts]);
    const count = prompts.length + (rowsOfFile ? 1 : 0);
    const topicOf = (row: number) => (rowsOfFile ? Math.max(0, row - 1) : row) % 2;
    const data = Float32Array.from({ length: count * 3 }, (_, at) => {
      const topic = topicOf(Math.floor(at / 3));
      return random() * 0.2 + (at % 3 === topic ? 3 : 0);
    });
    writeFileSync(path('v.npy'), writeNpy({ data, count, dim: 3 }));
    const settings = ['--no-umap', '--min-cluster-size', '8', '--min-samples', '1'];
    await cluster.run(['--vectors', path('v.npy'), '--json', path('c.json'), ...settings]);
  }

  it.each([false, true])(
    'names them from their words and most central prompts (vectors of the file’s rows: %s)',
    async (rowsOfFile) => {
      await clustered(rowsOfFile);
      await run('names', '--clusters', path('c.json'));
      expect(at.told.at(-1)).toContain('2 clusters named; 0 unparsed');
      const found = rows('names.jsonl');
      expect(found.map(({ name }) => String(name).split(' ').sort())).toEqual(
        expect.arrayContaining([
          ['contract', 'law', 'tenants'],
          ['baking', 'bread', 'sourdough'],
        ]),
      );
      expect(found[0]).toMatchObject({ size: expect.any(Number) as number, reason: '' });
      const { requests } = at.server;
      await run('names', '--clusters', path('c.json'));
      expect(at.server.requests).toBe(requests);

      const [first] = describedClusters(path('c.json'), await readPromptRows(path('p.jsonl')));
      expect(first.prompts).toHaveLength(10);
      expect(new Set(first.prompts.map((each) => /law|bread/.exec(each)?.[0])).size).toBe(1);
      expect(clusterAsText(first)).toMatch(/^Keywords: .+\n\nPrompts:\n1\. Question /);
    },
  );

  it('proposes categories from them, by which it then sorts the prompts', async () => {
    await clustered(false);
    await run('categories', '--clusters', path('c.json'), '--wanted', '5');
    expect(at.told.at(-1)).toContain('2 categories proposed; 0 unparsed');
    const found = rows('categories.jsonl');
    expect(found.map(({ clusters }) => clusters)).toEqual(expect.arrayContaining([[0], [1]]));
    expect(found[0]).toMatchObject({ description: expect.stringContaining('All about') as string });
    const prompts = found.reduce((sum, row) => sum + (row.prompts as number), 0);
    expect(prompts).toBeGreaterThan(PER_TOPIC);
    await run('labels', '--questions', path('categories.jsonl'));
    const names = [...found.map(({ name }) => name), 'general'];
    for (const { category } of rows('labels.jsonl')) expect(names).toContain(category);
  });

  it('says what it lacks or has no use for, before anything is asked', async () => {
    await clustered(false);
    const clusters = ['--clusters', path('c.json')];
    await expect(run('names')).rejects.toThrow(/what "touchstone cluster --json" wrote/);
    await expect(run('expert', ...clusters)).rejects.toThrow(/--clusters is for --what names/);
    await expect(run('names', ...clusters, '--category', 'law')).rejects.toThrow(/--category out/);
    await expect(run('names', ...clusters, '--wanted', '3')).rejects.toThrow(/--what categories/);
    const { labels } = JSON.parse(text('c.json')) as { labels: number[] };
    const named = (file: object) => {
      write('c.json', [file]);
      return run('names', ...clusters);
    };
    await expect(named({ labels })).rejects.toThrow(/"centrality"\)\. Cluster again/);
    await expect(named({ labels, centrality: [1] })).rejects.toThrow(/is not what/);
    const noise = labels.map(() => -1);
    await expect(named({ labels: noise, centrality: noise })).rejects.toThrow(/has no cluster/);
    expect(at.server.requests).toBe(0);
  });
});
