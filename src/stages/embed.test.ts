import { describe, expect, it } from 'vitest';
import type { TextEmbedder } from '../engine/text-embedder';
import { countMissing, embedPrompts, openedSource, type VectorStore } from './embed';

/** Its vectors say which text they are of; counts what it is asked for. */
function fakeEmbedder() {
  const asked: string[] = [];
  const embedder: TextEmbedder = {
    key: 'fake',
    maxTokens: 10,
    async embed(texts) {
      asked.push(...texts);
      const data = Float32Array.from(texts.flatMap((text) => [text.length, 1]));
      return {
        vectors: { data, count: texts.length, dim: 2 },
        tokens: Int32Array.from(texts, (text) => text.length),
      };
    },
    countTokens: async (texts) => Int32Array.from(texts, (text) => text.length),
  };
  return { embedder, asked };
}

function memoryStore() {
  const kept = new Map<string, Float32Array>();
  const store: VectorStore = {
    load: async (key, hashes) => hashes.map((hash) => kept.get(key + hash) ?? null),
    async save(key, entries) {
      for (const { hash, vector } of entries) kept.set(key + hash, vector);
    },
  };
  return { store, kept };
}

const texts = Array.from({ length: 300 }, (_, index) => 'x'.repeat(1 + (index % 290)));

describe('embedPrompts', () => {
  it('returns rows in order, computes each text once and counts those over the limit', async () => {
    const { embedder, asked } = fakeEmbedder();
    const { store } = memoryStore();
    const seen: number[] = [];
    const result = await embedPrompts(
      texts,
      { source: openedSource(embedder), store },
      { onProgress: ({ done, total }) => seen.push(done / total) },
    );
    texts.forEach((text, row) => expect(result.vectors.data[row * 2]).toBe(text.length));
    expect(asked).toHaveLength(290);
    expect(result.reused).toBe(0);
    expect(result.overLimit).toBe(texts.filter((text) => text.length > 10).length);
    expect(seen[0]).toBe(0);
    expect(seen.at(-1)).toBe(1);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
  });

  it('goes on after an abort with only what is missing', async () => {
    const { embedder, asked } = fakeEmbedder();
    const { store, kept } = memoryStore();
    const controller = new AbortController();
    const onProgress = ({ done }: { done: number }) => {
      if (done > 100) controller.abort();
    };
    const first = embedPrompts(
      texts,
      { source: openedSource(embedder), store },
      { signal: controller.signal, onProgress },
    );
    await expect(first).rejects.toThrow('abort');
    const before = kept.size;
    expect(before).toBe(asked.length);
    expect(before).toBeLessThan(290);
    const second = await embedPrompts(texts, { source: openedSource(embedder), store });
    expect(asked).toHaveLength(290);
    expect(new Set(asked).size).toBe(290);
    expect(second.reused).toBeGreaterThanOrEqual(before);
    texts.forEach((text, row) => {
      expect(second.vectors.data[row * 2]).toBe(text.length);
      expect(second.tokens[row]).toBe(text.length);
    });
  });

  it('opens no model where every vector is stored and every length known', async () => {
    const { embedder } = fakeEmbedder();
    const { store } = memoryStore();
    const first = await embedPrompts(texts, { source: openedSource(embedder), store });
    expect(await countMissing(texts, 'fake', store)).toBe(0);
    expect(await countMissing([...texts, 'new', 'new'], 'fake', store)).toBe(1);
    const open = () => Promise.reject(new Error('opened'));
    const closed = { source: { key: 'fake', maxTokens: 10, open }, store };
    const again = await embedPrompts(texts, closed, {}, first.tokens);
    expect(again).toEqual({ ...first, reused: 290 });
    await expect(embedPrompts(texts, closed)).rejects.toThrow('opened');
    await expect(embedPrompts([...texts, 'new'], closed, {}, first.tokens)).rejects.toThrow(
      'opened',
    );
  });

  it('computes only longer texts anew where only their treatment differs', async () => {
    const { embedder, asked } = fakeEmbedder();
    const { store, kept } = memoryStore();
    await embedPrompts(texts, { source: openedSource(embedder), store });
    asked.length = 0;
    const source = { ...openedSource({ ...embedder, key: 'mean' }), shortTextKey: 'fake' };
    const mean = await embedPrompts(texts, { source, store });
    expect(asked).toHaveLength(280);
    expect(Math.min(...asked.map((text) => text.length))).toBe(11);
    expect(mean.reused).toBe(10);
    texts.forEach((text, row) => expect(mean.vectors.data[row * 2]).toBe(text.length));
    expect([...kept.keys()].filter((key) => key.startsWith('mean'))).toHaveLength(290);
  });

  it('refuses a vector of another length than the stored ones', async () => {
    const { embedder } = fakeEmbedder();
    const { store } = memoryStore();
    await embedPrompts(['a'], { source: openedSource(embedder), store });
    const other: TextEmbedder = {
      ...embedder,
      embed: async () => ({
        vectors: { data: Float32Array.of(1, 2, 3), count: 1, dim: 3 },
        tokens: Int32Array.of(1),
      }),
    };
    await expect(
      embedPrompts(['a', 'b'], { source: openedSource(other), store }),
    ).rejects.toMatchObject({ code: 'vector-length' });
    expect(await countMissing(['b'], 'fake', store)).toBe(1);
  });

  it('passes on what the store throws, and takes no text at all', async () => {
    const { embedder } = fakeEmbedder();
    const full: VectorStore = {
      load: async (_key, hashes) => hashes.map(() => null),
      save: () => Promise.reject(new Error('disk full')),
    };
    await expect(
      embedPrompts(['a'], { source: openedSource(embedder), store: full }),
    ).rejects.toThrow('disk full');
    const none = await embedPrompts([], { source: openedSource(embedder), store: full });
    expect(none.vectors).toEqual({ data: new Float32Array(0), count: 0, dim: 0 });
  });
});
