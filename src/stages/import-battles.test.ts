import { describe, expect, test } from 'vitest';
import { DEFAULT_READ_OPTIONS } from '../core/formats/battle-record';
import type { BattleTexts } from '../core/formats/battle-texts';
import { battlesOf, type BattleBlock } from '../core/ranking/battle-block';
import { readBattleBlocks } from '../readers/battle-blocks';
import { filePurpose } from '../readers/file-purpose';
import { importBattles, type BattleFileReader } from './import-battles';

const readHere: BattleFileReader = ({ name, blob, options }, sink, control) =>
  readBattleBlocks(blob, name, { ...DEFAULT_READ_OPTIONS, ...options }, sink, control);

class Kept {
  readonly blocks: BattleBlock[] = [];
  readonly texts = new Map<string, readonly BattleTexts[]>();
  async saveBlock(number: number, block: BattleBlock) {
    this.blocks[number] = block;
  }
  async saveTexts(block: number, part: number, texts: readonly BattleTexts[]) {
    this.texts.set(`${block}/${part}`, texts);
  }
}

const fileOf = (name: string, lines: readonly object[]) => ({
  name,
  blob: new Blob(lines.map((line) => `${JSON.stringify(line)}\n`)),
});

const annotation = (i: number, rest: object = {}) => ({
  dataset: 'made up',
  instruction: `Question ${i}\u2028on two lines`,
  output_1: 'Short.',
  generator_1: 'base',
  output_2: '# Long\n\n- a\n- b\n\n**bold** words, many of them',
  generator_2: 'long',
  annotator: 'judge',
  preference: 1.75,
  raw_completion: `Because ${i}.`,
  ...rest,
});

describe('an import of annotations with texts', () => {
  const lines = Array.from({ length: 250 }, (_, i) => annotation(i));

  test('gives battles with token counts, prompts, and texts in parts', async () => {
    const kept = new Kept();
    const file = fileOf('annotations.jsonl', [...lines, annotation(0, { preference: 7 })]);
    const found = await importBattles(file, [], kept, {}, readHere);
    expect(found).toMatchObject({
      form: 'AlpacaEval annotations',
      rows: 251,
      battles: 250,
      dropped: { outsideRange: 1 },
      lengthUnit: 'tokens',
      addedPrompts: 250,
    });
    expect(found.errors[0]).toMatchObject({ file: 'annotations.jsonl', row: 251 });
    expect(found.prompts[0].fields).toEqual({ category: 'made up' });
    expect(kept.blocks).toEqual(found.blocks);
    const [first] = battlesOf(kept.blocks);
    expect(first).toMatchObject({ modelA: 'base', modelB: 'long', outcome: 0.25, judge: 'judge' });
    expect(first.styleA).toEqual({ length: 2, headers: 0, lists: 0, bold: 0 });
    expect(first.styleB).toMatchObject({ headers: 1, lists: 2, bold: 1 });
    expect(kept.texts.get('0/0')).toHaveLength(200);
    expect(kept.texts.get('0/1')?.[49]).toMatchObject({ explanation: 'Because 249.' });
  });

  test('joins prompts that are there by their text', async () => {
    const alone = await importBattles(fileOf('a.jsonl', lines), [], new Kept(), {}, readHere);
    const renamed = alone.prompts.map((prompt, i) => ({ ...prompt, id: `own-${i}` }));
    const file = fileOf('b.jsonl', lines);
    const again = await importBattles(file, renamed, new Kept(), {}, readHere);
    expect(again.addedPrompts).toBe(0);
    expect([...battlesOf(again.blocks)].map(({ promptId }) => promptId)).toEqual(
      renamed.map(({ id }) => id),
    );
  });
});

test('a file whose rows are all refused is refused, with the first reason', async () => {
  const row = { model_a: 'a', model_b: 'b', winner: 'neither', question_id: '1' };
  await expect(
    importBattles(fileOf('odd.jsonl', [row]), [], new Kept(), {}, readHere),
  ).rejects.toMatchObject({ code: 'no-battles', message: expect.stringContaining('"neither"') });
});

describe('what a file is for', () => {
  test.each([
    ['battles', [{ model: 'm', baseline: 'b', preference: 0.4, prompt_id: '1' }]],
    ['battles', [annotation(1)]],
    ['battles', [{ models: [{ name: 'a' }, { name: 'b' }], examples: [] }]],
    ['battles', [{ uid: '1', model: 'm', baseline: 'b', games: [{ score: 'A>B' }] }]],
    ['judgments', [{ uid: '1', model: 'm', baseline: 'b', games: [{ score: 'A>>B' }] }]],
    ['judgments', [{ question_id: '1', model: 'm', games: [null, null] }]],
    ['leaderboard', [{ model: 'm', score: 41, lower: 39, upper: 44 }]],
    ['leaderboard', [{ model: 'm', score: 41, lower: 39, upper: 44, results: [40, 41] }]],
    ['leaderboard', [{ model: 'm', law: 41, maths: 39, organization: 'X' }]],
    ['leaderboard', [1, 2, 3].map((n) => ({ model: 'm', category: `c${n}`, score: n }))],
    ['leaderboard', ['4 %', 'n/a', 'n/a', 'n/a'].map((score, n) => ({ model: `m${n}`, score }))],
    ['prompts', [{ name: 'Anna', kérdés: 'Hogyan?', oldal: 3, év: 2020 }]],
    ['prompts', [{ uid: '1', prompt: 'Boil an egg.' }]],
    ['prompts', [{ model: 'm', score: 4, prompt: 'Boil an egg.' }]],
    ['prompts', [{ nothing: 'known' }]],
  ] as const)('%s: %j', async (purpose, lines) => {
    const { blob, name } = fileOf('file', lines);
    expect(await filePurpose(blob, name)).toBe(purpose);
  });
});
