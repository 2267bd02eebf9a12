import { expect, it } from 'vitest';
import type { Battle, Prompt } from '../data';
import { AnswerBook } from './answer';
import { BattleAnswers, canBeJudgedAgain, type AnsweredBattle } from './battle-answers';

const prompt = (id: string, ...asked: string[]): Prompt => ({
  ...{ id, text: asked.join('\n'), source: '', language: 'en', words: 1, count: 1, fields: {} },
  turns: asked.map((content) => ({ role: 'user', content })),
});
const PROMPTS = new Map([prompt('p', 'Q'), prompt('talk', 'Q1', 'Q2')].map((p) => [p.id, p]));

const answered = (
  answerA: readonly string[] | undefined,
  answerB: readonly string[] | undefined,
  more: Partial<Battle> = {},
): AnsweredBattle => ({
  battle: { promptId: 'p', modelA: 'a', modelB: 'b', outcome: 1, weight: 1, ...more },
  texts: { answerA, answerB },
  inTokens: true,
});
const style = (length: number) => ({ length, headers: 0, lists: 0, bold: 0 });

function taken(battles: readonly AnsweredBattle[], book = new AnswerBook()) {
  const found = new BattleAnswers(PROMPTS, book);
  for (const battle of battles) found.add(battle);
  return found.taken;
}

it('keeps each model’s first answer to a prompt, and counts the battles about others', () => {
  const battles = [
    answered(['A'], ['B'], { styleA: style(3), styleB: style(4) }),
    answered(['A'], ['C'], { modelB: 'c' }),
    answered(['another'], ['D'], { modelB: 'd' }),
    answered(['B'], ['A'], { modelA: 'b', modelB: 'a' }),
  ];
  const found = taken(battles);
  expect(found).toEqual({
    answers: [
      { promptId: 'p', model: 'a', turns: ['A'], tokens: 3 },
      { promptId: 'p', model: 'b', turns: ['B'], tokens: 4 },
      { promptId: 'p', model: 'c', turns: ['C'] },
    ],
    ...{ pairs: 3, others: 1, unfit: 0 },
  });
  const book = new AnswerBook(found.answers);
  expect(battles.map((battle) => canBeJudgedAgain(battle, book))).toEqual([
    true,
    true,
    false,
    true,
  ]);
});

it('leaves what is there as it is', () => {
  const book = new AnswerBook([
    { promptId: 'p', model: 'a', turns: ['mine'] },
    { promptId: 'p', model: 'b', turns: ['B'] },
  ]);
  const found = taken([answered(['A'], ['B']), answered(['B'], ['C'], { modelA: 'b' })], book);
  expect(found).toMatchObject({ answers: [], pairs: 0, others: 2 });
  expect(taken([answered(['mine'], ['B'])], book)).toMatchObject({ answers: [], pairs: 1 });
});

it('takes conversations turn by turn, with reasoning apart and their tokens left to be counted', () => {
  const talk = { promptId: 'talk', styleA: style(30), styleB: style(40) };
  const found = taken([
    answered(['A1', '<think>Hm.</think>A2'], ['B1', 'B2'], talk),
    answered(['<think>Hm.</think>A'], ['B'], { styleA: style(9), styleB: style(1) }),
  ]);
  expect(found.answers).toEqual([
    { promptId: 'talk', model: 'a', turns: ['A1', 'A2'], reasoning: 'Hm.' },
    { promptId: 'talk', model: 'b', turns: ['B1', 'B2'] },
    { promptId: 'p', model: 'a', turns: ['A'], reasoning: 'Hm.' },
    { promptId: 'p', model: 'b', turns: ['B'], tokens: 1 },
  ]);
});

it('leaves out what lacks an answer, its prompt or a turn, or is about an earlier turn', () => {
  const found = taken([
    answered(['A'], undefined),
    answered(['A'], ['B'], { promptId: 'gone' }),
    answered(['A1', 'A2'], ['B1'], { promptId: 'talk' }),
    answered(['A1', 'A2'], ['B1', 'B2'], { promptId: 'talk', tags: ['turn 1'] }),
  ]);
  expect(found).toEqual({ answers: [], pairs: 0, others: 0, unfit: 4 });
});

it('does not judge again what was judged of a conversation’s earlier turn', () => {
  const book = new AnswerBook([
    { promptId: 'talk', model: 'a', turns: ['A1', 'A2'] },
    { promptId: 'talk', model: 'b', turns: ['B1', 'B2'] },
  ]);
  const turns = (tags: string[]) =>
    canBeJudgedAgain(answered(['A1', 'A2'], ['B1', 'B2'], { promptId: 'talk', tags }), book);
  expect([turns(['turn 1']), turns(['2 turns'])]).toEqual([false, true]);
});
