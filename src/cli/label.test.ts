import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { writeNpy } from '../core/vectors/npy';
import { command, type LabelRecord } from './label';

let folder: string;
let told: string[];
const path = (name: string) => join(folder, name);

/** Six directions: rows 0 to 2 near 0 degrees, 3 to 5 near 90; row 5 is the same as row 3. */
const ANGLES = [0, 0.1, 0.2, 1.57, 1.5, 1.57];
const DATA = Float32Array.from(ANGLES.flatMap((angle) => [Math.cos(angle), Math.sin(angle)]));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'touchstone-label-'));
  told = [];
  vi.spyOn(console, 'error').mockImplementation((line: string) => void told.push(line));
  vi.spyOn(console, 'log').mockImplementation((line: string) => void told.push(line));
  writeFileSync(path('v.f32'), new Uint8Array(DATA.buffer));
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

async function label(seeds: string, ...more: string[]): Promise<LabelRecord[]> {
  writeFileSync(path('seeds.csv'), seeds);
  const files = ['--seeds', path('seeds.csv'), '--json', path('out.json')];
  const vectors = more.includes('--vectors') ? [] : ['--vectors', path('v.f32'), '--dim', '2'];
  await command.run([...vectors, ...files, ...more]);
  return JSON.parse(readFileSync(path('out.json'), 'utf8')) as LabelRecord[];
}

describe('touchstone label', () => {
  it('writes the most probable class of every row that is no seed', async () => {
    const records = await label('row,label\n0,law\n3,maths\n', '--k', '1');
    expect(records.map((each) => [each.row, each.label, each.general])).toEqual([
      [1, 'law', false],
      [2, 'law', false],
      [4, 'maths', false],
      [5, 'maths', false],
    ]);
    expect(records[0]).toMatchObject({ probability: 1, entropy: 0 });
  });

  it('marks rows above the threshold as general and keeps their class', async () => {
    const records = await label('row,label\n0,law\n3,maths\n', '--k', '2', '--entropy', '0.5');
    expect(records.every((each) => each.general && each.label === 'law')).toBe(true);
    expect(told.join('\n')).toContain('All 4 prompts are above the threshold');
  });

  it('takes k = 40 unless told, says when that is too many, and reads .npy and semicolons', async () => {
    writeFileSync(path('v.npy'), writeNpy({ data: DATA, count: 6, dim: 2 }));
    await label('label;row\nlaw;0\nlaw;1\nmaths;3\n', '--vectors', path('v.npy'));
    expect(told.at(-1)).toContain('k = 40, uniform');
    expect(told.join('\n')).toContain('Choose k = 1');
  });

  it('names the rows of a label file that do not fit, and goes on with the others', async () => {
    const seeds = 'row,label\n0,law\n99,law\n3,maths\n5,law\n0,maths\n1,\n2,general\nx,law\n';
    const records = await label(seeds, '--k', '1');
    expect(records.map((each) => each.row)).toEqual([1, 2, 4]);
    const all = told.join('\n');
    expect(all).toContain('line 3: There is no prompt "99"');
    expect(all).toContain('line 6: "0" is "maths" here but "law" in line 2');
    expect(all).toContain('line 7: "1" has no category');
    expect(all).toContain('line 9: There is no prompt "x"');
    const split = 'row,label,split\n0,law,train\n3,maths,\n4,maths,Test\n';
    expect((await label(split, '--k', '1')).map((each) => each.row)).toEqual([1, 2, 4, 5]);
    expect(told.join('\n')).toContain('1 rows that "split" holds out');
    expect(all).toContain('labelled differently: row 3 as "maths", row 5 as "law"');
  });

  it('refuses what it can not do, saying why', async () => {
    const two = 'row,label\n0,law\n3,maths\n';
    await expect(label('row,label\n')).rejects.toThrow(/No prompt is labelled/);
    await expect(label('a,b\n1,2\n')).rejects.toThrow(/needs a column "row"/);
    await expect(label('id,label\n0,law\n')).rejects.toThrow(/names prompts by id/);
    await expect(label(two, '--weights', 'cosine')).rejects.toThrow(/uniform or distance/);
    await expect(label(two, '--k', 'ten')).rejects.toThrow(/--k is "ten"/);
    await expect(label(two, '--k', '0')).rejects.toThrow(/k is 0/);
    await expect(label(two, '--entropy=-1')).rejects.toThrow(/0 nats or more/);
    await expect(command.run([])).rejects.toThrow(/Give --vectors, --seeds and --json/);
    const bare = ['--vectors', path('v.f32'), '--seeds', path('seeds.csv'), '--json', path('o')];
    await expect(command.run(bare)).rejects.toThrow(/--dim/);
    await expect(label(two, '--seeds', path('none'))).rejects.toThrow(/There is no file .*none/);
    await expect(label(two, '--vectors', path('none.npy'))).rejects.toThrow(/There is no file/);
    await expect(command.run([...bare, '--dim', '5'])).rejects.toThrow(/48 bytes/);
  });
});
