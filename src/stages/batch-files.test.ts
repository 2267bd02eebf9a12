import { expect, it } from 'vitest';
import type { Call, Provider } from '../core/judging/call';
import { JUDGE_PARAMETERS } from '../core/judging/call';
import { MemoryCallStore } from '../core/judging/call-store';
import { batchFiles } from './batch-files';

const OPENAI: Provider = { id: 'openai', name: 'OpenAI', kind: 'openai', baseUrl: 'https://a/v1' };
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
  const files = await batchFiles(calls, new MemoryCallStore());
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
  const files = await batchFiles(calls, new MemoryCallStore());
  expect(files.map(({ name, requests }) => [name, requests])).toEqual([
    ['batch-openai-m-1.jsonl', 50_000],
    ['batch-openai-m-2.jsonl', 1],
  ]);
});
