import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sharedPath } from '../core/testing/shared';
import { command } from './quality';

let folder: string;
let told: string[];
const path = (name: string) => join(folder, name);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'touchstone-quality-'));
  told = [];
  vi.spyOn(console, 'error').mockImplementation((line: string) => void told.push(line));
  vi.spyOn(console, 'log').mockImplementation((line: string) => void told.push(line));
  writeFileSync(
    path('reference.csv'),
    'model,rating,lower,upper\na,1,0,2\nb,5,4,6\nc,9,8,10\nd,12,11,13\n',
  );
  writeFileSync(path('good.csv'), 'model,score,lower,upper\nA,1,0,2\nb,5,4,6\nc,9,8,10\n');
  writeFileSync(path('poor.csv'), 'model,score\na,9\nb,5\nd,1\nc,6\n');
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

type Figures = Readonly<Record<string, number | null>>;

async function quality(...args: string[]): Promise<Readonly<Record<string, Figures>>> {
  await command.run([...args, '--reference', path('reference.csv'), '--json', path('out.json')]);
  return JSON.parse(readFileSync(path('out.json'), 'utf8')) as Record<string, Figures>;
}

describe('touchstone quality', () => {
  it('writes the figures of each benchmark under its name', async () => {
    writeFileSync(path('alias.csv'), 'alias,model\nA,a\n');
    const found = await quality('--benchmark', path('good.csv'), '--alias', path('alias.csv'));
    expect(Object.keys(found)).toEqual(['good']);
    expect(Object.keys(found.good)).toEqual([
      'pairs',
      'referenceSeparablePairs',
      'separability',
      'agreementSigned',
      'agreementHalf',
      'agreementSignedStrict',
      'agreementHalfStrict',
      'strictAgreement',
      'spearman',
      'kendall',
      'brier',
      'logLoss',
    ]);
    expect(found.good).toMatchObject({
      pairs: 3,
      separability: 1,
      agreementSigned: 1,
      strictAgreement: 1,
    });
  });

  it('has all columns on the models common to all, and says which are missing', async () => {
    const found = await quality('--benchmark', path('good.csv'), path('poor.csv'));
    expect(found.good.pairs).toBe(1);
    expect(found.poor).toMatchObject({
      pairs: 1,
      separability: null,
      brier: null,
      strictAgreement: 1,
    });
    expect(told).toContain('touchstone: 1 models in good and not in the reference: A.');
    expect(told).toContain(
      'touchstone: 2 models in the reference and not in every benchmark, so left out: d, a.',
    );
  });

  it('names the rows that lose their name to an earlier one by an alias', async () => {
    writeFileSync(path('alias.csv'), 'alias,model\nA,b\n');
    await quality('--benchmark', path('good.csv'), '--alias', path('alias.csv'));
    expect(told).toContain(
      'touchstone: 1 models in good with the name of an earlier row, so left out: b.',
    );
  });

  it('takes each category of a benchmark, and the chosen one of a reference', async () => {
    const long =
      'model,category,score\na,law,1\nb,law,5\nc,law,9\na,maths,9\nb,maths,5\nc,maths,1\n';
    writeFileSync(path('long.csv'), long);
    const both = await quality('--benchmark', path('long.csv'));
    expect(Object.keys(both)).toEqual(['long: law', 'long: maths']);
    expect(both['long: law'].strictAgreement).toBe(1);
    expect(both['long: maths'].strictAgreement).toBe(0);
    const one = await quality('--benchmark', path('long.csv'), '--category', 'maths');
    expect(one.long.strictAgreement).toBe(0);
    const against = (...more: string[]) =>
      command.run(['--benchmark', path('poor.csv'), '--reference', path('long.csv'), ...more]);
    await expect(against()).rejects.toThrow('Choose one with --category');
    await expect(against('--category', 'art')).rejects.toThrow('It has law, maths');
    await expect(against('--category', 'law')).resolves.toBeUndefined();
  });

  it('takes the score asked for where a file has it, and says where it has not', async () => {
    writeFileSync(
      path('alpaca.csv'),
      'model,win_rate,length_controlled_winrate,lc_standard_error\na,9,1,0.1\nb,5,5,0.1\nc,1,9,0.1\n',
    );
    const plain = await quality('--benchmark', path('alpaca.csv'));
    expect(plain.alpaca).toMatchObject({ strictAgreement: 0, separability: null });
    const score = ['--score', 'length_controlled_winrate'];
    const controlled = await quality('--benchmark', path('alpaca.csv'), ...score);
    expect(controlled.alpaca).toMatchObject({ strictAgreement: 1, separability: 1 });
    expect(told).toContain(
      'touchstone: reference has no column length_controlled_winrate; its score is rating.',
    );
    await expect(quality('--benchmark', path('good.csv'), ...score)).rejects.toMatchObject({
      code: 'no-score-column',
    });
  });

  it('lists the first rows left out, and counts the others', async () => {
    const rows = Array.from({ length: 14 }, () => 'a,1').join('\n');
    writeFileSync(path('again.csv'), `model,score\nb,2\n${rows}\n`);
    await quality('--benchmark', path('again.csv'));
    expect(told.filter((line) => line.includes('again.csv'))).toHaveLength(11);
    expect(told).toContainEqual(expect.stringContaining('again.csv: 3 more were left out.'));
  });

  it('prints a table, and marks forecasts that rest on intervals', async () => {
    await command.run(['--benchmark', path('good.csv'), '--reference', path('reference.csv')]);
    const table = told.join('\n');
    expect(table).toMatch(/separability\s+1/);
    expect(table).toContain(
      'brier and logLoss of good rest on the width of the published intervals',
    );
  });

  it('names what is wrong: options, files, models', async () => {
    await expect(command.run(['--reference', path('reference.csv')])).rejects.toThrow(
      'Give --benchmark and --reference',
    );
    await expect(quality('--benchmark', path('none.csv'))).rejects.toThrow('There is no file');
    writeFileSync(path('other.csv'), 'model,score\nx,1\ny,2\n');
    await expect(quality('--benchmark', path('other.csv'))).rejects.toThrow(
      'Only in the benchmark: x, y. Only in the reference: a, b, c, d.',
    );
  });
});

const shared = sharedPath('data/benchmark-quality');

describe.skipIf(!shared)('expected.json through the command line (skips without ../shared)', () => {
  it('all figures to 1e-9', async () => {
    const files = ['arena-hard', 'mt-bench'].map((name) => `${shared}/${name}.jsonl`);
    const options = ['--reference', `${shared}/reference-arena.csv`, '--json', path('out.json')];
    await command.run(['--benchmark', ...files, ...options]);
    const found = JSON.parse(readFileSync(path('out.json'), 'utf8')) as Record<string, Figures>;
    const expected = JSON.parse(readFileSync(`${shared}/expected.json`, 'utf8')) as Record<
      string,
      Record<string, number>
    >;
    for (const [name, figures] of Object.entries(found)) {
      for (const [figure, value] of Object.entries(figures)) {
        const theirs = figure.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
        expect(Math.abs(value! - expected[name][theirs]), `${name} ${figure}`).toBeLessThan(1e-9);
      }
    }
    expect(told.filter((line) => line.includes('sorted within each model'))).toHaveLength(2);
  });
});
