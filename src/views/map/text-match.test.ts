import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excerpt, matchPieces } from './text-match';

describe('matchPieces', () => {
  it('marks every occurrence, whatever the case', () => {
    expect(matchPieces('A cat, a CAT.', ['cat'])).toEqual([
      { text: 'A ', matched: false },
      { text: 'cat', matched: true },
      { text: ', a ', matched: false },
      { text: 'CAT', matched: true },
      { text: '.', matched: false },
    ]);
  });

  it('takes the terms as text, not as patterns', () => {
    const marked = matchPieces('f(x) = x*2', ['(x)', 'x*']).filter(({ matched }) => matched);
    expect(marked.map(({ text }) => text)).toEqual(['(x)', 'x*']);
  });

  it('loses nothing of the text', () => {
    const terms = fc.array(fc.string({ minLength: 1, maxLength: 3 }), { maxLength: 3 });
    fc.assert(
      fc.property(fc.string(), terms, (text, wanted) => {
        expect(
          matchPieces(text, wanted)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });
});

describe('excerpt', () => {
  it('collapses white space and cuts', () => {
    expect(excerpt('one\n\n  two three', [], 7)).toBe('one two…');
    expect(excerpt('short', [], 7)).toBe('short');
  });

  it('starts shortly before a match that is far in', () => {
    const text = `${'a '.repeat(300)}needle${' b'.repeat(300)}`;
    const cut = excerpt(text, ['Needle'], 100);
    expect(cut).toContain('needle');
    expect(cut.startsWith('…')).toBe(true);
  });
});
