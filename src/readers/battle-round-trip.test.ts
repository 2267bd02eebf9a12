import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeAlpacaEvalAnnotations } from '../core/formats/alpaca-eval';
import { writeArenaHardJudgments } from '../core/formats/arena-hard-judgment';
import type { BattleRecord } from '../core/formats/battle-record';
import { writeBattlesCsv } from '../core/formats/battles-csv';
import { writeChatbotArena } from '../core/formats/chatbot-arena';
import { writeLlmComparator } from '../core/formats/llm-comparator';
import { verdictOutcome } from '../core/formats/verdict-label';
import type { VerdictLevel } from '../core/formats/verdict-label';
import { contentId, duplicateKey } from '../core/prompts/content-hash';
import { readBattleFile } from './battle-file';

const unit = fc.constantFrom(
  ...['a', 'ő', '"', ',', ';', '\n', '\\', '\t', '\u2028', '<', '👩‍👩‍👧', 'ש', '字', '0', '[', '>'],
);
const text = fc.string({ unit, maxLength: 10 }).map((inner) => `x${inner}y`);
const name = fc.constantFrom('m1', 'Möbius "7b"', 'org/m-2,5', '<b>', '007', 'true');
const level = fc.constantFrom<VerdictLevel>(-2, -1, 0, 1, 2);
const style = fc.record({
  length: fc.nat(900),
  headers: fc.nat(9),
  lists: fc.nat(9),
  bold: fc.nat(9),
});

/** Battles of a model with a baseline; members that no form has to keep are left to the tests. */
const battles = fc.array(
  fc.record({
    model: name,
    swapped: fc.boolean(),
    level,
    promptText: text,
    answer: text,
    own: text,
    why: text,
  }),
  { minLength: 1, maxLength: 8 },
);

function jsonLines(records: readonly unknown[]): Blob {
  return new Blob(records.map((record) => JSON.stringify(record) + '\n'));
}

async function readBack(file: Blob): Promise<readonly BattleRecord[]> {
  const {
    battles: found,
    errors,
    dropped,
  } = await readBattleFile(file, 'file', {
    bigWinWeight: 3,
    baseline: 'base',
  });
  expect([errors, dropped]).toEqual([[], {}]);
  return found;
}

const sorted = (list: readonly BattleRecord[]) =>
  [...list].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

async function check(
  write: (list: BattleRecord[]) => Blob,
  draw: fc.Arbitrary<BattleRecord[]>,
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(draw, async (list) => {
      expect(sorted(await readBack(write(list)))).toEqual(sorted(list));
    }),
    { seed: 8, numRuns: 40 },
  );
}

describe('battles that are written and read again', () => {
  const arenaHard = (category: boolean) =>
    battles.map((drawn) =>
      drawn.map(
        ({ model, swapped, level: found, promptText, answer, own, why }, p): BattleRecord => {
          const [modelA, modelB] = swapped ? [model, 'base'] : ['base', model];
          return {
            promptId: `p ${p}`,
            modelA,
            modelB,
            ...verdictOutcome(found, 3),
            game: swapped ? 2 : 1,
            judge: 'gpt-4.1',
            ...(category && { category: 'hard prompt' }),
            explanation: why,
            promptText,
            answerA: [answer],
            answerB: [own],
          };
        },
      ),
    );

  const drop = async (
    write: (list: BattleRecord[]) => Blob,
    draw: fc.Arbitrary<BattleRecord[]>,
  ) => {
    await fc.assert(
      fc.asyncProperty(draw, async (list) => {
        const found = await readBattleFile(write(list), 'file', {
          bigWinWeight: 3,
          baseline: 'base',
        });
        expect(sorted(found.battles)).toEqual(sorted(list));
        // The game that was not played is null, and counted.
        expect(found.dropped).toEqual({ nullGame: list.filter(({ game }) => game === 2).length });
      }),
      { seed: 8, numRuns: 40 },
    );
  };

  it('Arena-Hard judgments v0.1', () =>
    drop(
      (list) => jsonLines(writeArenaHardJudgments(list, 'base', 'v0.1')),
      arenaHard(false)
        .map((list) => list.filter(({ game }) => game === 2))
        .filter((list) => list.length > 0),
    ));

  it('Arena-Hard judgments v2.0', () =>
    drop(
      (list) => jsonLines(writeArenaHardJudgments(list, 'base', 'v2.0')),
      arenaHard(true)
        .map((list) => list.filter(({ game }) => game === 2))
        .filter((list) => list.length > 0),
    ));

  it('Arena-Hard judgments with both games and repeats', async () => {
    const game = (number: number, found: VerdictLevel): BattleRecord => ({
      promptId: 'p',
      modelA: number === 1 ? 'base' : 'm',
      modelB: number === 1 ? 'm' : 'base',
      ...verdictOutcome(found, 3),
      game: number,
      judge: 'j',
      category: 'c',
    });
    const list = [game(1, 2), game(2, -1), game(1, 0), game(2, 1)];
    const records = writeArenaHardJudgments(list, 'base', 'v2.0');
    expect(records).toHaveLength(2);
    expect(await readBack(jsonLines(records))).toEqual(list);
  });

  it('AlpacaEval annotations', () =>
    check(
      (list) => new Blob([JSON.stringify(writeAlpacaEvalAnnotations(list))]),
      battles.map((drawn) =>
        drawn.map(({ model, level: found, promptText, answer, own, why }) => ({
          promptId: contentId(duplicateKey(promptText)),
          modelA: 'base',
          modelB: model,
          outcome: (found + 2) / 4,
          weight: 1,
          judge: 'weighted',
          category: 'koala',
          promptText,
          answerA: [answer],
          answerB: [own],
          explanation: why,
        })),
      ),
    ));

  it.each(['JSON', 'JSON lines'] as const)('Chatbot Arena battles as %s', (kind) =>
    check(
      (list) => {
        const records = writeChatbotArena(list);
        return kind === 'JSON' ? new Blob([JSON.stringify(records)]) : jsonLines(records);
      },
      fc.tuple(battles, style, style).map(([drawn, styleA, styleB]) =>
        drawn.map(({ model, level: found, promptText, answer, own, why }, p) => ({
          promptId: `p${p}`,
          modelA: model,
          modelB: 'other',
          ...verdictOutcome(found, 3),
          judge: 'person',
          game: 1,
          category: 'c',
          language: 'hu',
          tags: ['math', why],
          promptText,
          answerA: [answer],
          answerB: [own],
          styleA,
          styleB,
        })),
      ),
    ),
  );

  it('Battles CSV', () =>
    check(
      (list) => new Blob([writeBattlesCsv(list)]),
      battles.map((drawn) =>
        drawn.map(({ model, level: found, promptText, answer }, p) => ({
          promptId: promptText,
          modelA: model,
          modelB: 'base',
          outcome: (found + 2) / 4,
          weight: 0.1 + p,
          judge: answer,
          game: 2,
          category: 'a, b',
          language: 'hu',
          tags: ['turn 1', 'x'],
          styleA: { length: p, headers: 0, lists: 0, bold: 0 },
          styleB: { length: 7, headers: 0, lists: 0, bold: 0 },
        })),
      ),
    ));

  it('LLM Comparator', async () => {
    const list = ['a question', 'another "one"'].flatMap((promptText, q) =>
      [1, 0.25, 0.5].map((outcome, rater): BattleRecord => {
        const flipped = rater === 1;
        return {
          promptId: contentId(duplicateKey(promptText)),
          modelA: flipped ? 'two' : 'one',
          modelB: flipped ? 'one' : 'two',
          outcome,
          weight: 1 / 3,
          promptText,
          answerA: [flipped ? `second ${q}` : `first ${q}`],
          answerB: [flipped ? `first ${q}` : `second ${q}`],
          tags: ['Technology'],
          judge: `rater ${rater + 1}`,
          game: flipped ? 2 : 1,
          explanation: 'because <b>',
        };
      }),
    );
    const written = writeLlmComparator(list, 'one', 'two');
    expect(await readBack(new Blob([JSON.stringify(written, null, 2)]))).toEqual(list);
  });
});
