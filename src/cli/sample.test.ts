import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { command } from './sample';

let folder: string;
let told: string[];
const path = (name: string) => join(folder, name);

const lines = (records: readonly object[]) =>
  records.map((record) => JSON.stringify(record) + '\n').join('');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'touchstone-sample-'));
  told = [];
  vi.spyOn(console, 'error').mockImplementation((line: string) => void told.push(line));
  vi.spyOn(console, 'log').mockImplementation((line: string) => void told.push(line));
  const prompts = Array.from({ length: 60 }, (_, i) => ({
    id: `p${i}`,
    prompt: `Explain item number ${i} of the list, and say why it matters here.`,
    domain: i < 5 ? null : i % 2 ? 'law' : 'maths',
    cluster: i % 10 === 9 ? -1 : i % 5,
    score: i % 5,
  }));
  writeFileSync(path('p.jsonl'), lines(prompts));
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

async function sample(name: string, ...more: string[]): Promise<Record<string, unknown>[]> {
  const out = path(`${name}.jsonl`);
  const manifest = path(`${name}.json`);
  await command.run(['--prompts', path('p.jsonl'), '--out', out, '--manifest', manifest, ...more]);
  const text = readFileSync(out, 'utf8').trimEnd();
  return text === '' ? [] : text.split('\n').map((line) => JSON.parse(line));
}

const ids = (set: readonly Record<string, unknown>[]) => set.map((each) => each.id);

describe('touchstone sample', () => {
  it('takes so many of each category; the same seed gives the same files, another other prompts', async () => {
    const first = await sample('one', '--per', '10', '--minimum', '8');
    expect(first).toHaveLength(25);
    expect(told.join('\n')).toContain('"general" has 5 prompts in the set and needs 8 to 10');
    await sample('two', '--per', '10', '--minimum', '8');
    expect(readFileSync(path('two.jsonl'))).toEqual(readFileSync(path('one.jsonl')));
    expect(readFileSync(path('two.json'))).toEqual(readFileSync(path('one.json')));
    const other = await sample('three', '--per', '10', '--minimum', '8', '--seed', '2');
    expect(ids(other).filter((id) => ids(first).includes(id))).toHaveLength(5);
  });

  it('makes a set again from its manifest, and refuses other prompts', async () => {
    const first = await sample('one', '--per', '3', '--seed', '5');
    expect(await sample('again', '--again', path('one.json'))).toEqual(first);
    writeFileSync(path('p.jsonl'), lines([{ id: 'p0', prompt: 'Something else', domain: 'law' }]));
    await expect(sample('again', '--again', path('one.json'))).rejects.toThrow(
      /8 of the 9 prompts of this manifest are missing.*p\.jsonl/,
    );
  });

  it('takes a set over by its ids where its labels are not at hand, and says so', async () => {
    const labels = { k: 1, weights: 'uniform', threshold: { unit: 'nats', value: 1 }, seeds: [] };
    const first = await sample('one', '--per', '3', '--seed', '5');
    const manifest = { ...JSON.parse(readFileSync(path('one.json'), 'utf8')), labels };
    writeFileSync(path('one.json'), JSON.stringify(manifest));
    const records = readFileSync(path('p.jsonl'), 'utf8').replaceAll('"domain"', '"subject"');
    writeFileSync(path('p.jsonl'), records);
    const again = await sample('again', '--again', path('one.json'));
    expect(ids(again)).toEqual(ids(first));
    const categoryOf = ({ fields }: Record<string, unknown>) =>
      (fields as { category: string }).category;
    expect(again.map(categoryOf)).toEqual(first.map(categoryOf));
    expect(told.join('\n')).toContain('found by their ids');
    const written = JSON.parse(readFileSync(path('again.json'), 'utf8'));
    expect(written.candidates).toEqual({ count: 60, hash: null });
    expect(written.labels).toMatchObject({ k: 1 });
  });

  it('says what the filters left out, and what they could not tell', async () => {
    const records = Array.from({ length: 30 }, (_, i) => ({
      ...{
        id: `p${i}`,
        prompt: i < 1 ? `Far too many words, p${i}.` : `Item ${i}.`,
        domain: 'law',
      },
      ...(i < 10 && { expert: i % 2 === 0 }),
    }));
    writeFileSync(path('p.jsonl'), lines(records));
    await sample('one', '--per', '5', '--max-words', '4');
    const manifest = JSON.parse(readFileSync(path('one.json'), 'utf8'));
    expect(told.join('\n')).toContain('Left out by the filters: 1 with too many words.');
    const filters = { ...manifest.filters, expertOnly: true };
    writeFileSync(path('one.json'), JSON.stringify({ ...manifest, filters }));
    await sample('again', '--again', path('one.json'));
    expect(told.join('\n')).toContain(
      '1 with too many words, 5 no expert’s prompt, 20 not told whether an expert’s',
    );
  });

  it('avoids the prompts of earlier sets', async () => {
    const first = await sample('one', '--per', '12');
    const second = await sample('two', '--per', '12', '--seed', '9', '--earlier', path('one.json'));
    const repeated = ids(second).filter((id) => ids(first).includes(id));
    expect(repeated.sort()).toEqual(['p0', 'p1', 'p2', 'p3', 'p4']);
  });

  it('samples by cluster, those with the score, two of each', async () => {
    const set = await sample('c', '--by', 'cluster');
    expect(set).toHaveLength(10);
    expect(told.join('\n')).toContain('6 prompts are in no cluster');
    expect(await sample('again', '--again', path('c.json'))).toEqual(set);
    expect(await sample('d', '--by', 'cluster', '--min-score', '3')).toHaveLength(4);
    await expect(
      sample('d', '--by', 'cluster', '--min-score', '3', '--min-scored', '13'),
    ).rejects.toThrow(/3 or more over at least 13 scores/);
  });

  it('reads scores as the page does, and writes no empty set', async () => {
    const scored = (of: (i: number) => object) => {
      const records = Array.from({ length: 20 }, (_, i) => ({
        id: `p${i}`,
        prompt: `Explain item number ${i}.`,
        cluster: i % 2,
        ...of(i),
      }));
      writeFileSync(path('p.jsonl'), lines(records));
      return sample('s', '--by', 'cluster', '--min-score', '3');
    };
    expect(await scored((i) => ({ score: i % 2 ? '6' : '1' }))).toHaveLength(2);
    expect(await scored((i) => ({ criteria_score: i % 2 ? 6 : 1 }))).toHaveLength(2);
    expect(await scored((i) => ({ criteria: i % 2 ? ['a', 'b', 'c'] : [] }))).toHaveLength(2);
    await expect(scored(() => ({}))).rejects.toThrow(/no scores .*--tags/);
    rmSync(path('s.jsonl'));
    await expect(scored(() => ({ score: 1 }))).rejects.toThrow(
      /no prompts, so nothing was written\. No cluster has a mean score of 3/,
    );
    expect(existsSync(path('s.jsonl'))).toBe(false);
  });

  it('takes the clusters and tags that the other commands write', async () => {
    const bare = Array.from({ length: 12 }, (_, i) => ({ id: `p${i}`, prompt: `Item ${i}.` }));
    writeFileSync(path('p.jsonl'), lines([...bare, { id: 'again', prompt: 'Item 0.' }]));
    const clusters = (labels: readonly unknown[]) =>
      writeFileSync(path('c.json'), JSON.stringify({ count: labels.length, labels }));
    const tags = bare.map(({ id }, i) => ({
      ...{ id, score: i < 6 ? 9 : 1, score_of: 10, criteria: [], reason: '' },
    }));
    writeFileSync(path('t.jsonl'), lines([...tags, { id: 'gone', score: 3 }, { id: 'p1' }]));
    const options = ['--by', 'cluster', '--clusters', path('c.json'), '--tags', path('t.jsonl')];
    const drawn = async () => ids(await sample('s', ...options, '--min-score', '5')).sort();
    const labels = bare.map((_, i) => (i === 0 ? -1 : i < 3 ? 0 : i < 6 ? 1 : 2));
    clusters(labels);
    const set = await drawn();
    expect(set).toHaveLength(4);
    expect(set.slice(0, 2)).toEqual(['p1', 'p2']);
    expect(told.join('\n')).toMatch(/row 14: it has no "id", or no tag/);
    expect(told.join('\n')).toContain('1 rows are of prompts that are not in the file');
    // Vectors from elsewhere have a row for the repeated prompt, too.
    clusters([...labels, 2]);
    expect(await drawn()).toEqual(set);
    const { files, filters } = JSON.parse(readFileSync(path('s.json'), 'utf8'));
    const names = files.map(({ name }: { name: string }) => name);
    expect(names).toEqual(['p.jsonl', 'c.json', 't.jsonl']);
    expect(filters.onePerDuplicateGroup).toBe(false);
    clusters(labels.slice(1));
    await expect(drawn()).rejects.toThrow(/clusters of 11 vectors, but there are 12 prompts/);
    writeFileSync(path('c.json'), '[]');
    await expect(drawn()).rejects.toThrow(/not what "touchstone cluster --json" writes/);
    writeFileSync(path('t.jsonl'), lines([tags[0], { id: 'p1', score: 3 }]));
    await expect(drawn()).rejects.toThrow(/t\.jsonl holds scores by 7 criteria beside .* by 10/);
    writeFileSync(path('t.jsonl'), lines([{ id: 'gone', score: 3 }]));
    await expect(drawn()).rejects.toThrow(/t\.jsonl holds no tag of the prompts here/);
  });

  it('takes categories from the label command, the seeds with their own', async () => {
    const records = Array.from({ length: 59 }, (_, i) => ({
      row: i + 1,
      label: 'medical',
      general: i >= 29,
    }));
    writeFileSync(path('l.json'), JSON.stringify(records));
    writeFileSync(path('s.csv'), 'row,label\n0,law\n');
    const labels = ['--labels', path('l.json'), '--seeds', path('s.csv')];
    const set = await sample('set', ...labels, '--per', '7', '--form', 'arena-hard-v2.0');
    const count = (category: string) => set.filter((each) => each.category === category).length;
    expect([count('medical'), count('general'), count('law')]).toEqual([7, 7, 1]);
    expect(set.find((each) => each.category === 'law')?.uid).toBe('p0');
    await expect(sample('l', '--labels', path('l.json'))).rejects.toThrow(
      /no label for 1 of the 60 prompts .*"p0".* with --seeds/,
    );
    writeFileSync(path('l.json'), JSON.stringify(records.slice(1)));
    await expect(sample('l', ...labels)).rejects.toThrow(/Make it again/);
    writeFileSync(path('l.json'), '{}');
    await expect(sample('l', ...labels)).rejects.toThrow(/is not what/);
  });

  it('refuses what it can not do, saying why', async () => {
    await expect(command.run([])).rejects.toThrow(/Give --prompts and --out/);
    for (const option of ['--prompts', '--labels', '--clusters', '--tags', '--earlier', '--again'])
      await expect(sample('x', option, path('none'))).rejects.toThrow(/There is no file .*none/);
    await expect(sample('x', '--by', 'mood')).rejects.toThrow(/--by is "mood"/);
    await expect(sample('x', '--form', 'xml')).rejects.toThrow(/--form is "xml"/);
    await expect(sample('x', '--field', 'mood')).rejects.toThrow(/no column "mood"/);
    await expect(sample('x', '--per', '0')).rejects.toThrow(/must be a whole number above 0/);
  });
});
