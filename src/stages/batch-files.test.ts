import { expect, it } from 'vitest';
import type { Call, Provider } from '../core/judging/call';
import { JUDGE_PARAMETERS } from '../core/judging/call';
import { MemoryCallStore } from '../core/judging/call-store';
import { knownQuirks } from '../llm/quirks';
import { batchFiles, takeBatch } from './batch-files';

const OPENAI: Provider = { id: 'openai', name: 'OpenAI', kind: 'openai', baseUrl: 'https://a/v1' };
const ANTHROPIC: Provider = {
  ...{ id: 'anthropic', name: 'Anthropic', kind: 'anthropic', baseUrl: 'https://c' },
};
const GEMINI: Provider = { id: 'gemini', name: 'Gemini', kind: 'gemini', baseUrl: 'https://b' };

function call(provider: Provider, model: string, key: string, content = 'Hello'): Call {
  return {
    ...{ key, provider, model, task: 'answer', parameters: JUDGE_PARAMETERS, subject: {} },
    ...{ delimiter: null, followUp: null },
    messages: () => [{ role: 'user', content }],
    check: () => ({ ok: true }),
  };
}

it('part by provider and model, as an engine takes one model a file', async () => {
  const calls = [
    call(OPENAI, 'org/small', 'a'),
    call(GEMINI, 'flash', 'b'),
    call(OPENAI, 'large', 'c'),
    call(OPENAI, 'org/small', 'd'),
  ];
  const files = await batchFiles(calls, new MemoryCallStore(), (_, model) => knownQuirks(model));
  expect(files.map(({ name, requests }) => [name, requests])).toEqual([
    ['batch-openai-org-small.jsonl', 2],
    ['batch-gemini-flash.jsonl', 1],
    ['batch-openai-large.jsonl', 1],
  ]);
  const lines = (await files[0].blob.text()).trim().split('\n');
  expect(lines.map((line) => (JSON.parse(line) as { custom_id: string }).custom_id)).toEqual([
    'a',
    'd',
  ]);
});

it('part at 50,000 requests', async () => {
  const calls = Array.from({ length: 50_001 }, (_, n) => call(OPENAI, 'm', String(n)));
  const files = await batchFiles(calls, new MemoryCallStore(), (_, model) => knownQuirks(model));
  expect(files.map(({ name, requests }) => [name, requests])).toEqual([
    ['batch-openai-m-1.jsonl', 50_000],
    ['batch-openai-m-2.jsonl', 1],
  ]);
});

it('are for Anthropic the body that its API takes', async () => {
  const calls = [
    call(ANTHROPIC, 'claude-haiku-4-5', 'a'),
    call(ANTHROPIC, 'claude-haiku-4-5', 'b'),
  ];
  const [file] = await batchFiles(calls, new MemoryCallStore(), () => ({}));
  expect(file.name).toBe('batch-anthropic-claude-haiku-4-5.json');
  expect(JSON.parse(await file.blob.text())).toMatchObject({
    requests: [
      { custom_id: 'a', params: { model: 'claude-haiku-4-5', temperature: 0 } },
      { custom_id: 'b' },
    ],
  });
  expect(file.handling).toContain('/v1/messages/batches');
});

it.each([
  [OPENAI, 'gpt-5-mini', false],
  [OPENAI, 'openai/gpt-5.6-luna', false],
  [OPENAI, 'o3-mini-2025-01-31', false],
  [OPENAI, 'gpt-5-chat-latest', true],
  [OPENAI, 'gpt-4o', true],
  [ANTHROPIC, 'claude-opus-4-7', false],
  [ANTHROPIC, 'claude-sonnet-5', false],
  [ANTHROPIC, 'claude-opus-4-20250514', true],
  [ANTHROPIC, 'claude-3-5-haiku-20241022', true],
])('ask without a temperature who refuses one: %o %s', async (provider, model, takesOne) => {
  const store = new MemoryCallStore();
  const [file] = await batchFiles([call(provider, model, 'a')], store, (_, name) =>
    knownQuirks(name),
  );
  expect((await file.blob.text()).includes('"temperature":0')).toBe(takesOne);
});

it('take nothing away that is there when they are read, and count each paid reply once', async () => {
  const calls = ['a', 'b', 'c'].map((key) => ({
    ...call(OPENAI, 'm', key),
    check: (text: string) =>
      text.includes('[[')
        ? ({ ok: true } as const)
        : ({ ok: false, kind: 'unparsable', reason: 'No verdict.' } as const),
  }));
  const store = new MemoryCallStore();
  let price = { inputUsd: 0, outputUsd: 0 };
  const result = (key: string, content: string) =>
    JSON.stringify({
      custom_id: key,
      response: {
        status_code: 200,
        body: {
          choices: [{ message: { content } }],
          usage: { prompt_tokens: 100, completion_tokens: 0 },
        },
      },
    });
  const failed = (key: string) =>
    JSON.stringify({ custom_id: key, error: { code: 'batch_expired', message: 'Expired.' } });
  const take = async (...lines: string[]) => {
    const settings = { run: 'r', at: 1, priceOf: () => price, quirksOf: () => ({}) };
    const file = new Blob([lines.join('\n')]);
    const { kept } = await takeBatch(calls, file, 'file', store, settings);
    const records = await store.load(['a', 'b', 'c']);
    const told = records.map((record) => [record?.status, record?.text, record?.costUsd]);
    return { kept, told };
  };
  await take(result('a', '[[A]]'), result('b', 'A is better.'), result('c', ''));
  price = { inputUsd: 20_000, outputUsd: 0 };
  const whole = [result('a', '[[A]]'), result('b', 'A is better.'), result('c', '')];
  const priced = [
    ['answered', '[[A]]', 1],
    ['unparsed', 'A is better.', 1],
    ['failed', '', 1],
  ];
  expect(await take(...whole)).toEqual({ kept: 0, told: priced });
  expect(await take(...whole)).toEqual({ kept: 2, told: priced });
  expect((await take(...calls.map(({ key }) => failed(key)))).told.slice(0, 2)).toEqual(
    priced.slice(0, 2),
  );
  const [, b, c] = (await take(result('b', '[[B]]'), result('c', '[[B]]'))).told;
  expect([b, c]).toEqual([
    ['answered', '[[B]]', 2],
    ['answered', '[[B]]', 2],
  ]);
});
