import { describe, expect, it } from 'vitest';
import { conversationText, readConversation } from './conversation';

const user = (content: string) => ({ role: 'user', content });
const assistant = (content: string) => ({ role: 'assistant', content });

describe('readConversation', () => {
  it.each([
    ['plain text', 'Why?', [user('Why?')]],
    ['a number', 42, [user('42')]],
    ['turns without roles', [{ content: 'a' }, { content: 'b' }], [user('a'), user('b')]],
    ['a list of texts', ['a', 'b'], [user('a'), user('b')]],
    [
      'messages',
      [{ role: 'system', content: 's' }, user('a'), assistant('b')],
      [{ role: 'system', content: 's' }, user('a'), assistant('b')],
    ],
    [
      'from and value',
      [
        { from: 'human', value: 'a' },
        { from: 'gpt', value: 'b' },
      ],
      [user('a'), assistant('b')],
    ],
    [
      'lists of parts',
      [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'a' },
            { type: 'image', image: {} },
          ],
        },
      ],
      [user('a')],
    ],
    ['messages as JSON in a cell', '[{"role":"user","content":"a"}]', [user('a')]],
    ['a prompt that is JSON', '[{"name":"a"}]', [user('[{"name":"a"}]')]],
    ['an unknown role', [user('a'), { role: 'tool', content: 'b' }], [user('a'), assistant('b')]],
  ])('reads %s', (_, value, turns) => {
    expect(readConversation(value)).toEqual(turns);
  });

  it.each([null, undefined, '', ' \n', [], {}, [1, 2], [assistant('only')], [[]], () => 1])(
    'finds no prompt in %j',
    (value) => {
      expect(readConversation(value)).toBeNull();
    },
  );

  it('does not recurse without end', () => {
    let nested: unknown = 'text';
    for (let i = 0; i < 50_000; i++) nested = [nested];
    expect(readConversation(nested)).toBeNull();
  });

  it('takes no role from the prototype', () => {
    const turns = [{ role: 'constructor', content: 'x' }, user('a')];
    expect(readConversation(turns)).toEqual([assistant('x'), user('a')]);
  });
});

describe('conversationText', () => {
  const turns = [
    { role: 'system', content: 's' },
    { role: 'user', content: 'a' },
    { role: 'assistant', content: 'b' },
    { role: 'user', content: 'c' },
  ] as const;

  it('joins the user turns, or takes the first', () => {
    expect(conversationText(turns, 'all')).toBe('a\nc');
    expect(conversationText(turns, 'first')).toBe('a');
  });
});
