import { expect, it } from 'vitest';
import type { Prompt } from '../data';
import { joinAnswers } from './joined-answers';

const prompt = (id: string, text: string): Prompt => ({
  id,
  text,
  turns: [{ role: 'user', content: text }],
  source: 's',
  language: 'en',
  words: 1,
  count: 1,
  fields: {},
});
const PROMPTS = [prompt('p1', 'Boil  an egg'), prompt('p2', 'Prove it')];

it('joins by text before id, as the id may be that of another file’s prompt', () => {
  const joined = (promptText: string) =>
    joinAnswers([{ promptId: 'p2', asked: [promptText], model: 'm', turns: ['.'] }], PROMPTS)
      .answers[0];
  expect(joined('Boil an egg').promptId).toBe('p1');
  expect(joined('Prove it, in the wording of a template').promptId).toBe('p2');
});

it('leaves the id where several prompts have the text', () => {
  const twins = [prompt('p1', 'hi'), prompt('p2', 'hi')];
  const ids = ['p1', 'p2', 'x'].map((promptId) => {
    const record = { promptId, asked: ['hi'], model: 'm', turns: ['.'] };
    return joinAnswers([record], twins).answers[0].promptId;
  });
  expect(ids.slice(0, 2)).toEqual(['p1', 'p2']);
  expect(['p1', 'p2']).toContain(ids[2]);
});

it('joins by id, else by text but for white space, and names what it can’t join', () => {
  const found = joinAnswers(
    [
      { promptId: 'p2', model: 'm', turns: ['So.'], tokens: 1 },
      { promptId: 'x9', asked: ['Boil an egg'], model: 'm', turns: ['Six minutes.'] },
      { promptId: 'x8', asked: ['Another'], model: 'm', turns: ['?'] },
      { promptId: 'x7', model: 'm', turns: ['?'], reasoning: 'hm' },
    ],
    PROMPTS,
  );
  expect(found.answers).toEqual([
    { promptId: 'p2', model: 'm', turns: ['So.'], tokens: 1 },
    { promptId: 'p1', model: 'm', turns: ['Six minutes.'] },
  ]);
  expect(found.unmatched).toEqual(['x8', 'x7']);
});

it('keeps the turns of a conversation apart, and leaves out what answers another number of them', () => {
  const talk: Prompt = {
    ...prompt('talk', 'Q1\nQ2'),
    turns: [
      { role: 'user', content: 'Q1' },
      { role: 'assistant', content: 'recorded' },
      { role: 'user', content: 'Q2' },
    ],
  };
  const found = joinAnswers(
    [
      { promptId: 'x', asked: ['Q1', 'Q2'], model: 'm', turns: ['One.', 'Two.'] },
      { promptId: 'talk', model: 'last', turns: ['Two.'] },
      { promptId: 'p1', model: 'm', turns: ['One.', 'Two.'] },
    ],
    [...PROMPTS, talk],
  );
  expect(found.answers.map(({ promptId, turns }) => [promptId, turns])).toEqual([
    ['talk', ['One.', 'Two.']],
    ['talk', ['Two.']],
  ]);
  expect([found.otherTurns, found.unmatched]).toEqual([['p1'], []]);
});
