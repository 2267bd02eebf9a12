import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DEFAULT_READ_OPTIONS } from '../core/formats/battle-record';
import { TEXTS_A_PART, type BattleTexts } from '../core/formats/battle-texts';
import { AnswerBook } from '../core/judging/answer';
import { packBattles } from '../core/ranking/battle-block';
import { sharedPath } from '../core/testing/shared';
import { readBattleBlocks } from '../readers/battle-blocks';
import { battleAnswers, pairsOfBattles, type StoredBattles } from './battle-answers';
import { importBattles } from './import-battles';

/** A file as the page reads it, with its texts in memory. */
async function imported(blob: Blob, name: string) {
  const parts = new Map<string, readonly BattleTexts[]>();
  const found = await importBattles(
    { name, blob },
    [],
    {
      saveBlock: async () => {},
      saveTexts: async (block, part, texts) => void parts.set(`${block} ${part}`, texts),
    },
    {},
    (file, sink, control) =>
      readBattleBlocks(file.blob, file.name, DEFAULT_READ_OPTIONS, sink, control),
  );
  const file: StoredBattles = {
    ...{ battles: found.battles, blockList: found.blocks, lengthUnit: found.lengthUnit },
    texts: async (block, part) => parts.get(`${block} ${part}`) ?? [],
  };
  return { file, prompts: found.prompts, answered: found.answered };
}

const arena = (id: number, answers: readonly [string, string], more: object = {}) => {
  const talk = (answer: string) => [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: `Question ${id}?` },
    { role: 'assistant', content: 'Which one?' },
    { role: 'user', content: 'This one.' },
    { role: 'assistant', content: answer },
  ];
  const [conversation_a, conversation_b] = answers.map(talk);
  const models = { model_a: 'x', model_b: 'y', winner: 'model_a' };
  return { question_id: `q${id}`, turn: 2, ...models, conversation_a, conversation_b, ...more };
};
const lines = (records: readonly object[]) =>
  new Blob(records.map((record) => `${JSON.stringify(record)}\n`));

describe('answers of battles', () => {
  it('come in with their turns, and give the pairs that can be judged again', async () => {
    const { file, prompts, answered } = await imported(
      lines([
        arena(1, ['one', 'two']),
        arena(1, ['one', 'sampled anew'], { question_id: 'q1-again' }),
        arena(2, ['three', 'four'], { model_a: 'z' }),
      ]),
      'arena.jsonl',
    );
    expect(answered).toBe(3);
    expect(prompts.map(({ text }) => text)).toEqual([
      'Question 1?\nThis one.',
      'Question 2?\nThis one.',
    ]);
    const taken = await battleAnswers(file, 10, prompts, new AnswerBook());
    expect(taken).toMatchObject({ pairs: 2, others: 1, unfit: 0 });
    expect(taken.answers[0]).toEqual({
      ...{ promptId: 'q1', model: 'x', turns: ['Which one?', 'one'] },
    });
    const book = new AnswerBook(taken.answers);
    expect(await pairsOfBattles(file, book)).toEqual({ q1: [['x', 'y']], q2: [['z', 'y']] });
  });

  it('reads only the parts that it draws from, and the same ones each time', async () => {
    const battles = Array.from({ length: 3 * TEXTS_A_PART }, (_, n) => ({
      ...{ promptId: `p${n}`, modelA: 'a', modelB: 'b', outcome: 1, weight: 1 },
    }));
    const read: number[] = [];
    const file: StoredBattles = {
      ...{ battles: battles.length, blockList: [packBattles(battles)], lengthUnit: 'unknown' },
      texts: async (_, part) => {
        read.push(part);
        return battles.slice(0, TEXTS_A_PART).map(() => ({ answerA: ['A'], answerB: ['B'] }));
      },
    };
    const prompts = battles.map(({ promptId }) => ({
      ...{ id: promptId, text: 'Q', turns: [{ role: 'user', content: 'Q' } as const] },
      ...{ source: '', language: 'en', words: 1, count: 1, fields: {} },
    }));
    const one = await battleAnswers(file, 1, prompts, new AnswerBook());
    expect([one.pairs, one.answers.length, read.length]).toEqual([1, 2, 1]);
    expect(await battleAnswers(file, 1, prompts, new AnswerBook())).toEqual(one);
    const abort = AbortSignal.abort(new Error('enough'));
    await expect(
      battleAnswers(file, 9, prompts, new AnswerBook(), { signal: abort }),
    ).rejects.toThrow('enough');
  });

  const path = sharedPath(
    'data/judgments/alpaca-eval-annotations-FuseChat-Llama-3.2-3B-Instruct.json',
  );
  it.skipIf(path === null)('of AlpacaEval’s annotations are all of both models', async () => {
    const { file, prompts } = await imported(new Blob([readFileSync(path!)]), 'alpaca.json');
    const taken = await battleAnswers(file, 5000, prompts, new AnswerBook());
    expect(taken).toMatchObject({ pairs: file.battles - taken.unfit - taken.others });
    const book = new AnswerBook(taken.answers);
    expect(book.models).toHaveLength(2);
    expect(prompts.every(({ id }) => book.count(book.models[0]) === prompts.length && id)).toBe(
      true,
    );
    const pairs = await pairsOfBattles(file, book);
    expect(Object.keys(pairs)).toHaveLength(prompts.length);
    expect(taken.answers.every(({ tokens }) => tokens !== undefined)).toBe(true);
  });
});
