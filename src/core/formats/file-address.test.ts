import { describe, expect, it } from 'vitest';
import { readAddress } from './file-address';

describe('readAddress', () => {
  it.each([
    ['lmarena-ai/arena-human-preference-55k', 'lmarena-ai/arena-human-preference-55k'],
    [' tatsu-lab/alpaca_eval ', 'tatsu-lab/alpaca_eval'],
    ['https://huggingface.co/datasets/a/b', 'a/b'],
    ['https://huggingface.co/datasets/a/b.c/viewer/default/train', 'a/b.c'],
    ['https://huggingface.co/datasets/a/b/tree/main', 'a/b'],
  ])('reads %s as a data set', (text, id) => {
    expect(readAddress(text)).toEqual({ kind: 'dataset', id, host: 'huggingface.co' });
  });

  it.each([
    [
      'https://example.org/x/my%20prompts.jsonl?raw=1',
      'https://example.org/x/my%20prompts.jsonl?raw=1',
      'my prompts.jsonl',
    ],
    ['http://localhost:8000/p.csv', 'http://localhost:8000/p.csv', 'p.csv'],
    [
      'https://github.com/o/r/blob/main/d/p.jsonl',
      'https://raw.githubusercontent.com/o/r/main/d/p.jsonl',
      'p.jsonl',
    ],
    [
      'https://huggingface.co/datasets/a/b/blob/main/data/p.jsonl',
      'https://huggingface.co/datasets/a/b/resolve/main/data/p.jsonl',
      'p.jsonl',
    ],
    [
      'https://huggingface.co/datasets/a/b/resolve/main/p.jsonl',
      'https://huggingface.co/datasets/a/b/resolve/main/p.jsonl',
      'p.jsonl',
    ],
    ['https://example.org/', 'https://example.org/', 'example.org'],
    ['https://example.org/%E0%A4%A', 'https://example.org/%E0%A4%A', '%E0%A4%A'],
  ])('reads %s as a file', (text, url, name) => {
    expect(readAddress(text)).toEqual({ kind: 'file', url, name, host: new URL(url).host });
  });

  it.each(['', 'prompts', 'ftp://x/y', 'http://example.org/p.csv', 'javascript:alert(1)', 'a/b/c'])(
    'refuses “%s”',
    (text) => {
      expect(() => readAddress(text)).toThrow(expect.objectContaining({ code: 'bad-address' }));
    },
  );
});
