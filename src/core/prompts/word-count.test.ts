import { describe, expect, it } from 'vitest';
import { wordCount } from './word-count';

describe('wordCount', () => {
  it.each([
    ['', 0],
    [' \n- * !', 0],
    ['Don’t stop the state-of-the-art 3.5 t!', 6],
    ['Mi a főváros?', 3],
    ['Как дела?', 2],
    ['\ud800 x \0', 1],
    ['我喜欢学习中文', 4],
    ['今日はいい天気です', 5],
    ['สวัสดีครับ', 2],
  ])('of %j is %i', (text, words) => {
    expect(wordCount(text)).toBe(words);
  });

  it('is quick with long runs of signs, where a careless pattern takes half a minute', () => {
    expect(wordCount('='.repeat(100_000))).toBe(0);
    expect(wordCount('\u{1f600}'.repeat(25_000))).toBe(0);
    expect(wordCount(`${'-'.repeat(100_000)}a b`)).toBe(2);
  });
});
