import { describe, expect, it } from 'vitest';
import type { ImportOptions } from './import-options';
import { mergePrompts } from './merge-prompts';
import { PromptCollector } from './prompt-collector';
import { toPromptRecord } from './prompt-record';

function collect(values: readonly unknown[], options?: ImportOptions) {
  const collector = new PromptCollector('f.jsonl', options);
  collector.add({ records: values.map((value, i) => ({ row: i + 1, value })), faults: [] });
  return collector.finish();
}

const ids = (values: readonly unknown[]) => collect(values).prompts.map((prompt) => prompt.id);

describe('PromptCollector', () => {
  it('makes a prompt of a record', () => {
    const { prompts, promptColumn, idColumn } = collect([
      { uid: 'u1', prompt: 'What is the sum?', topic: 'math' },
    ]);
    expect({ promptColumn, idColumn }).toEqual({ promptColumn: 'prompt', idColumn: 'uid' });
    expect(prompts).toEqual([
      {
        id: 'u1',
        text: 'What is the sum?',
        turns: [{ role: 'user', content: 'What is the sum?' }],
        source: 'f.jsonl',
        language: 'en',
        words: 4,
        count: 1,
        fields: { topic: 'math' },
      },
    ]);
  });

  it('says where equal prompts carry different categories', () => {
    const { prompts, errors, badRows } = collect([
      { prompt: 'one', category: 'law', note: 'x' },
      { prompt: 'two', category: 'finance' },
      { prompt: 'one', category: 'finance', note: 'y' },
      { prompt: 'two', category: 'finance ' },
    ]);
    expect(prompts.map(({ fields }) => fields.category)).toEqual(['law', 'finance']);
    expect(badRows).toBe(0);
    expect(errors).toMatchObject([
      { row: 0, reason: expect.stringMatching(/column "category" contradicts itself: row 3 has/) },
    ]);
  });

  it('keeps the ids of merged records through the app’s own form', () => {
    const { prompts } = collect([
      { id: 'a', prompt: 'one' },
      { id: 'b', prompt: ' one' },
    ]);
    expect(prompts).toMatchObject([{ id: 'a', aliases: ['b'], count: 2 }]);
    expect(collect(prompts.map(toPromptRecord)).prompts).toEqual(prompts);
    const elsewhere = prompts.map((each) => ({ ...each, source: 'own.csv', otherSources: ['b'] }));
    expect(collect(elsewhere.map(toPromptRecord)).prompts).toMatchObject([
      { source: 'own.csv', otherSources: ['b', 'f.jsonl'] },
    ]);
    const again = collect([...prompts, { ...prompts[0], id: 'c' }].map(toPromptRecord));
    expect(again.prompts).toMatchObject([{ id: 'a', aliases: ['b', 'c'], count: 4 }]);
  });

  it('finds the prompt of a record in another known column, unless the column was chosen', () => {
    const values = [
      { prompt: 'a', topic: 't' },
      { messages: [{ role: 'user', content: 'b' }], topic: 't' },
      { prompt: ' ', text: 'c', topic: 't' },
      { topic: 'none' },
    ];
    const { prompts, errors } = collect(values);
    expect(prompts.map(({ text, fields }) => [text, Object.keys(fields)])).toEqual([
      ['a', ['topic']],
      ['b', ['topic']],
      ['c', ['topic']],
    ]);
    expect(errors.map(({ row }) => row)).toEqual([4]);
    expect(collect(values, { promptColumn: 'prompt' }).prompts).toHaveLength(1);
  });

  it('takes the language that the file states, and measures where it states none', () => {
    const values = ['sl', 'Portuguese', 'Klingon', null].map((Language, i) => ({
      prompt: `What is the capital of France? ${i}`,
      Language,
    }));
    expect(collect(values).prompts.map(({ language }) => language)).toEqual([
      'sl',
      'pt',
      'en',
      'en',
    ]);
  });

  it('takes the fields that the first of equal prompts lacks from a later one', () => {
    const { prompts, errors } = collect([
      { prompt: 'a', k: null, note: ' ' },
      { prompt: 'a', k: 1, note: 'x', tags: ['t'] },
      { prompt: 'a', k: 2, note: 'y', tags: ['u'] },
    ]);
    expect(prompts[0].fields).toEqual({ k: 1, note: 'x', tags: ['t'] });
    expect(errors).toEqual([]);
  });

  it('merges exact duplicates with a count; the first keeps its place, id and fields', () => {
    const { prompts, merged, totalRows } = collect([
      { id: 'a', prompt: 'e\u0301 x', k: 1 },
      { id: 'b', prompt: 'other', k: 2 },
      { id: 'c', prompt: ' é\n x', k: 3 },
    ]);
    expect(prompts.map(({ id, count, fields }) => [id, count, fields.k])).toEqual([
      ['a', 2, 1],
      ['b', 1, 2],
    ]);
    expect({ merged, totalRows }).toEqual({ merged: 1, totalRows: 3 });
  });

  it("uses the file's ids where they are unique, else the content's, and keeps the ambiguous id as a field", () => {
    const values = [
      { id: 1, prompt: 'a' },
      { id: 1, prompt: 'b' },
      { id: 2, prompt: 'c' },
      { prompt: 'd' },
    ];
    const [a, b, c, d] = ids(values);
    expect(c).toBe('2');
    for (const id of [a, b, d]) expect(id).toMatch(/^[0-9a-f]{16}$/);
    expect(new Set([a, b, c, d]).size).toBe(4);
    expect(ids([...values].reverse())).toEqual([d, c, b, a]);
    expect(collect(values).prompts[0].fields).toEqual({ id: '1' });
  });

  it('does not let a given id take the place of a content id', () => {
    const [content] = ids([{ prompt: 'a' }]);
    const clash = ids([{ prompt: 'a' }, { id: content, prompt: 'b' }]);
    expect(clash).toEqual([`${content}-2`, content]);
  });

  it('keeps all turns, and embeds all user turns or the first', () => {
    const turns = [
      { role: 'user', content: 'a' },
      { role: 'assistant', content: 'b' },
      { role: 'user', content: 'c' },
    ];
    expect(collect([{ messages: turns }]).prompts[0]).toMatchObject({ text: 'a\nc', turns });
    expect(collect([{ messages: turns }], { text: 'first' }).prompts[0]).toMatchObject({
      text: 'a',
      turns,
    });
  });

  it('tells apart prompts whose system or later user turns differ, though the embedded text is one', () => {
    const talk = (...contents: string[]) => ({
      messages: contents.map((content, i) => ({ role: i % 2 ? 'assistant' : 'user', content })),
    });
    const told = (system: string) => ({
      messages: [
        { role: 'system', content: system },
        { role: 'user', content: 'hi' },
      ],
    });
    const values = [
      talk('hi', 'a', 'write a poem'),
      talk('hi', 'b', 'solve x'),
      talk('hi', 'c', ' solve  x'),
      talk('hi'),
      told('Be brief.'),
      told('Be rude.'),
      told(' '),
    ];
    for (const text of ['first', 'all'] as const) {
      const { prompts, merged } = collect(values, { text });
      expect(prompts.map(({ count }) => count)).toEqual([1, 2, 2, 1, 1]);
      expect(merged).toBe(2);
      expect(mergePrompts([], prompts).duplicates).toBe(0);
    }
  });

  it('joins what an instruction is about below it, unless told otherwise', () => {
    const values = [
      { instruction: 'Translate to French', input: 'Hello', output: 'Bonjour' },
      { instruction: 'Translate to French', input: 'Bye', output: 'Au revoir' },
      { instruction: 'Sing', input: '', output: 'La' },
    ];
    const { prompts } = collect(values);
    expect(prompts.map(({ text }) => text)).toEqual([
      'Translate to French\n\nHello',
      'Translate to French\n\nBye',
      'Sing',
    ]);
    expect(prompts[0].turns).toEqual([{ role: 'user', content: prompts[0].text }]);
    expect(prompts[0].fields).toEqual({ output: 'Bonjour' });
    expect(collect([{ instruction: 'Sum up', context: 'It rained.' }]).prompts[0].text).toBe(
      'Sum up\n\nIt rained.',
    );
    const others = collect([...values, { text: 'c', input: 'd' }]).prompts;
    expect(others[3]).toMatchObject({ text: 'c', fields: { input: 'd' } });
    const apart = collect(values, { contextColumn: null });
    expect(apart.prompts.map(({ text }) => text)).toEqual(['Translate to French', 'Sing']);
    expect(collect([{ prompt: 'a', input: 'b' }]).prompts[0]).toMatchObject({
      text: 'a',
      fields: { input: 'b' },
    });
  });

  it('obeys a chosen column, id column and source name', () => {
    const { prompts } = collect([{ id: 'x', prompt: 'a', frage: 'Warum?' }], {
      promptColumn: 'frage',
      idColumn: null,
      source: 'Umfrage',
    });
    expect(prompts[0]).toMatchObject({
      text: 'Warum?',
      source: 'Umfrage',
      fields: { id: 'x', prompt: 'a' },
    });
    expect(prompts[0].id).not.toBe('x');
  });

  it('lists bad rows, and the rest comes in', () => {
    const collector = new PromptCollector('f.jsonl');
    collector.add({
      records: [
        { row: 1, value: { prompt: 'a' } },
        { row: 3, value: 5 },
        { row: 4, value: { prompt: ' ' } },
        { row: 5, value: { prompt: 'b' } },
      ],
      faults: [{ row: 2, reason: 'broken' }],
    });
    const { prompts, errors, badRows, totalRows, positions } = collector.finish();
    expect(prompts.map((prompt) => prompt.text)).toEqual(['a', 'b']);
    expect(errors).toEqual([
      { file: 'f.jsonl', row: 2, reason: 'broken' },
      { file: 'f.jsonl', row: 3, reason: 'not an object with columns' },
      { file: 'f.jsonl', row: 4, reason: 'no prompt in the column "prompt"' },
    ]);
    expect({ badRows, totalRows }).toEqual({ badRows: 3, totalRows: 5 });
    expect([...positions]).toEqual([0, 4]);
  });

  it('counts unreadable rows where they stand, so that vectors from elsewhere meet their prompts', () => {
    const collector = new PromptCollector('f.csv');
    const row = (n: number) => ({ row: n, value: { prompt: `p${n}` } });
    const broken = (n: number) => ({ row: n, reason: 'broken' });
    collector.add({ records: [row(2), row(5)], faults: [broken(4), broken(3)] });
    collector.add({
      records: Array.from({ length: 200 }, (_, i) => row(i + 7)),
      faults: [broken(6), { row: 0, reason: 'cut' }],
    });
    collector.add({ records: [row(208)], faults: [broken(207), broken(209)] });
    const { prompts, positions, distinctPositions, totalRows } = collector.finish();
    expect(totalRows).toBe(208);
    expect(prompts.map(({ text }) => text)).toEqual(Array.from(positions, (at) => `p${at + 2}`));
    expect([...distinctPositions]).toEqual([...prompts.keys()]);
  });

  it('counts all bad rows, lists a thousand, says how many more there are, and loses no notice', () => {
    const values = [{ prompt: 'a', embedding: [1, 2] }, { prompt: 'b' }];
    const { errors, badRows } = collect([...values, ...new Array<number>(1500).fill(1)]);
    expect([errors.length, badRows]).toEqual([1002, 1500]);
    expect(errors.slice(0, 2)).toMatchObject([
      { row: 0, reason: expect.stringMatching(/have no vector/) },
      { row: 0, reason: expect.stringMatching(/^and 500 more bad rows/) },
    ]);
    expect(collect([{ prompt: 'a' }, ...new Array<number>(1000).fill(1)]).errors).toHaveLength(
      1000,
    );
  });

  it('says which columns there were when there is no prompt', () => {
    expect(() => collect([{ frage: 'a', n: 1 }])).toThrow(
      /f\.jsonl holds no prompt\. It has the columns frage, n\..*Choose the column/,
    );
    expect(() => collect([])).toThrow(expect.objectContaining({ code: 'no-prompts' }));
  });

  it('draws a seeded subsample of the distinct prompts, in their order', () => {
    const values = Array.from({ length: 200 }, (_, i) => ({ id: i, prompt: `prompt ${i % 100}` }));
    const draw = (seed: number) => collect(values, { sample: { size: 10, seed } });
    const { prompts, distinct } = draw(1);
    expect([prompts.length, distinct]).toEqual([10, 100]);
    expect(draw(1).prompts).toEqual(prompts);
    expect(draw(2).prompts).not.toEqual(prompts);
    const order = prompts.map((prompt) => Number(prompt.id));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(prompts.every(({ count, words }) => count === 2 && words === 2)).toBe(true);
  });

  it('returns vectors aligned to the prompts, through merging and sampling', () => {
    const values = Array.from({ length: 50 }, (_, i) => ({
      prompt: `p${i % 25}`,
      embedding: [i % 25, -(i % 25)],
    }));
    const { prompts, vectors } = collect(values, { sample: { size: 7, seed: 3 } });
    expect(vectors).toMatchObject({ count: 7, dim: 2 });
    prompts.forEach(({ text, fields }, i) => {
      expect(vectors!.data[2 * i]).toBe(Number(text.slice(1)));
      expect(fields).toEqual({});
    });
  });

  it('uses no vectors where one is missing or of another length, and says so', () => {
    const { vectors, errors } = collect([
      { prompt: 'a', embedding: [1, 2] },
      { prompt: 'b', embedding: [1] },
      { prompt: 'c', embedding: [1, null] },
    ]);
    expect(vectors).toBeNull();
    expect(errors).toEqual([
      {
        file: 'f.jsonl',
        row: 0,
        reason: expect.stringMatching(/^2 of 3 prompts have no vector of 2/),
      },
    ]);
  });

  it('takes hostile texts as they are', () => {
    const texts = [
      '<script>alert(1)</script>',
      'a\u2028b',
      '\ud83d',
      '👩‍👩‍👧',
      'x'.repeat(100_000),
      'שלום\u202e',
      'a\0b',
    ];
    expect(collect(texts).prompts.map((prompt) => prompt.text)).toEqual(texts);
  });
});
