import { expect, it } from 'vitest';
import type { Prompt } from '../data';
import { AnswerBook } from './answer';
import { JUDGE_PARAMETERS } from './call';
import { judgeCalls } from './judge-call';
import type { JudgedTurns } from './judge-template';
import { judgeTemplate } from './judge-templates';

const TALK: Prompt = {
  ...{ id: 'p', text: 'Q1', source: '', language: 'en', words: 1, count: 1, fields: {} },
  turns: [
    { role: 'user', content: 'Q1' },
    { role: 'assistant', content: 'recorded' },
    { role: 'user', content: 'Q2' },
  ],
};

function judged(turns: JudgedTurns, answers: Readonly<Record<'a' | 'b', readonly string[]>>) {
  const [call] = judgeCalls({
    games: [{ promptId: 'p', modelA: 'a', modelB: 'b', game: 1 }],
    prompts: new Map([['p', TALK]]),
    answers: new AnswerBook(
      Object.entries(answers).map(([model, said]) => ({ promptId: 'p', model, turns: said })),
    ),
    template: judgeTemplate('five-labels'),
    judges: [
      {
        ...{ name: 'j', model: 'm', parameters: JUDGE_PARAMETERS },
        provider: { id: 'p', name: 'P', kind: 'openai', baseUrl: 'http://localhost' },
      },
    ],
    ...{ repeats: 1, turns, reference: null },
    codeOf: () => 'code',
    mask: (each) => each,
  });
  const { prompt, answerA, answerB } = call.inputs();
  return [prompt, answerA, answerB].map((text) => text.replace(/\s+/g, ' '));
}

it('shows recorded turns only where the models answered after them', () => {
  const last = { a: ['A2'], b: ['B2'] };
  const recorded = 'user: Q1 assistant: recorded user: Q2';
  expect(judged('as-answered', last)).toEqual([recorded, 'A2', 'B2']);
  expect(judged('all', last)[1]).toBe(`${recorded} assistant: A2`);

  const mixed = { a: ['A1', 'A2'], b: ['B2'] };
  expect(judged('as-answered', mixed)).toEqual([
    'user: Q1 user: Q2',
    'user: Q1 assistant: A1 user: Q2 assistant: A2',
    `${recorded} assistant: B2`,
  ]);
  expect(judged('last', mixed)).toEqual(['user: Q1 user: Q2', 'A2', 'B2']);
});
