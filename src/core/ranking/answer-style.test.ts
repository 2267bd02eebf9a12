import { describe, expect, it } from 'vitest';
import { answerStyle, withoutFencedCode } from './answer-style';

describe('withoutFencedCode', () => {
  it('cuts the block and not the same words elsewhere', () => {
    const text = 'print(1)\n```python\nprint(1)\n```\nprint(1)';
    expect(withoutFencedCode(text)).toBe('print(1)\nprint(1)');
  });

  it.each([
    ['a longer closing fence', 'a\n```\nx\n`````\nb', 'a\nb'],
    ['a shorter fence inside', 'a\n````\n```\nx\n````\nb', 'a\nb'],
    ['tildes', 'a\n~~~\nx\n```\n~~~\nb', 'a\nb'],
    ['an open block, to the end', 'a\n```js\n# x', 'a'],
    ['a fence inside a list item', '1. a\n\n     ```sh\n     - x\n     ```\n2. b', '1. a\n\n2. b'],
    ['carriage returns', 'a\r\n```\r\nx\r\n```\r\nb', 'a\r\nb'],
    ['three backticks in a line, which are no block', 'a ```x``` b\n- c', 'a ```x``` b\n- c'],
    ['code in a line of its own, which is none either', '```x``` b\n- c', '```x``` b\n- c'],
  ])('%s', (_, text, left) => {
    expect(withoutFencedCode(text)).toBe(left);
  });
});

describe('answerStyle', () => {
  it('counts headers, list items and bold spans outside code', () => {
    const text = [
      '# One',
      '####### seven is no header',
      '## Two',
      '#hashtag',
      '- a',
      '  * b',
      '12. c',
      '-no item',
      '**bold** and __bold__ and **two',
      'lines**',
      '```',
      '# x',
      '- x',
      '**x**',
      '```',
    ].join('\n');
    expect(answerStyle(text, 77)).toEqual({ length: 77, headers: 2, lists: 3, bold: 2 });
  });

  it.each(['\n', '\r', '\u2028'])(
    'counts in time that grows with the length: 200,000 of %j',
    (end) => {
      // Two minutes where each line looks on over all that follow.
      const text = `${end.repeat(200_000)}- a${end}${end}1. b`;
      expect(answerStyle(text, 0)).toMatchObject({ lists: 2 });
    },
  );

  it('measures length in code points without a token count', () => {
    expect(answerStyle('a😀é').length).toBe(3);
  });
});
