import { describe, expect, it } from 'vitest';
import { contentHash } from '../core/prompts/content-hash';
import { sequenceHash, textHashes } from './text-hashes';

describe('textHashes', () => {
  it('hashes every text in order, over many slices', async () => {
    const texts = Array.from({ length: 12_000 }, (_, i) => `text ${i}`);
    const hashes = await textHashes([...texts, 'x'.repeat(600_000), 'end']);
    expect(hashes).toHaveLength(12_002);
    expect(hashes[11_999]).toBe(contentHash('text 11999'));
    expect(hashes[12_001]).toBe(contentHash('end'));
  });

  it('stops at the signal between two slices', async () => {
    const texts = Array.from({ length: 12_000 }, (_, i) => `${i}`);
    await expect(textHashes(texts, AbortSignal.abort())).rejects.toMatchObject({
      name: 'AbortError',
    });
  });
});

describe('sequenceHash', () => {
  it('tells order and extent apart, and the first texts are those of a shorter list', () => {
    expect(sequenceHash(['a', 'b'])).not.toBe(sequenceHash(['b', 'a']));
    expect(sequenceHash(['a', 'b', 'c'], 2)).toBe(sequenceHash(['a', 'b']));
    expect(sequenceHash(['a', 'b', 'c'])).not.toBe(sequenceHash(['a', 'b']));
  });
});
