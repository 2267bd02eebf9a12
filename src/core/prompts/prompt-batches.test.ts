import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Prompt } from '../data';
import { promptBatches } from './prompt-batches';

const prompt = (length: number): Prompt => ({
  id: '',
  text: '',
  turns: [{ role: 'user', content: 'x'.repeat(length) }],
  source: '',
  language: 'und',
  words: 1,
  count: 1,
  fields: {},
});

describe('promptBatches', () => {
  it('loses none, keeps the order, and bounds number and length', () => {
    const lengths = fc.array(fc.constantFrom(1, 5, 60_000, 150_000), { maxLength: 600 });
    fc.assert(
      fc.property(lengths, (all) => {
        const prompts = all.map(prompt);
        const batches = [...promptBatches(prompts)];
        expect(batches.flat()).toEqual(prompts);
        for (const batch of batches) {
          const chars = batch.reduce((sum, { turns }) => sum + turns[0].content.length, 0);
          expect(batch.length).toBeGreaterThan(0);
          expect(batch.length).toBeLessThanOrEqual(200);
          expect(batch.length === 1 || chars <= 100_000).toBe(true);
        }
      }),
      { numRuns: 30 },
    );
  });
});
