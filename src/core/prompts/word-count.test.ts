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

  it('takes time in line with the length, also for a long run without a letter', () => {
    // Minutes where the search begins anew at each of its characters.
    expect(wordCount(`${'-'.repeat(200_000)} one ${'='.repeat(200_000)}a`)).toBe(2);
  });
});
