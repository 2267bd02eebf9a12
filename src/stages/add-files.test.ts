import { describe, expect, it } from 'vitest';
import { writeNpy } from '../core/vectors/npy';
import { addFiles } from './add-files';
import { readHere } from './direct-reader';
import type { ImportFile } from './import-prompts';

const RADIANS_A_ROW = 0.1;

/** A file of unit vectors in the plane, each a step further round. */
function arrayOf(count: number): ImportFile {
  const angles = Array.from({ length: count }, (_, row) => row * RADIANS_A_ROW);
  const data = Float32Array.from(angles.flatMap((angle) => [Math.cos(angle), Math.sin(angle)]));
  return { name: 'v.npy', blob: new Blob([writeNpy({ data, count, dim: 2 })]) };
}

/** Rows of the array that the prompts got, as it is told by their angle. */
async function rowsGiven(csv: string, count: number, options?: ImportFile['options']) {
  const file = { name: 'p.csv', blob: new Blob([csv]), options };
  const { prompts, vectors } = await addFiles([file, arrayOf(count)], [], null, {}, readHere);
  const { data } = vectors!;
  const rowOf = (i: number) => Math.atan2(data[2 * i + 1], data[2 * i]) / RADIANS_A_ROW;
  return prompts.map(({ text }, i) => [text, Math.round(rowOf(i))] as const);
}

// The second row has a cell too many, and the fourth is the first again.
const CSV = 'prompt\na\nb,b\nc\na\n';

describe('an array beside a file', () => {
  it('may have a row for each of its rows, unreadable ones and duplicates too', async () => {
    expect(await rowsGiven(`${CSV}d\n`, 5)).toEqual([
      ['a', 0],
      ['c', 2],
      ['d', 4],
    ]);
  });

  it('may have a row for each different prompt, also where a sample is drawn', async () => {
    expect(await rowsGiven(CSV, 2)).toEqual([
      ['a', 0],
      ['c', 1],
    ]);
    const many = `prompt\nx,x\n${['a', 'b', 'c'].join('\n')}\na\n`;
    const drawn = await rowsGiven(many, 3, { sample: { size: 2, seed: 1 } });
    expect(drawn).toHaveLength(2);
    for (const [text, row] of drawn) expect('abc'[row]).toBe(text);
  });

  it('is refused with any other number of rows, and is told what the file has', async () => {
    await expect(rowsGiven(CSV, 3)).rejects.toMatchObject({
      code: 'vector-count',
      message: expect.stringMatching(
        /3 vectors, but p\.csv has 4 rows, 1 of them bad, and 2 different prompts/,
      ),
    });
  });
});
