import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { sharedPath } from '../core/testing/shared';
import { cosine } from '../core/vectors/cosine';
import { nodeEmbedder } from './node-embedder';

const model = fileURLToPath(new URL('../../.cache/models/all-MiniLM-L6-v2', import.meta.url));
const fixture = sharedPath('fixtures/embeddings-minilm-64.json');
const prompts = sharedPath('data/prompts/arena-hard-v0.1.jsonl');
const ready = existsSync(model) && fixture && prompts;

describe.skipIf(!ready)('nodeEmbedder (skips without .cache/models and ../shared)', () => {
  it('meets the fp32 vectors of the reference on 64 prompts', async () => {
    const embedder = await nodeEmbedder(model);
    const reference = JSON.parse(readFileSync(fixture!, 'utf8'));
    const texts = readFileSync(prompts!, 'utf8')
      .split('\n')
      .slice(0, 64)
      .map((line) => JSON.parse(line).prompt as string);
    const { vectors } = await embedder.embed(texts);
    expect(vectors.dim).toBe(384);
    const cosines = texts.map((_, row) =>
      cosine(vectors.data.subarray(row * 384, (row + 1) * 384), reference.vectors[row]),
    );
    expect(Math.min(...cosines)).toBeGreaterThanOrEqual(0.999);
  });
});
