import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineSplitter } from './line-splitter';

function split(chunks: readonly string[]): string[] {
  const splitter = new LineSplitter();
  return [...chunks.flatMap((chunk) => splitter.push(chunk)), ...splitter.finish()];
}

describe('LineSplitter', () => {
  it('splits on line feeds only', () => {
    expect(split(['a\u2028b\u2029c\u0085d\ve\n', 'f\r\ng\rh'])).toEqual([
      'a\u2028b\u2029c\u0085d\ve',
      'f',
      'g\rh',
    ]);
  });

  it('keeps empty lines, so that line numbers hold, and needs no last newline', () => {
    expect(split(['a\n\n\nb'])).toEqual(['a', '', '', 'b']);
    expect(split(['a\n'])).toEqual(['a']);
  });

  it('does not depend on the chunks', () => {
    const piece = fc.constantFrom('a', 'b\n', '\r\n', '\u2028', '');
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        expect(split(pieces)).toEqual(split([pieces.join('')]));
      }),
    );
  });

  it('refuses a line that would exhaust the memory', () => {
    const splitter = new LineSplitter();
    const chunk = 'x'.repeat(2 ** 25);
    expect(() => {
      for (let i = 0; i < 3; i++) splitter.push(chunk);
    }).toThrow(/longer than 64 million characters/);
  });
});
