import { expect, it } from 'vitest';
import type { BattleRecord } from './battle-record';
import { writeAlpacaEvalAnnotations } from './alpaca-eval';
import { writeArenaHardJudgments } from './arena-hard-judgment';
import { writeBattlesCsv } from './battles-csv';
import { writeLlmComparator } from './llm-comparator';
import { BATTLE_FORMS, baselineForms, pairForm } from './written-battles';
import type { WrittenForm } from './written-form';

const battle = (promptId: string, modelA: string, modelB: string, game: number): BattleRecord => ({
  ...{ promptId, modelA, modelB, game, outcome: 1, weight: 1, judge: 'j, "k"' },
  ...{ promptText: `Say\n${promptId}.`, answerA: ['One.'], answerB: ['Two.'] },
});
const PARTS = ['p', 'q', 'r\ns'].map((id) => [
  battle(id, 'base', 'one', 1),
  battle(id, 'one', 'base', 2),
  battle(id, 'two', 'base', 2),
]);
const ALL = PARTS.flat();

function written({ frame, pieces }: WrittenForm<BattleRecord>): string {
  const [before, between, after] = frame;
  return before + PARTS.flatMap(pieces).join(between) + after;
}
const records = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as object);

it('part by part are the file that is written at once', () => {
  const [csv, arena, alpaca] = BATTLE_FORMS;
  expect(written(csv)).toBe(writeBattlesCsv(ALL));
  expect(records(written(arena))).toHaveLength(9);
  expect(JSON.parse(written(alpaca))).toEqual(writeAlpacaEvalAnnotations(ALL));
  for (const [i, version] of (['v2.0', 'v0.1'] as const).entries()) {
    const form = baselineForms('base')[i];
    expect(records(written(form))).toEqual(writeArenaHardJudgments(ALL, 'base', version));
  }
  const pair = pairForm('base', 'two');
  expect(JSON.parse(written(pair))).toEqual(writeLlmComparator(ALL, 'base', 'two'));
});
