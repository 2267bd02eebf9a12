import { expect, it } from 'vitest';
import { promptsWith } from '../labels/testing/prompts';
import { joinedFlags, tagColumn } from './prompt-tags';

const PROMPTS = promptsWith({}, {}, {}, {});

it('takes the model’s tag before the imported one, and counts both', () => {
  const column = tagColumn(
    PROMPTS,
    [1, 2, null, null],
    new Map([
      ['p0', 0],
      ['p2', 7],
      ['gone', 3],
    ]),
  );
  expect(column).toEqual({ values: [0, 2, 7, null], byModel: 2, imported: 1 });
});

it('is null where nobody said anything', () => {
  expect(tagColumn(PROMPTS, null, new Map([['gone', 1]]))).toBeNull();
  expect(tagColumn(PROMPTS, null, null)).toBeNull();
});

it('keeps an empty list apart from none, and joins the flags of both', () => {
  const model = new Map<string, readonly string[]>([
    ['p0', []],
    ['p1', ['nonsense', 'nsfw']],
  ]);
  const column = tagColumn(PROMPTS, [['nsfw'], ['nsfw'], null, null], model, joinedFlags);
  expect(column?.values).toEqual([['nsfw'], ['nonsense', 'nsfw'], null, null]);
  expect(tagColumn(PROMPTS, null, new Map([['p3', []]]))?.values).toEqual([null, null, null, []]);
});
