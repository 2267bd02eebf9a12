import { serialize } from 'node:v8';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { storedSize } from './stored-size';

describe('storedSize', () => {
  it('is near what V8 writes for a prompt', () => {
    for (const text of ['Why is the sky blue? '.repeat(20), 'Miért kék az ég, és ő? '.repeat(20)]) {
      const prompt = {
        id: 'a-17',
        text,
        turns: [{ role: 'user', content: text }],
        source: 'file.jsonl',
        language: 'en',
        words: 100,
        count: 1,
        fields: { category: 'physics', score: 0.25, tags: ['x', 'y'], none: null },
      };
      const written = serialize(prompt).byteLength;
      expect(storedSize(prompt) / written).toBeGreaterThan(0.9);
      expect(storedSize(prompt) / written).toBeLessThan(1.1);
    }
  });

  it('counts typed arrays by their bytes', () => {
    expect(storedSize({ data: new Float32Array(1000) })).toBeGreaterThanOrEqual(4000);
    expect(storedSize(new Float32Array(1000).subarray(0, 10))).toBeLessThan(50);
  });

  it('grows with what is added, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        expect(storedSize([a, b])).toBeGreaterThan(storedSize([a]));
      }),
    );
  });
});
