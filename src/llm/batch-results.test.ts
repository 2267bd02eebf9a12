import { describe, expect, it } from 'vitest';
import { JUDGE_PARAMETERS, type Call, type ProviderKind } from '../core/judging/call';
import { batchRequest } from './batch-requests';
import { BatchReader } from './batch-results';

const NAMES = { openai: 'OpenAI', anthropic: 'Anthropic', gemini: 'Gemini' } as const;

const call = (kind: ProviderKind): Call => ({
  ...{ key: 'K', model: 'm', task: 'judge', parameters: JUDGE_PARAMETERS, subject: {} },
  provider: { id: kind, name: NAMES[kind], kind, baseUrl: 'https://api' },
  ...{ delimiter: null, followUp: null },
  messages: () => [{ role: 'user', content: 'Which?' }],
  check: () => ({ ok: true }),
});

function read(kind: ProviderKind, ...lines: readonly (object | string)[]) {
  const settings = { run: 'r', at: 1, priceOf: () => null, quirksOf: () => ({}) };
  const reader = new BatchReader([call(kind)], settings);
  for (const line of lines) {
    reader.push(`${typeof line === 'string' ? line : JSON.stringify(line)}\n`);
  }
  return reader.finish('results.jsonl');
}

const openAi = (status_code: number, code: string, message: string) => ({
  custom_id: 'K',
  response: { status_code, body: { error: { code, message } } },
});
const openAiBatch = (code: string) => ({
  ...{ custom_id: 'K', response: null },
  error: { code, message: 'This request could not be executed.' },
});
const anthropic = (type: string, message: string) => ({
  custom_id: 'K',
  result: { type: 'errored', error: { type: 'error', error: { type, message } } },
});
const gemini = (code: number, message: string) => ({ key: 'K', error: { code, message } });
const GEMINI_REPLY = {
  candidates: [{ content: { parts: [{ text: '[[A>B]]' }] }, finishReason: 'STOP' }],
};

describe('a result without a reply', () => {
  it.each([
    ['openai', openAiBatch('batch_expired'), 'expired', /^OpenAI: the batch expired before/],
    ['openai', openAiBatch('batch_cancelled'), 'cancelled', /cancelled before this call was made/],
    ['anthropic', { custom_id: 'K', result: { type: 'expired' } }, 'expired', /Write these again/],
    ['anthropic', { custom_id: 'K', result: { type: 'canceled' } }, 'cancelled', /again/],
    ['gemini', gemini(1, 'Cancelled'), 'cancelled', /again/],
    ['openai', openAi(400, 'unsupported_value', 'No temperature 0'), 'refused', /answered 400: No/],
    ['anthropic', anthropic('invalid_request_error', '4096 > 4000'), 'refused', /400: 4096/],
    ['gemini', gemini(3, 'Invalid argument'), 'refused', /400: Invalid argument.*write these/],
    ['openai', openAi(429, 'rate_limit_exceeded', 'Rate limit'), 'rate-limit', /again/],
    ['openai', openAi(401, 'invalid_api_key', 'Incorrect key'), 'wrong-key', /Check the key/],
    ['anthropic', anthropic('overloaded_error', 'Overloaded'), 'server-error', /529: Overloaded/],
    ['anthropic', anthropic('not_found_error', 'model: claude-9'), 'unknown-model', /answered 404/],
    ['gemini', gemini(4, 'Deadline expired'), 'server-error', /answered 504: Deadline expired/],
    ['gemini', gemini(8, 'Resource exhausted'), 'rate-limit', /answered 429/],
    ['gemini', gemini(503, 'Overloaded'), 'server-error', /answered 503/],
  ] as const)('of %s: %o is %s', (kind, line, code, message) => {
    const [{ status, failure }] = read(kind, line).records;
    expect(status).toBe('failed');
    expect(failure).toMatchObject({ kind: 'transport', code });
    expect(failure?.message).toMatch(message);
    expect(failure?.message).toMatch(/rite these again\.$/);
    expect(failure?.message).not.toContain('stopped');
  });
});

it.each([
  ['gemini', { key: 'K', status: { code: 0 }, response: GEMINI_REPLY }],
  ['gemini', { metadata: { key: 'K' }, response: GEMINI_REPLY }],
  ['openai', { custom_id: 'K', response: { choices: [{ message: { content: '[[A>B]]' } }] } }],
] as const)('a readable reply of %s counts, whatever stands beside it: %o', (kind, line) => {
  expect(read(kind, line).records).toMatchObject([{ status: 'answered', text: '[[A>B]]' }]);
});

it.each(['openai', 'anthropic', 'gemini'] as const)('a request of %s is no result', (kind) => {
  const request = batchRequest(call(kind), {});
  expect(() => read(kind, request)).toThrow(/\(0 of others, 1 lines that are no results\)/);
});
