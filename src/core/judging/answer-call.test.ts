import { expect, it } from 'vitest';
import type { Prompt, Turn } from '../data';
import { laterTurns } from './answer-call';
import { ANSWER_PARAMETERS } from './call';

function prompt(id: string, ...roles: readonly Turn['role'][]): Prompt {
  const turns = roles.map((role, i) => ({ role, content: `${id} ${i}` }));
  return { id, text: id, turns, source: '', language: 'en', words: 1, count: 1, fields: {} };
}

const PROMPTS = [
  prompt('one', 'user'),
  prompt('three', 'user', 'assistant', 'user', 'assistant', 'user'),
  prompt('two', 'system', 'user', 'assistant', 'user', 'assistant'),
];

it('counts the calls that follow where models answer every turn', () => {
  const contestant = {
    ...{ name: 'm', model: 'm', systemPrompt: '', parameters: ANSWER_PARAMETERS },
    provider: { id: 'p', name: 'P', kind: 'openai', baseUrl: 'http://localhost' },
  } as const;
  const plan = { prompts: PROMPTS, contestants: [contestant, contestant], mask: String };
  expect(laterTurns({ ...plan, turnMode: 'replay' })).toBe(0);
  // Two further turns of one conversation and one of the other, for two models.
  expect(laterTurns({ ...plan, turnMode: 'every-turn' })).toBe(6);
});
