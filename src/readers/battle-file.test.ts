import { openAsBlob } from 'node:fs';
import { gzipSync, strToU8 } from 'fflate';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { writeChatbotArena } from '../core/formats/chatbot-arena';
import { judgedByBoth } from '../core/quality/judge-agreement';
import { sharedPath } from '../core/testing/shared';
import { filePurpose } from './file-purpose';
import { readPromptFile } from './prompt-file';
import { readBattleFile, readLeaderboardFile, readLeaderboardsFile } from './battle-file';

const file = (...lines: string[]) => new Blob([lines.join('\n')]);
const jsonLines = (...records: unknown[]) => file(...records.map((each) => JSON.stringify(each)));

describe('readBattleFile', () => {
  it('Arena-Hard v0.1: game 1 has the baseline as A, game 2 is swapped, a null game drops only itself', async () => {
    const shown =
      "<|User Prompt|>\nWhy?\n\n<|The Start of Assistant A's Answer|>\nBecause.\n<|The End of Assistant A's Answer|>\n\n<|The Start of Assistant B's Answer|>\nSo.\n<|The End of Assistant B's Answer|>";
    const found = await readBattleFile(
      jsonLines(
        {
          question_id: 'q1',
          model: 'm',
          judge: 'gpt-4-1106-preview',
          games: [
            { user_prompt: shown, judgment: 'B is better: [[B>>A]]', score: 'B>>A' },
            { user_prompt: 'another template', judgment: '[[A>B]]', score: 'A>B' },
          ],
        },
        {
          question_id: 'q2',
          model: 'm',
          judge: 'j',
          games: [null, { judgment: '', score: '[[A=B]]' }],
        },
        {
          question_id: 'q3',
          model: 'm',
          judge: 'j',
          games: [{ judgment: 'no verdict', score: null }],
        },
        {
          question_id: 'q4',
          model: 'm',
          judge: 'j',
          games: [{ judgment: '', score: 'A is better' }],
        },
        { question_id: 'q5', model: 'gpt-4-0314', games: [{ score: 'A=B' }] },
      ),
      'm.jsonl',
    );
    expect(found.form).toBe('Arena-Hard judgments');
    expect(found.assumed).toEqual({ baseline: 'gpt-4-0314', bigWinWeight: 3 });
    expect(found.battles).toEqual([
      {
        promptId: 'q1',
        modelA: 'gpt-4-0314',
        modelB: 'm',
        outcome: 0,
        weight: 3,
        game: 1,
        judge: 'gpt-4-1106-preview',
        explanation: 'B is better: [[B>>A]]',
        promptText: 'Why?',
        answerA: ['Because.'],
        answerB: ['So.'],
      },
      {
        promptId: 'q1',
        modelA: 'm',
        modelB: 'gpt-4-0314',
        outcome: 1,
        weight: 1,
        game: 2,
        judge: 'gpt-4-1106-preview',
        explanation: '[[A>B]]',
      },
      {
        promptId: 'q2',
        modelA: 'm',
        modelB: 'gpt-4-0314',
        outcome: 0.5,
        weight: 1,
        game: 2,
        judge: 'j',
      },
    ]);
    expect(found.dropped).toEqual({
      nullGame: 1,
      noVerdict: 1,
      unknownOutcome: 1,
      sameModelTwice: 1,
    });
    expect(found.errors.map(({ row, reason }) => [row, reason])).toEqual([
      [2, 'game 1 of "m" is empty: the judge gave no answer'],
      [3, 'game 1 of "m" has no verdict'],
      [4, expect.stringContaining('the verdict "A is better" is none of A>>B')],
      [5, '"gpt-4-0314" is compared with itself'],
    ]);
  });

  it('Arena-Hard v2.0: the baseline is named, the judge was asked in messages', async () => {
    const record = {
      uid: 'u1',
      category: 'hard_prompt',
      judge: 'gpt-4.1',
      model: 'm',
      baseline: 'o3-mini',
      games: [
        {
          score: 'A~=B',
          judgment: { answer: 'Both fine.' },
          prompt: [
            { role: 'system', content: 'Judge.' },
            {
              role: 'user',
              content:
                "<|User Prompt|>\nQ\n\n<|The Start of Assistant A's Answer|>\na\n<|The End of Assistant A's Answer|>\n\n<|The Start of Assistant B's Answer|>\nb\n<|The End of Assistant B's Answer|>",
            },
          ],
        },
        null,
      ],
    };
    const { battles, assumed } = await readBattleFile(jsonLines(record), 'x');
    expect(assumed).toEqual({});
    expect(battles).toEqual([
      {
        promptId: 'u1',
        modelA: 'o3-mini',
        modelB: 'm',
        outcome: 0.5,
        weight: 1,
        game: 1,
        judge: 'gpt-4.1',
        category: 'hard_prompt',
        explanation: 'Both fine.',
        promptText: 'Q',
        answerA: ['a'],
        answerB: ['b'],
      },
    ]);
  });

  it('MT-Bench pairwise: both games, errors dropped alone, turns told apart', async () => {
    const found = await readBattleFile(
      jsonLines({
        question_id: 81,
        model_1: 'a',
        model_2: 'b',
        g1_winner: 'model_1',
        g2_winner: 'error',
        judge: ['gpt-4', 'pair-v2'],
        g1_user_prompt:
          "[User Question]\nWhy?\n\n[The Start of Assistant A's Answer]\n1\n[The End of Assistant A's Answer]\n\n[The Start of Assistant B's Answer]\n2\n[The End of Assistant B's Answer]",
        g1_judgment: 'A.',
        g2_judgment: '',
        turn: 1,
        tstamp: 1,
      }),
      'x',
    );
    expect(found.battles).toEqual([
      {
        promptId: '81',
        modelA: 'a',
        modelB: 'b',
        outcome: 1,
        weight: 1,
        game: 1,
        judge: 'gpt-4',
        tags: ['turn 1'],
        explanation: 'A.',
        promptText: 'Why?',
        answerA: ['1'],
        answerB: ['2'],
      },
    ]);
    expect(found.dropped).toEqual({ noVerdict: 1 });
  });

  it('MT-Bench: people’s verdicts and a model’s meet on each turn', async () => {
    const said = (...contents: string[]) =>
      contents.map((content, i) => ({ role: i % 2 ? 'assistant' : 'user', content }));
    const vote = (turn: number, winner: string) => ({
      ...{ question_id: 81, model_a: 'a', model_b: 'b', winner, judge: 'expert_1', turn },
      conversation_a: said('Q1', 'A1', 'Q2', 'A2'),
      conversation_b: said('Q1', 'B1', 'Q2', 'B2'),
    });
    const judgment = (turn: number, g1_winner: string) => ({
      ...{ question_id: 81, model_1: 'a', model_2: 'b', g1_winner, g2_winner: 'error', turn },
    });
    const people = await readBattleFile(jsonLines(vote(1, 'model_a'), vote(2, 'model_b')), 'x');
    const model = await readBattleFile(jsonLines(judgment(1, 'tie'), judgment(2, 'model_1')), 'x');
    expect(judgedByBoth(people.battles, model.battles)).toEqual([
      { first: 1, second: 0 },
      { first: -1, second: 1 },
    ]);
  });

  it('AlpacaEval annotations: 2 is output_2 better, null dropped, beyond the range refused', async () => {
    const annotation = (preference: unknown) => ({
      instruction: 'Q',
      output_1: 'a',
      generator_1: 'base',
      output_2: 'b',
      generator_2: 'm',
      annotator: 'w',
      preference,
    });
    const found = await readBattleFile(
      new Blob([JSON.stringify([1.25, '1.5', null, 2.5, 'x'].map(annotation))]),
      'x.json',
    );
    expect(found.battles.map(({ outcome }) => outcome)).toEqual([0.75, 0.5]);
    expect(found.dropped).toEqual({ noVerdict: 1, outsideRange: 1, notANumber: 1 });
    expect(found.errors[1]).toEqual({
      file: 'x.json',
      row: 4,
      reason: '`preference` is 2.5; it must lie between 1 and 2',
    });
  });

  it('Chatbot Arena: prompts as the file read as prompts has them, and each model’s turns', async () => {
    const talk = (...answers: string[]) => [
      { role: 'system', content: 'Be brief.' },
      ...answers.flatMap((answer, i) => [
        { role: 'user', content: [{ type: 'text', text: `Q${i}` }] },
        { role: 'assistant', content: answer },
      ]),
    ];
    const models = { model_a: 'a', model_b: 'b', winner: 'model_a' };
    const file = jsonLines(
      { ...models, turn: 2, conversation_a: talk('A0', 'A1'), conversation_b: talk('B0', 'B1') },
      { ...models, conversation_a: talk('A0'), conversation_b: JSON.stringify(talk('B0')) },
      { ...models, conversation_a: "[{'role': 'user'}]", conversation_b: 'no list' },
    );
    const { battles } = await readBattleFile(file, 'x');
    const { prompts } = await readPromptFile(file, 'x', { promptColumn: 'conversation_a' });
    expect(battles[0]).toMatchObject({
      promptText: 'Q0\nQ1',
      promptTurns: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Q0' },
        { role: 'user', content: 'Q1' },
      ],
      ...{ answerA: ['A0', 'A1'], answerB: ['B0', 'B1'], tags: ['2 turns'] },
    });
    expect(battles[1]).toMatchObject({ answerA: ['A0'], answerB: ['B0'] });
    const idAndText = ({ promptId, promptText }: (typeof battles)[0]) => [promptId, promptText];
    expect(battles.slice(0, 2).map(idAndText)).toEqual(
      prompts.slice(0, 2).map(({ id, text }) => [id, text]),
    );
    const whole = battles.slice(0, 2);
    const again = await readBattleFile(jsonLines(...writeChatbotArena(whole)), 'x');
    expect(again.battles).toEqual(whole);
    expect(battles[2]).not.toHaveProperty('promptText');
    expect(battles[2]).not.toHaveProperty('answerA');
  });

  it('Chatbot Arena: winners, tags, counts; an unknown winner is refused by name', async () => {
    const question = [
      { role: 'user', content: 'Q' },
      { role: 'assistant', content: 'A' },
    ];
    const base = { model_a: 'a', model_b: 'b', conversation_a: question, conversation_b: question };
    const found = await readBattleFile(
      jsonLines(
        {
          ...base,
          question_id: 'q',
          winner: 'tie (bothbad)',
          language: 'German',
          is_code: true,
          turn: 2,
          anony: 'True',
          category_tag: { 'math_v0.1': { math: true }, 'if_v0.1': { if: false, score: 3 } },
          occupational_tags: { legal: true, medicine: false },
          conv_metadata: {
            sum_assistant_a_tokens: 10,
            sum_assistant_b_tokens: 20,
            header_count_a: { h1: 1, h2: 2 },
            list_count_b: { ordered: 2, unordered: 3 },
            bold_count_a: { '**': 4 },
          },
        },
        { ...base, winner: 'model_b', judge: 'arena_user_973' },
        { ...base, winner: 'both' },
        { ...base, winner: null },
        { ...base, model_b: 'a', winner: 'tie' },
      ),
      'x',
    );
    expect(found.battles[0]).toMatchObject({
      promptId: 'q',
      outcome: 0.5,
      language: 'German',
      tags: ['math', 'legal', 'code', 'anonymous', 'turn 2'],
      promptText: 'Q',
      answerA: ['A'],
      styleA: { length: 10, headers: 3, lists: 0, bold: 4 },
      styleB: { length: 20, headers: 0, lists: 5, bold: 0 },
    });
    expect(found.battles[1]).toMatchObject({
      outcome: 0,
      judge: 'arena users',
      promptId: expect.stringMatching(/^[0-9a-f]{16}$/),
    });
    expect(found.dropped).toEqual({ unknownOutcome: 1, noVerdict: 1, sameModelTwice: 1 });
    expect(found.errors[0].reason).toContain('the winner "both" is none of model_a, model_b, tie');
  });

  it('reads the same battles from CSV, Parquet, gzip and a JSON array', async () => {
    const columns = {
      model_a: ['a', 'b', 'a'],
      model_b: ['b', 'c', 'c'],
      winner: ['model_a', 'tie', 'model_b'],
      prompt_id: ['1', '2', '3'],
    };
    const rows = columns.model_a.map((_, i) =>
      Object.fromEntries(Object.entries(columns).map(([key, list]) => [key, list[i]])),
    );
    const csv = [
      Object.keys(columns).join(','),
      ...rows.map((row) => Object.values(row).join(',')),
    ];
    const parquet = parquetWriteBuffer({
      columnData: Object.entries(columns).map(([name, data]) => ({ name, data })),
    });
    const files = [
      file(...csv),
      new Blob([gzipSync(strToU8(csv.join('\n'))) as Uint8Array<ArrayBuffer>]),
      new Blob([parquet]),
      new Blob([JSON.stringify(rows)]),
      new Blob([JSON.stringify({ data: rows })]),
    ];
    for (const each of files) {
      const { battles, form } = await readBattleFile(each, 'any name.txt');
      expect(form).toBe('Chatbot Arena battles');
      expect(battles.map(({ promptId, outcome }) => [promptId, outcome])).toEqual([
        ['1', 1],
        ['2', 0.5],
        ['3', 0],
      ]);
    }
  });

  it('counts the same Markdown from Parquet, whose integers are big, as from JSON lines', async () => {
    const columns = { length_a: 10, header_count_a: 3, length_b: 20, bold_count_b: 4, weight: 0 };
    const names = { model_a: 'a', model_b: 'b', winner: 'tie' };
    const parquet = parquetWriteBuffer({
      columnData: [
        ...Object.entries(names).map(([name, value]) => ({ name, data: [value, value] })),
        ...Object.entries(columns).map(([name, value]) => ({
          ...{ name, type: 'INT64' as const },
          data: [BigInt(value), BigInt(name === 'weight' ? 2 : value)],
        })),
      ],
    });
    const lines = jsonLines({ ...names, ...columns }, { ...names, ...columns, weight: 2 });
    const [fromParquet, fromLines] = await Promise.all(
      [new Blob([parquet]), lines].map((each) => readBattleFile(each, 'x')),
    );
    expect(fromParquet.battles).toMatchObject([
      { styleA: { length: 10, headers: 3 }, styleB: { length: 20, bold: 4 } },
    ]);
    expect(fromParquet).toEqual(fromLines);
  });

  it('takes tables as people have them: any case and blanks in headers, winners and names', async () => {
    const found = await readBattleFile(
      file(
        'Prompt ID,Model_A,Model B,WINNER,Language',
        '1,a ,b,Tie,hu',
        '2,a, b, Model_A ,hu',
        '3,a,a ,tie,hu',
        '4,a,b,Neither,hu',
      ),
      'x.csv',
    );
    expect(found.battles).toEqual([
      { promptId: '1', modelA: 'a', modelB: 'b', outcome: 0.5, weight: 1, language: 'hu' },
      { promptId: '2', modelA: 'a', modelB: 'b', outcome: 1, weight: 1, language: 'hu' },
    ]);
    expect(found.errors.map(({ reason }) => reason)).toEqual([
      '"a" is compared with itself',
      expect.stringContaining('the winner "Neither" is none of'),
    ]);
  });

  it('takes rows without a prompt id as prompts of their own', async () => {
    const { battles } = await readBattleFile(
      file('model,baseline,preference', 'm,base,0.5', 'm,base,1'),
      'x.csv',
    );
    expect(battles.map(({ promptId }) => promptId)).toEqual(['row 2', 'row 3']);
  });

  it('refuses preferences outside [0, 1], weights of 0 and what is no number, with the row', async () => {
    const found = await readBattleFile(
      file(
        'prompt_id,model,baseline,preference,weight',
        'p,m,base,1.2,1',
        'p,m,base,NaN,1',
        'p,m,base,,1',
        'p,m,base,0.5,0',
        'p,,base,0.5,1',
        'p,m,m,0.5,1',
        'p,m,base,0.25,2',
      ),
      'x.csv',
    );
    expect(found.battles).toEqual([
      { promptId: 'p', modelA: 'm', modelB: 'base', outcome: 0.25, weight: 2 },
    ]);
    expect(found.dropped).toEqual({
      outsideRange: 2,
      notANumber: 1,
      noVerdict: 1,
      missingModel: 1,
      sameModelTwice: 1,
    });
    expect(found.errors.map(({ row }) => row)).toEqual([2, 3, 4, 5, 6, 7]);
  });

  it('keeps what a file that is cut in half still holds, and says where it broke', async () => {
    const whole = JSON.stringify(
      [1, 2, 3].map((n) => ({ model_a: 'a', model_b: 'b', winner: 'tie', question_id: `q${n}` })),
    );
    const found = await readBattleFile(new Blob([whole.slice(0, -20)]), 'cut.json');
    expect(found.battles.map(({ promptId }) => promptId)).toEqual(['q1', 'q2']);
    expect(found.dropped).toEqual({ unreadableRow: 1 });
    expect(found.errors[0].reason).toContain('breaks off inside element 3');
  });

  it('names what it found where there are no battles', async () => {
    await expect(readBattleFile(file('a,b', '1,2', '3,4'), 'x.csv')).rejects.toMatchObject({
      code: 'no-battle-form',
      message: expect.stringContaining(
        'x.csv holds no battles in a form that can be read (found: a, b)',
      ),
    });
  });

  it('an LLM Comparator file, packed too; its refused examples have their number', async () => {
    const comparator = {
      metadata: { source_path: 'x', custom_fields_schema: [] },
      models: [{ name: 'A' }, { name: 'B' }],
      examples: [
        { input_text: 'Q1', tags: ['t'], output_text_a: 'a', output_text_b: 'b', score: 1.5 },
        { input_text: 'Q2', tags: [], output_text_a: 'a', output_text_b: 'b', score: 3 },
        { input_text: 'Q3', tags: [], output_text_a: 'a', output_text_b: 'b' },
      ],
    };
    const text = JSON.stringify(comparator, null, 1);
    for (const blob of [
      new Blob([text]),
      new Blob([gzipSync(strToU8(text)) as Uint8Array<ArrayBuffer>]),
    ]) {
      const found = await readBattleFile(blob, 'c.json');
      expect(found.form).toBe('LLM Comparator');
      expect(found.battles).toHaveLength(1);
      expect(found.battles[0]).toMatchObject({
        modelA: 'A',
        modelB: 'B',
        outcome: 1,
        promptText: 'Q1',
      });
      expect(found.errors.map(({ row }) => row)).toEqual([2, 3]);
    }
  });
});

describe('an LLM Comparator file that breaks off', () => {
  const example = (n: number) => ({
    ...{ input_text: `Q${n}`, tags: [], output_text_a: '"models": [', output_text_b: 'b' },
    score: 0,
  });
  const text = JSON.stringify({
    metadata: {},
    models: [{ name: 'A' }, { name: 'B' }],
    examples: [1, 2, 3].map(example),
  });

  it('gives its complete examples, and says where it broke', async () => {
    const found = await readBattleFile(new Blob([text.slice(0, -20)]), 'c.json');
    expect(found.form).toBe('LLM Comparator');
    expect(found.battles.map(({ promptText, modelA }) => [promptText, modelA])).toEqual([
      ['Q1', 'A'],
      ['Q2', 'A'],
    ]);
    expect(found.errors[0].reason).toContain('breaks off inside element 3');
    expect(await filePurpose(new Blob([text.slice(0, -20)]), 'c.json')).toBe('battles');
  });

  it('gives none before its first example is complete', async () => {
    const cut = text.slice(0, text.indexOf('Q1'));
    await expect(readBattleFile(new Blob([cut]), 'c.json')).rejects.toThrow('c.json');
  });
});

const shared = sharedPath('data/judgments');

describe.skipIf(!shared)('the real files of judgments (skipped without ../shared)', () => {
  const open = async (name: string) => {
    const found = await readBattleFile(await openAsBlob(`${shared}/${name}`), name);
    return found;
  };

  it('AlpacaEval’s annotations', async () => {
    const found = await open('alpaca-eval-annotations-FuseChat-Qwen-2.5-7B-Instruct.json');
    expect(found).toMatchObject({ form: 'AlpacaEval annotations', rows: 805, dropped: {} });
    expect(found.battles).toHaveLength(805);
    const mean = found.battles.reduce((sum, { outcome }) => sum + (1 - outcome) / 805, 0);
    const csv = await open('alpaca-eval-battles.csv');
    const own = csv.battles.filter(({ modelA }) => modelA === 'FuseChat-Qwen-2.5-7B-Instruct');
    expect(mean).toBeCloseTo(
      own.reduce((sum, { outcome }) => sum + outcome / own.length, 0),
      6,
    );
    expect(own[0].styleA!.length).toBe([...found.battles[0].answerB![0]].length);
  });

  it('LLM Comparator’s example', async () => {
    const found = await open('llm-comparator-example.json');
    expect(found).toMatchObject({ form: 'LLM Comparator', dropped: {} });
    expect(
      found.battles.slice(0, 4).map(({ outcome, game }) => [outcome.toFixed(3), game]),
    ).toEqual([
      ['0.833', 1],
      ['1.000', 1],
      ['0.667', 2],
      ['0.500', 2],
    ]);
    expect(found.battles[2].modelA).toBe('ABC v0.5');
  });

  it('the published leaderboard, whose CI column agrees with its bounds', async () => {
    const name = 'arena-hard-leaderboard-20240731.csv';
    const { rows, errors } = await readLeaderboardFile(await openAsBlob(`${shared}/${name}`), name);
    expect(errors).toEqual([]);
    expect(rows[0]).toEqual({
      model: 'gpt-4-turbo-2024-04-09',
      score: 82.63,
      lower: 80.75,
      upper: 84.6,
      variance: null,
      averageTokens: 662,
      results: null,
    });
    expect(rows).toHaveLength(60);
  });
});

describe('leaderboards', () => {
  it('are read by the names in use, with bounds, a CI column, or a standard error', async () => {
    const rowsOf = async (...lines: string[]) =>
      (await readLeaderboardFile(file(...lines), 'l.csv')).rows;
    const [bounds] = await rowsOf(
      'Model,Arena Score,rating_q025,rating_q975',
      'm,1200,1190,1210',
      'n,1,0,2',
    );
    expect(bounds).toMatchObject({ model: 'm', score: 1200, lower: 1190, upper: 1210 });
    const [around, arena] = await rowsOf(
      'Model,Arena Score,95% CI,Votes',
      'm,50,"(-1.8, +1.6)",9',
      'n,"1,286",+4/-3,"12,345"',
    );
    expect([around.lower, around.upper]).toEqual([50 - 1.8, 50 + 1.6]);
    expect(arena).toMatchObject({ score: 1286, lower: 1283, upper: 1290 });
    const [error] = await rowsOf(
      ',win_rate,standard_error,n_total,length_controlled_winrate,avg_length',
      'm,10,1,805,22,1500',
      'n,5,1,805,9,900',
    );
    expect(error).toMatchObject({
      model: 'm',
      score: 10,
      variance: 1,
      averageTokens: null,
      averageCharacters: 1500,
    });
    expect(error.upper).toBeCloseTo(10 + 1.959963984540054, 12);
  });

  it('have every score of the file to choose from, each with the error that belongs to it', async () => {
    const lines = file(
      ',win_rate,standard_error,length_controlled_winrate,lc_standard_error,ci',
      'm,10,1,22,0.5,±2',
      'n,5,1,,,±2',
    );
    const by = (score?: string) => readLeaderboardFile(lines, 'l', {}, { score });
    const first = await by();
    expect(first).toMatchObject({ score: 'win_rate', rows: [{ model: 'm', lower: 8 }, {}] });
    const second = await by('Length-controlled WinRate');
    expect(second).toMatchObject({
      score: 'length_controlled_winrate',
      rows: [{ model: 'm', score: 22, variance: 0.25 }],
      errors: [{ row: 3 }],
    });
    expect(second.rows[0].upper).toBeCloseTo(22 + 0.5 * 1.959963984540054, 12);
    expect(first.readings).toEqual(second.readings);
    expect(second.readings.map(({ score, rows }) => [score, rows.length])).toEqual([
      ['win_rate', 2],
      ['length_controlled_winrate', 1],
    ]);
    expect((await by('none')).score).toBe('win_rate');
  });

  it('list rows that do not fit: no number, a reversed interval, a model twice', async () => {
    const found = await readLeaderboardFile(
      file(
        'model,score,lower,upper',
        'a,1,0,2',
        'b,x,0,1',
        'c,5,6,4',
        'a,3,2,4',
        ',1,0,2',
        'd,2,1,z',
      ),
      'l.csv',
    );
    expect(found.rows.map(({ model }) => model)).toEqual(['a']);
    expect(found.errors.map(({ row, reason }) => `${row}: ${reason}`)).toEqual([
      '3: "b": the score "x" is not a number',
      '4: "c": the interval is reversed (6 to 4)',
      '5: "a" stands in an earlier row already',
      '6: no `model`',
      '7: "d": a bound of the interval is not a number',
    ]);
  });

  it('name the columns of a file that is none', async () => {
    await expect(
      readLeaderboardFile(file('name,colour', 'a,red', 'b,blue'), 'l.csv'),
    ).rejects.toMatchObject({
      code: 'no-leaderboard',
      message: expect.stringContaining('its columns are name, colour'),
    });
  });

  it('by category are read long and wide, each category as one', async () => {
    const long = await readLeaderboardsFile(
      file(
        'model,category,rating,lower,upper,variance',
        'a,law,50,45,55,4',
        'a,maths,60,,,',
        'b,law,x,,,',
        'b,maths,5,9,1,',
        'c,,5,,,',
      ),
      'long.csv',
    );
    expect(long.map(({ category }) => category)).toEqual(['law', 'maths']);
    expect(long[0].rows).toMatchObject([
      { model: 'a', score: 50, lower: 45, upper: 55, variance: 4 },
    ]);
    expect(long[1].rows).toMatchObject([{ model: 'a', score: 60 }]);
    expect(long[0].errors.map(({ row }) => row)).toEqual([6, 4]);
    expect(long[1].errors.map(({ row }) => row)).toEqual([5]);
    const wide = await readLeaderboardsFile(
      file(
        'model,org,law,maths,avg_tokens',
        'a,X,50%,60,700',
        'b,Y,40,,600',
        'c,Z,oops,1,2',
        'a,X,1,1,1',
      ),
      'wide.csv',
    );
    expect(
      wide.map(({ category, rows }) => [category, rows.map(({ model, score }) => [model, score])]),
    ).toEqual([
      [
        'law',
        [
          ['a', 50],
          ['b', 40],
        ],
      ],
      [
        'maths',
        [
          ['a', 60],
          ['c', 1],
        ],
      ],
    ]);
    expect(wide[0].errors.map(({ row, reason }) => `${row}: ${reason}`)).toEqual([
      '4: "c", "law": "oops" is not a number',
      '5: "a" stands in an earlier row already',
    ]);
    const one = await readLeaderboardsFile(
      file('model,score,category', 'a,1,full', 'b,2,full'),
      'one.csv',
    );
    expect(one).toMatchObject([{ category: 'full', rows: [{ model: 'a' }, { model: 'b' }] }]);
  });

  it.each([
    ['name,colour\na,red', 'its columns are name, colour'],
    ['model,score,cost\na,n/a,1\nb,–,2', 'row 2: "a": the score "n/a" is not a number'],
    ['model_a,model_b,winner,n\na,b,tie,1', 'holds battles or judgments, not a leaderboard'],
  ])('are not made of what is none: %j', async (text, message) => {
    await expect(readLeaderboardsFile(file(text), 'l.csv')).rejects.toMatchObject({
      code: 'no-leaderboard',
      message: expect.stringContaining(message),
    });
  });
});
