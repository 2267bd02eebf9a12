import { gzipSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { zipSync, strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { ImportOptions } from '../core/prompts/import-options';
import { previewPromptFile, readPromptFile } from './prompt-file';
import { workbook } from './testing/workbook';

type Part = string | Uint8Array<ArrayBuffer>;
const read = (content: Part, options?: ImportOptions, name = 'f') =>
  readPromptFile(new Blob([content]), name, options);
const texts = async (content: Part, options?: ImportOptions) =>
  (await read(content, options)).prompts.map((prompt) => prompt.text);
const gz = (content: Part) => new Uint8Array(gzipSync(content));

const parquet = () =>
  new Uint8Array(
    parquetWriteBuffer({
      columnData: [
        { name: 'question_id', data: [1n, 2n, 3n], type: 'INT64' },
        { name: 'prompt', data: ['a\u2028b', 'Ő', 'c'], type: 'STRING' },
        { name: 'tags', data: [{ x: true, y: false }, {}, { y: true }], type: 'JSON' },
        {
          name: 'embedding',
          data: [
            [1, 0],
            [0, 1],
            [2, 2],
          ],
          type: 'JSON',
        },
      ],
      rowGroupSize: 2,
    }),
  );

describe('readPromptFile', () => {
  it.each([
    [
      'JSONL with BOM, CRLF and U+2028',
      '\ufeff{"prompt":"a\u2028b"}\r\n\r\n{"prompt":"c"}',
      'jsonl',
    ],
    ['a JSON array', '[{"prompt":"a\u2028b"},{"prompt":"c"}]', 'json'],
    ['an object that holds one', '{"n":1,"data":[{"prompt":"a\u2028b"},{"prompt":"c"}]}', 'json'],
    ['CSV', 'id,prompt\n1,"a\u2028b"\n2,c\n', 'delimited'],
    ['semicolons', 'id;prompt\r\n1;a\u2028b\r\n2;c\r\n', 'delimited'],
    ['tabs', 'id\tprompt\n1\ta\u2028b\n2\tc\n', 'delimited'],
    ['lines', 'a\u2028b\n\nc\n', 'text'],
    ['CSV of an old Mac', 'id,prompt\r1,a\u2028b\r2,c\r', 'delimited'],
    ['CSV with Excel’s first line', 'sep=;\r\nid;prompt\r\n1;a\u2028b\r\n2;c\r\n', 'delimited'],
    ['JSONL of texts', '"a\\u2028b"\n"c"\n', 'jsonl'],
    [
      'JSONL with Python’s NaN',
      '{"prompt":"a\u2028b","n":NaN}\n{"prompt":"c","n":-Infinity}',
      'jsonl',
    ],
  ])('reads %s, plain and packed', async (_, content, kind) => {
    for (const form of [content, gz(content)]) {
      const file = await read(form);
      expect(file.prompts.map((prompt) => prompt.text)).toEqual(['a\u2028b', 'c']);
      expect(file).toMatchObject({
        kind,
        errors: [],
        encoding: 'utf-8',
        compressed: form !== content,
      });
    }
  });

  it('reads Parquet by row groups, with ids, tags and vectors, plain and packed', async () => {
    for (const form of [parquet(), gz(parquet())]) {
      const { prompts, vectors, kind, totalRows } = await read(form);
      expect({ kind, totalRows }).toEqual({ kind: 'parquet', totalRows: 3 });
      expect(prompts.map(({ id, text, fields }) => [id, text, fields.tags])).toEqual([
        ['1', 'a\u2028b', ['x']],
        ['2', 'Ő', undefined],
        ['3', 'c', ['y']],
      ]);
      expect(vectors).toEqual({ data: Float32Array.of(1, 0, 0, 1, 2, 2), count: 3, dim: 2 });
    }
  });

  it('reads on after a row group without rows', async () => {
    const data = ['a', 'b', 'c'];
    const columnData = [{ name: 'prompt', data, type: 'STRING' as const }];
    const file = new Uint8Array(parquetWriteBuffer({ columnData, rowGroupSize: [2, 0, 1] }));
    expect(await texts(file)).toEqual(data);
  });

  it('reads a sheet of a workbook', async () => {
    const first = await read(workbook());
    expect(first).toMatchObject({ kind: 'xlsx', sheetNames: ['First', 'Second'] });
    expect(first.prompts).toMatchObject([{ id: '7', text: ' two <b>\nlines ' }]);
    expect(await texts(workbook(), { sheet: 'Second' })).toEqual(['Why?']);
    expect(await texts(gz(workbook()))).toHaveLength(1);
    await expect(read(workbook(), { sheet: 'Third' })).rejects.toThrow(
      'f has no sheet "Third". It has First, Second.',
    );
  });

  it('lists bad lines with their numbers, and the rest comes in', async () => {
    const { prompts, errors, badRows } = await read(
      '{"prompt":"a"}\n{"prompt":\n\n42\n{"q":1}\n{"prompt":"b"}\n{"prompt":"cut',
      {},
      'bad.jsonl',
    );
    expect(prompts.map((prompt) => prompt.text)).toEqual(['a', 'b']);
    expect(badRows).toBe(4);
    expect(errors.map(({ file, row }) => [file, row])).toEqual([
      ['bad.jsonl', 2],
      ['bad.jsonl', 4],
      ['bad.jsonl', 5],
      ['bad.jsonl', 7],
    ]);
  });

  it('keeps what a cut JSON array or a cut gzip file still holds', async () => {
    const cut = await read('[{"prompt":"a"},{"prompt":"b"},{"pro');
    expect(cut.prompts).toHaveLength(2);
    expect(cut.errors[0].reason).toMatch(/breaks off inside element 3/);

    const lines = Array.from(
      { length: 20_000 },
      (_, i) => `{"prompt":"number ${(i * 7919) % 99991}"}\n`,
    );
    const packed = gz(lines.join(''));
    const half = await read(packed.slice(0, packed.length / 2));
    expect(half.prompts.length).toBeGreaterThan(5_000);
    expect(
      half.errors.some(({ row, reason }) => row === 0 && /can't be unpacked/.test(reason)),
    ).toBe(true);
  });

  it.each([
    ['an empty file', '', 'empty-file'],
    ['an empty packed file', gz(''), 'empty-file'],
    ['white space', ' \n\n', 'no-prompts'],
    ['no prompt column', '{"frage":"a"}\n{"frage":"b"}\n', 'no-prompts'],
    ['an empty array', '[]', 'no-prompts'],
    ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 1, 2, 3), 'binary-file'],
    ['a ZIP archive', new Uint8Array(zipSync({ 'a.txt': strToU8('a') })), 'damaged-file'],
    ['damaged Parquet', parquet().slice(0, 200), 'damaged-file'],
    ['damaged gzip', Uint8Array.of(0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9), 'damaged-file'],
    ['gzip in gzip', gz(gz('a')), 'binary-file'],
  ])('refuses %s with one clear error', async (_, content, code) => {
    await expect(read(content, {}, 'my file')).rejects.toMatchObject({
      code,
      message: expect.stringMatching(/^my file .*\. [A-Z]/s),
    });
  });

  it('reads Windows-1252 and obeys a given encoding and kind', async () => {
    const cp1252 = Uint8Array.from('id;prompt\n1;caf\xe9\n', (char) => char.charCodeAt(0));
    expect(await read(cp1252)).toMatchObject({
      encoding: 'windows-1252',
      prompts: [{ text: 'café' }],
    });
    expect(await texts('prompt,x\na,b\n', { kind: 'text' })).toEqual(['prompt,x', 'a,b']);
  });

  it('obeys a given delimiter', async () => {
    const table = 'prompt;n\na b;1\n';
    expect(await texts(table)).toEqual(['a b']);
    const commas = { kind: 'delimited', delimiter: ',', promptColumn: 'prompt;n' } as const;
    expect(await texts(table, commas)).toEqual(['a b;1']);
  });

  it('reads prompts of several lines with blank lines between them', async () => {
    const content = '\n\na\nb\r\n\n \n{c\n\n\nd';
    const { prompts, kind } = await read(content, { kind: 'blocks' });
    expect(prompts.map(({ text }) => text)).toEqual(['a\nb', '{c', 'd']);
    expect(kind).toBe('blocks');
    const long = Array.from({ length: 30_000 }, (_, i) => `first ${i}\nsecond ${i}`);
    expect(await texts(long.join('\n\n'), { kind: 'blocks' })).toEqual(long);
  });

  it('finds the column of vectors by its name, and leaves it out on request', async () => {
    const lines = [1, 2, 3]
      .map((n) => JSON.stringify({ prompt: `p${n}`, scores: [n, 9], Vectors: [n, -n] }))
      .join('\n');
    const preview = await previewPromptFile(new Blob([lines]), 'f');
    expect(preview).toMatchObject({
      vectorColumn: 'Vectors',
      vectorColumns: ['scores', 'Vectors'],
    });
    expect((await read(lines)).vectors?.data).toEqual(Float32Array.of(1, -1, 2, -2, 3, -3));
    expect((await read(lines, { vectorColumn: null })).vectors).toBeNull();
    expect((await read(lines, { vectorColumn: 'scores' })).vectors?.data[3]).toBe(9);
  });

  it('does not let hostile records do harm', async () => {
    const deep = `{"prompt":"deep","a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`;
    const lines = [
      '{"prompt":"<img src=x onerror=alert(1)>","__proto__":{"polluted":true}}',
      '{"prompt":"\\ud800 lone"}',
      '{"prompt":"nul \\u0000"}',
      JSON.stringify({ prompt: 'ש'.repeat(100_000) }),
      deep,
    ];
    const { prompts, errors } = await read(lines.join('\n'));
    expect(errors).toEqual([]);
    expect(prompts).toHaveLength(5);
    expect(prompts[0].fields).toEqual({});
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('reports progress in bytes up to the whole, and stops at the signal', async () => {
    const line = `{"prompt":"${'x'.repeat(999)}"}\n`;
    const blob = new Blob([line.repeat(4000)]);
    const done: number[] = [];
    await readPromptFile(blob, 'f', {}, { onProgress: (progress) => done.push(progress.done) });
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect(done.length).toBeGreaterThan(3);
    expect(done.at(-1)).toBe(blob.size);

    const stop = new AbortController();
    const stopped = readPromptFile(
      blob,
      'f',
      {},
      { signal: stop.signal, onProgress: () => stop.abort() },
    );
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('previewPromptFile', () => {
  const preview = (content: Part, options?: ImportOptions) =>
    previewPromptFile(new Blob([content]), 'f', options);

  it('shows columns and the first 20 rows as text', async () => {
    const rows = Array.from({ length: 30 }, (_, i) => ({
      question_id: i,
      turns: [{ content: `turn ${i}` }],
      tags: { a: true },
    }));
    const shown = await preview(rows.map((row) => JSON.stringify(row)).join('\n'));
    expect(shown).toMatchObject({
      kind: 'jsonl',
      columns: ['question_id', 'turns', 'tags'],
      promptColumn: 'turns',
      idColumn: 'question_id',
    });
    expect(shown.rows).toHaveLength(20);
    expect(shown.rows[19]).toEqual(['19', 'turn 19', '{"a":true}']);
  });

  it('offers what stands beside a prompt to be joined to it', async () => {
    const shown = await preview('[{"instruction":"a","input":"b","output":"c"}]');
    expect(shown.contextColumns).toEqual(['input']);
  });

  it('leaves the choice open where no name is known', async () => {
    const shown = await preview('Frage;Thema\nWarum?;x\nWer?;y\n');
    expect(shown).toMatchObject({
      promptColumn: null,
      delimiter: ';',
      columns: ['Frage', 'Thema'],
    });
    expect(await texts('Frage;Thema\nWarum?;x\nWer?;y\n', { promptColumn: 'Frage' })).toEqual([
      'Warum?',
      'Wer?',
    ]);
  });

  it('reads Parquet and workbooks, and only the head of a packed file', async () => {
    expect((await preview(parquet())).rows[0].slice(0, 2)).toEqual(['1', 'a\u2028b']);
    expect((await preview(workbook())).sheetNames).toEqual(['First', 'Second']);
    const packed = gz('{"prompt":"a"}\n'.repeat(1_000_000));
    expect((await preview(packed)).rows).toHaveLength(20);
  });

  it('refuses a file without a record', async () => {
    await expect(preview('[]')).rejects.toMatchObject({ code: 'no-prompts' });
  });
});
