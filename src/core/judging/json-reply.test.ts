import fc from 'fast-check';
import { expect, it } from 'vitest';
import { NAMING_TASK } from './cluster-naming';
import { jsonInReply } from './json-reply';
import { QUALITY_TASK } from './prompt-quality';

/** What is quadratic in the 190,000 characters takes more, what is linear a small part of it. */
const FAR_TOO_LONG_MS = 20_000;

const values = (reply: string) => jsonInReply(reply).values;

it('finds the outermost values, in fences and prose', () => {
  expect(values('a [1] b {"c": [2]} d ```json\n{"e": "}"}\n```')).toEqual([
    [1],
    { c: [2] },
    { e: '}' },
  ]);
  expect(values("{'a': 'it\\'s', 'b': None,}")).toEqual([{ a: "it's", b: null }]);
  expect(values('It is "so [1]')).toEqual([[1]]);
  expect(values(`{'a': 'it's True', "b": "'None', ]",}`)).toEqual([
    { a: "it's True", b: "'None', ]" },
  ]);
  expect(values('{“a”: “so “it” is”, b: "a "b" c\n\\(x\\)\\n", "c": 1}')).toEqual([
    { a: 'so “it” is', b: 'a "b" c\n\\(x\\)\n', c: 1 },
  ]);
});

it('tells objects that can not be read from sets, and takes no list out of them', () => {
  expect(jsonInReply('{1, 2} {"a": x [1], {"b": 2}} [3]')).toEqual({
    values: [{ b: 2 }, [3]],
    broken: ['{"a": x [1], {"b": 2}}'],
  });
  expect(jsonInReply('[3] {"a": "b "] c", [1]')).toEqual({
    values: [[3]],
    broken: ['{"a": "b "] c", [1]'],
  });
});

it('never throws, and bounds the cost of a hostile reply', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void jsonInReply(text)));
  expect(jsonInReply('['.repeat(200_000)).values).toEqual([]);
  expect(jsonInReply('{"'.repeat(100_000)).values).toEqual([]);
});

it.each([
  "\\'",
  '\\"',
  "'",
  '"',
  ' ',
  ', ',
  "' ",
  '[]',
  '[{',
  '”',
  'a',
  'a:',
  '{a:',
  ',name:',
  ',name:"',
])('takes time in proportion to a reply of many %j', { timeout: FAR_TOO_LONG_MS }, (part) => {
  const many = part.repeat(190_000 / part.length);
  for (const reply of [
    `{${many}}`,
    `{'${many}}`,
    `{'a': '${many}', }`,
    `{a: ${many}`,
    `x${many}x`,
  ]) {
    expect(NAMING_TASK.parse(reply).ok).toBe(false);
    expect(QUALITY_TASK.parse(`{"faults": ${reply}`).ok).toBe(false);
  }
});
