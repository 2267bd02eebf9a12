import { expect, test } from 'vitest';
import type { Prompt, Vectors } from '../core/data';
import { inputKey } from './input-key';

const prompt = (id: string, text: string): Prompt => ({
  id,
  text,
  turns: [{ role: 'user', content: text }],
  source: 's',
  language: 'en',
  words: 1,
  count: 1,
  fields: {},
});
const prompts = [prompt('a', 'one'), prompt('b', 'x'.repeat(300_000)), prompt('c', 'three')];
const vectors = (...data: number[]): Vectors => ({
  data: Float32Array.from(data),
  count: data.length / 2,
  dim: 2,
});

test('the same prompts and vectors have the same key, also as the first of more', async () => {
  const three = vectors(1, 0, 0, 1, 1, 0);
  const key = await inputKey(prompts.slice(0, 2), vectors(1, 0, 0, 1));
  expect(await inputKey(prompts, three, 2)).toBe(key);
  expect(await inputKey(prompts, three)).not.toBe(key);
  expect(await inputKey(prompts, 'model', 2)).toBe(await inputKey(prompts.slice(0, 2), 'model'));
});

test('another text, id, vector, shape or model has another key', async () => {
  const keys = await Promise.all([
    inputKey(prompts, 'model'),
    inputKey(prompts, 'other model'),
    inputKey([...prompts.slice(0, 2), prompt('c', 'drei')], 'model'),
    inputKey([...prompts.slice(0, 2), prompt('d', 'three')], 'model'),
    inputKey(prompts, vectors(1, 0, 0, 1, 1, 0)),
    inputKey(prompts, vectors(1, 0, 0, 1, 0, 1)),
    inputKey(prompts, { data: Float32Array.of(1, 0, 0, 1, 1, 0), count: 2, dim: 3 }, 2),
  ]);
  expect(new Set(keys).size).toBe(keys.length);
});
