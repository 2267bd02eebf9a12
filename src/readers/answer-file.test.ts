import { openAsBlob } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeAlpacaEvalOutputs } from '../core/formats/alpaca-eval-outputs';
import type { AnswerRecord } from '../core/formats/answer-record';
import {
  writeArenaHardAnswersV01,
  writeArenaHardAnswersV20,
} from '../core/formats/arena-hard-answer';
import type { UntypedRecord } from '../core/formats/record-value';
import { contentId, duplicateKey } from '../core/prompts/content-hash';
import { sharedPath } from '../core/testing/shared';
import { readAnswerFile } from './answer-file';

const jsonLines = (records: readonly unknown[]) =>
  new Blob(records.map((record) => JSON.stringify(record) + '\n'));

const unit = fc.constantFrom('a', 'ő', '"', '\n', '\u2028', '<', '👩‍👩‍👧', '`', '0', '>');
const text = fc.string({ unit, maxLength: 12 }).map((inner) => `x${inner}y`);
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const style = fc.record({
  length: fc.nat(900),
  headers: fc.nat(9),
  lists: fc.nat(9),
  bold: fc.nat(9),
});

/** Answers with all that the form keeps. */
function answers(keeps: (drawn: AnswerRecord) => AnswerRecord) {
  const one = fc.record(
    {
      talk: fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 3 }),
      model: text,
      reasoning: optional(text),
      style: optional(style),
      answerId: text,
      timestamp: fc.integer({ min: 0, max: 2e9 }),
      category: text,
    },
    { noNullPrototype: true },
  );
  return fc.array(one, { minLength: 1, maxLength: 5 }).map((drawn) =>
    drawn.map(({ talk, ...each }, i) => {
      const answer = {
        ...each,
        asked: talk.map(([asked]) => asked),
        turns: talk.map(([, said]) => said),
        ...{ promptId: `p${i}`, tokens: each.style?.length },
      };
      return JSON.parse(JSON.stringify(keeps(answer))) as AnswerRecord;
    }),
  );
}

async function check(
  write: (list: readonly AnswerRecord[]) => UntypedRecord[],
  keeps: (drawn: AnswerRecord) => AnswerRecord,
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(answers(keeps), async (list) => {
      const found = await readAnswerFile(jsonLines(write(list)), 'a.jsonl');
      expect([found.errors, found.dropped]).toEqual([[], {}]);
      expect(found.answers).toEqual(list);
    }),
    { seed: 9, numRuns: 60 },
  );
}

describe('answers that are written and read again', () => {
  it('Arena-Hard v0.1', () =>
    check(writeArenaHardAnswersV01, ({ asked: _, category: __, ...kept }) => kept));

  it('Arena-Hard v2.0', () => check(writeArenaHardAnswersV20, ({ category: _, ...kept }) => kept));

  it('AlpacaEval model outputs', () =>
    check(writeAlpacaEvalOutputs, ({ asked, model, turns, category }) => ({
      promptId: contentId(duplicateKey(asked!.join('\n'))),
      asked: [asked!.join('\n')],
      model,
      turns: [turns.join('\n\n')],
      category,
    })));
});

describe('readAnswerFile', () => {
  it('reads Arena-Hard v0.1’s choices, their token counts, and turns', async () => {
    const { answers: found, form } = await readAnswerFile(
      jsonLines([
        {
          question_id: 'q',
          answer_id: 'a1',
          model_id: 'm',
          choices: [
            {
              index: 0,
              turns: [
                { content: 'One.', token_len: 2 },
                { content: 'Two.', token_len: 3 },
              ],
            },
          ],
          tstamp: 12.5,
          conv_metadata: {
            token_len: 9,
            header_count: { h1: 1, h2: 0, h3: 2 },
            list_count: { ordered: 1, unordered: 4 },
            bold_count: { '**': 2, __: 1 },
          },
        },
        {
          question_id: 'q2',
          model_id: 'm',
          choices: [{ index: 0, turns: ['plain text, as MT-Bench'] }],
        },
      ]),
      'x',
    );
    expect(form).toBe('Arena-Hard answers v0.1');
    expect(found).toEqual([
      {
        promptId: 'q',
        model: 'm',
        turns: ['One.', 'Two.'],
        tokens: 3,
        style: { length: 9, headers: 3, lists: 5, bold: 3 },
        answerId: 'a1',
        timestamp: 12.5,
      },
      { promptId: 'q2', model: 'm', turns: ['plain text, as MT-Bench'] },
    ]);
  });

  it('parts reasoning from the answer, as `thought` or as <think>', async () => {
    const message = (content: unknown) => ({
      uid: 'u',
      model: 'm',
      messages: [
        { role: 'user', content: 'Q' },
        { role: 'assistant', content },
      ],
    });
    const { answers: found } = await readAnswerFile(
      jsonLines([
        message({ answer: 'A', thought: 'hm' }),
        message('<think>\nhm\n</think>\n\nA'),
        message('A <think> of mine </think>'),
        message('<think>cut off'),
      ]),
      'x',
    );
    expect(found.map(({ turns, reasoning }) => [...turns, reasoning])).toEqual([
      ['A', 'hm'],
      ['A', 'hm'],
      ['A <think> of mine </think>', undefined],
      ['', 'cut off'],
    ]);
    expect(found[0].asked).toEqual(['Q']);
  });

  it('counts what is missing, with the row', async () => {
    const found = await readAnswerFile(
      jsonLines([
        { uid: 'u', model: 'm', messages: [{ role: 'user', content: 'Q' }] },
        { uid: 'u', model: '', messages: [{ role: 'assistant', content: 'A' }] },
        { question_id: 'q', model_id: 'm', choices: [] },
        { instruction: 'Q', output: null, generator: 'm' },
        { instruction: 'Q', output: 'A', generator: 'm', dataset: 'koala' },
        { other: 1 },
      ]),
      'x.jsonl',
    );
    expect(found.dropped).toEqual({ noAnswer: 3, missingModel: 1, unreadableRow: 1 });
    expect(found.errors.map(({ row }) => row)).toEqual([1, 2, 3, 4, 6]);
    expect(found.answers).toHaveLength(1);
    await expect(readAnswerFile(jsonLines([{ prompt: 'Q' }]), 'x')).rejects.toMatchObject({
      code: 'no-answer-form',
    });
  });
});

const shared = sharedPath('data/answers');

describe.skipIf(!shared)('the real files of answers (skipped without ../shared)', () => {
  it.each(['gpt-3.5-turbo-0125', 'gpt-4-0314', 'gpt-4-0613'])('%s', async (model) => {
    const name = `arena-hard-v0.1-${model}.jsonl`;
    const found = await readAnswerFile(await openAsBlob(`${shared}/${name}`), name);
    expect(found).toMatchObject({ rows: 500, dropped: {}, errors: [] });
    expect(found.answers).toHaveLength(500);
    expect(new Set(found.answers.map((answer) => answer.model))).toEqual(new Set([model]));
    expect(found.answers.every(({ turns, asked }) => turns[0] !== '' && asked)).toBe(true);
  });
});
