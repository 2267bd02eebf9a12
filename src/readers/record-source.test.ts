import { describe, expect, it } from 'vitest';
import { readPromptFile } from './prompt-file';

const read = (content: string) => readPromptFile(new Blob([content]), 'f');

describe('a first line longer than the head', () => {
  const long = 'x '.repeat(200_000);
  const talk = (end: string) =>
    JSON.stringify({ messages: [{ role: 'user', content: long + end }] });

  it('is JSON lines where another line follows', async () => {
    const file = await read([talk('a'), talk('b'), talk('c')].join('\n'));
    expect(file).toMatchObject({ kind: 'jsonl', totalRows: 3, errors: [] });
    expect(file.prompts).toHaveLength(3);
  });

  it('is one JSON text where none does', async () => {
    const file = await read(JSON.stringify({ data: [{ prompt: long }, { prompt: 'b' }] }) + '\n');
    expect(file).toMatchObject({ kind: 'json', totalRows: 2, errors: [] });
  });
});

it('takes a table of a header alone for a table without a prompt', async () => {
  await expect(read('id,prompt,category\n')).rejects.toMatchObject({ code: 'no-prompts' });
});

it('keeps ids of 19 digits', async () => {
  const { prompts } = await read('{"id":1234567890123456789,"prompt":"a"}\n');
  expect(prompts[0].id).toBe('1234567890123456789');
});
