import { describe, expect, it } from 'vitest';
import { encodeTexts, type Encoder, type TextSettings, type TokenBatch } from './encoder';

const CLS = 1;
const SEP = 2;

/** Letters are tokens; a token's hidden state is (id, 1), so a row's mean tells which tokens it had. */
function letterEncoder() {
  const batches: TokenBatch[] = [];
  const encoder: Encoder = {
    batchLimits: { rows: 2, tokens: 100 },
    tokenize: (text) => [CLS, ...Array.from(text, (letter) => letter.charCodeAt(0)), SEP],
    async run(batch) {
      batches.push(batch);
      return { hidden: Float32Array.from([...batch.ids].flatMap((id) => [Number(id), 1])), dim: 2 };
    },
  };
  return { encoder, batches };
}

const settings: TextSettings = { prefix: '', maxTokens: 6, longTexts: 'truncate' };
const slope = (data: Float32Array, row: number) => data[row * 2] / data[row * 2 + 1];
const mean = (ids: readonly number[]) => ids.reduce((sum, id) => sum + id, 0) / ids.length;

describe('encodeTexts', () => {
  it('keeps the order of texts whatever the batches, and pads with mask 0', async () => {
    const { encoder, batches } = letterEncoder();
    const { vectors, tokens } = await encodeTexts(encoder, ['abc', 'a', 'ab'], settings);
    expect([...tokens]).toEqual([5, 3, 4]);
    expect(batches.map(({ rows, length }) => [rows, length])).toEqual([
      [2, 4],
      [1, 5],
    ]);
    expect([...batches[0].mask]).toEqual([1n, 1n, 1n, 0n, 1n, 1n, 1n, 1n]);
    expect(slope(vectors.data, 0)).toBeCloseTo(mean([CLS, 97, 98, 99, SEP]), 3);
    expect(slope(vectors.data, 1)).toBeCloseTo(mean([CLS, 97, SEP]), 3);
  });

  it('takes the first token alone where the model wants it so', async () => {
    const { encoder } = letterEncoder();
    const { vectors } = await encodeTexts(encoder, ['abc', 'a'], { ...settings, pooling: 'cls' });
    expect(slope(vectors.data, 0)).toBeCloseTo(CLS, 3);
    expect(slope(vectors.data, 1)).toBeCloseTo(CLS, 3);
  });

  it('puts the prefix before each text and cuts to the limit with the last token kept', async () => {
    const { encoder } = letterEncoder();
    const { vectors, tokens } = await encodeTexts(encoder, ['abcdef'], {
      ...settings,
      prefix: 'x',
    });
    expect([...tokens]).toEqual([9]);
    expect(slope(vectors.data, 0)).toBeCloseTo(mean([CLS, 120, 97, 98, 99, SEP]), 3);
  });

  it('averages the windows of a long text', async () => {
    const { encoder } = letterEncoder();
    const { vectors } = await encodeTexts(encoder, ['abcdefgh', 'a'], {
      ...settings,
      longTexts: 'mean',
    });
    const unit = (value: number) => [value / Math.hypot(value, 1), 1 / Math.hypot(value, 1)];
    const first = unit(mean([CLS, 97, 98, 99, 100, SEP]));
    const second = unit(mean([CLS, 101, 102, 103, 104, SEP]));
    expect(slope(vectors.data, 0)).toBeCloseTo((first[0] + second[0]) / (first[1] + second[1]), 3);
    expect(Math.hypot(vectors.data[0], vectors.data[1])).toBeCloseTo(1, 6);
  });

  it('refuses numbers that are not finite', async () => {
    const { encoder } = letterEncoder();
    const broken: Encoder = {
      ...encoder,
      run: async ({ ids }) => ({ hidden: new Float32Array(ids.length * 2).fill(NaN), dim: 2 }),
    };
    await expect(encodeTexts(broken, ['a'], settings)).rejects.toThrow('not finite');
  });

  it('takes no text', async () => {
    const { vectors } = await encodeTexts(letterEncoder().encoder, [], settings);
    expect(vectors.count).toBe(0);
  });
});
