import { describe, expect, it } from 'vitest';
import { tokenCounter } from '../../readers/token-counter';
import { averageTokens } from './average-tokens';

const answers = [
  { promptId: 'p', model: 'a', text: 'Hello world', tokens: 10 },
  { promptId: 'q', model: 'a', text: 'Hello', reasoning: 'long thought', tokens: 20 },
  { promptId: 'p', model: 'b', text: '' },
];

describe('averageTokens', () => {
  it('takes the files’ own counts, and leaves out answers without', () => {
    expect(averageTokens(answers)).toEqual([{ model: 'a', tokens: 15, answers: 2 }]);
  });

  it('counts the answers, without the reasoning, in the encoding chosen', () => {
    const words = (text: string) => text.split(' ').filter(Boolean).length;
    expect(averageTokens(answers, words)).toEqual([
      { model: 'a', tokens: 1.5, answers: 2 },
      { model: 'b', tokens: 0, answers: 1 },
    ]);
  });
});

describe('tokenCounter', () => {
  it('counts in the encoding chosen, and special tokens as text', async () => {
    const [o200k, cl100k] = [await tokenCounter('o200k'), await tokenCounter('cl100k')];
    expect([o200k('Hello world'), cl100k('Hello world')]).toEqual([2, 2]);
    const hungarian = 'Árvíztűrő tükörfúrógép';
    expect(o200k(hungarian)).toBeLessThan(cl100k(hungarian));
    expect(cl100k('<|endoftext|>')).toBeGreaterThan(1);
  });
});
