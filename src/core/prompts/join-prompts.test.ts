import { expect, test } from 'vitest';
import type { Prompt } from '../data';
import { PromptJoin } from './join-prompts';

const prompt = (id: string, text: string): Prompt => ({
  id,
  text,
  turns: [{ role: 'user', content: text }],
  source: 'test',
  language: 'en',
  words: 1,
  count: 2,
  fields: {},
});

test('joins by id and text, by text alone, and keeps another text under the same id apart', () => {
  const join = new PromptJoin();
  join.keep([prompt('1', 'Boil an egg.'), prompt('2', 'Fry an egg.')]);
  join.add([
    prompt('1', 'Boil  an egg.'),
    prompt('x', 'Fry an egg.'),
    prompt('2', 'Poach an egg.'),
    prompt('new', 'Scramble an egg.'),
  ]);
  expect(join.prompts.map(({ text }) => text)).toEqual([
    'Boil an egg.',
    'Fry an egg.',
    'Poach an egg.',
    'Scramble an egg.',
  ]);
  expect(join.idOf('1')).toBe('1');
  expect(join.idOf('x')).toBe('2');
  expect(join.idOf('2')).toBe(join.prompts[2].id);
  expect(join.idOf('unheard of')).toBe('unheard of');
  expect(join.conflicts).toEqual([{ id: '2', newId: join.prompts[2].id }]);
});

test('tells prompts with other turns apart, and joins equal ones whatever part is their text', () => {
  const talk = (id: string, ...asked: string[]): Prompt => ({
    ...prompt(id, asked.join('\n')),
    turns: asked.map((content) => ({ role: 'user', content })),
  });
  const recorded: Prompt = {
    ...talk('1', 'Boil an egg.', 'Softer.'),
    text: 'Boil an egg.',
    turns: [
      { role: 'user', content: 'Boil an egg.' },
      { role: 'assistant', content: 'Six minutes.' },
      { role: 'user', content: 'Softer.' },
    ],
  };
  const join = new PromptJoin();
  join.keep([recorded]);
  join.add([
    talk('x', 'Boil an egg.', 'Softer.'),
    talk('y', 'Boil an egg.', 'Harder.'),
    prompt('z', 'Boil an egg.'),
  ]);
  expect(join.prompts.map(({ id }) => id)).toEqual(['1', 'y']);
  expect(['x', 'y', 'z'].map((id) => join.idOf(id))).toEqual(['1', 'y', '1']);
});

test('leaves the id where several prompts have the text', () => {
  const join = new PromptJoin();
  join.keep([prompt('1', 'hi'), prompt('2', 'hi')]);
  join.add([prompt('2', 'hi'), prompt('x', 'hi')]);
  expect([join.idOf('1'), join.idOf('2'), join.idOf('x')]).toEqual(['1', '2', '1']);
});

test('counts of the workspace’s prompts stay: a judgment is no copy of its prompt', () => {
  const join = new PromptJoin();
  join.keep([prompt('1', 'Boil an egg.')]);
  join.add([prompt('2', 'Boil an egg.')]);
  expect(join.prompts).toEqual([prompt('1', 'Boil an egg.')]);
});
