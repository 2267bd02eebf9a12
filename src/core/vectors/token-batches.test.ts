import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenBatches } from './token-batches';

describe('tokenBatches', () => {
  it('puts like lengths together, shortest first', () => {
    const lengths = [9, 3, 8, 3, 2];
    expect(tokenBatches(lengths, { rows: 2, tokens: 100 })).toEqual([[4, 1], [3, 2], [0]]);
  });

  it('counts padding towards the budget and leaves a longer row alone', () => {
    const lengths = [4, 4, 4, 50];
    expect(tokenBatches(lengths, { rows: 10, tokens: 8 })).toEqual([[0, 1], [2], [3]]);
  });

  it('holds every row once within its limits', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 2, max: 256 })),
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 2000 }),
        (lengths, rows, tokens) => {
          const batches = tokenBatches(lengths, { rows, tokens });
          expect(batches.flat().sort((a, b) => a - b)).toEqual(lengths.map((_, index) => index));
          for (const batch of batches) {
            const longest = Math.max(...batch.map((index) => lengths[index]));
            expect(batch.length).toBeLessThanOrEqual(rows);
            expect(batch.length === 1 || batch.length * longest <= tokens).toBe(true);
          }
        },
      ),
    );
  });

  it('refuses a batch without room', () => {
    expect(() => tokenBatches([1], { rows: 0, tokens: 5 })).toThrow('at least one');
    expect(() => tokenBatches([1], { rows: 1, tokens: NaN })).toThrow('at least one');
  });
});
