import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenWindows, truncateTokens } from './token-window';

const CLS = 101;
const SEP = 102;

describe('truncateTokens', () => {
  it('keeps the final [SEP]', () => {
    expect(truncateTokens([CLS, 1, 2, 3, 4, SEP], 4)).toEqual([CLS, 1, 2, SEP]);
  });

  it('leaves what fits as it is', () => {
    const tokens = [CLS, 1, 2, SEP];
    expect(truncateTokens(tokens, 4)).toBe(tokens);
  });

  it('refuses a limit without room for a token', () => {
    expect(() => truncateTokens([CLS, SEP], 2)).toThrow('at least 3');
    expect(() => truncateTokens([CLS, SEP], 4.5)).toThrow('whole number');
  });
});

describe('tokenWindows', () => {
  it('cuts without overlap, each window between [CLS] and [SEP]', () => {
    expect(tokenWindows([CLS, 1, 2, 3, 4, 5, SEP], 4)).toEqual([
      [CLS, 1, 2, SEP],
      [CLS, 3, 4, SEP],
      [CLS, 5, SEP],
    ]);
  });

  it('holds every token once, in order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1000, max: 2000 })),
        fc.integer({ min: 3, max: 20 }),
        (inner, limit) => {
          const windows = tokenWindows([CLS, ...inner, SEP], limit);
          expect(windows.flatMap((window) => window.slice(1, -1))).toEqual(inner);
          expect(windows.every((window) => window.length <= limit)).toBe(true);
        },
      ),
    );
  });
});
