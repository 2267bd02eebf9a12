import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { JUDGE_PARAMETERS, type Provider, type ProviderKind } from '../core/judging/call';
import { CallError } from './call-error';
import { FORMS } from './forms/forms';
import { HttpSender } from './http-sender';
import { providerAt, providerBeside, toldApart } from './providers';

interface Answer {
  readonly status?: number;
  readonly body: unknown;
  readonly headers?: Record<string, string>;
}

const KEY = 'sk-planted-0123456789';
let server: Server;
let answers: Answer[];
let asked: { path: string; headers: IncomingHttpHeaders; body: Record<string, unknown> }[];
let address: string;

beforeEach(async () => {
  answers = [];
  asked = [];
  server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      const body = (text ? JSON.parse(text) : {}) as Record<string, unknown>;
      asked.push({ path: request.url ?? '', headers: request.headers, body });
      const answer = answers.length > 1 ? answers.shift()! : answers[0];
      const sent = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
      response.writeHead(answer.status ?? 200, answer.headers).end(sent);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const provider = (kind: ProviderKind): Provider =>
  providerAt(kind, kind === 'openai' ? `${address}/v1/` : address, 'x');

const sender = (key: string | null = KEY) =>
  new HttpSender({
    fetch: (url, init) => fetch(url, init),
    keyOf: () => key,
    now: () => Date.UTC(2026, 0, 1),
  });

const MESSAGES = [
  { role: 'system', content: 'Be just.' },
  { role: 'user', content: 'Judge.' },
  { role: 'assistant', content: 'Hm.' },
  { role: 'user', content: 'Well?' },
] as const;

function send(kind: ProviderKind, ...given: Answer[]) {
  answers = given;
  const request = {
    provider: provider(kind),
    model: 'm-1',
    messages: MESSAGES,
    parameters: JUDGE_PARAMETERS,
  };
  return sender().send(request, new AbortController().signal);
}

async function errorOf(kind: ProviderKind, ...given: Answer[]): Promise<CallError> {
  const error = await send(kind, ...given).then(
    () => null,
    (caught: unknown) => caught,
  );
  expect(error).toBeInstanceOf(CallError);
  return error as CallError;
}

const chat = (message: object, finish = 'stop') => ({
  choices: [{ message, finish_reason: finish }],
  usage: { prompt_tokens: 7, completion_tokens: 5 },
});

describe('the three forms', () => {
  it('asks and reads in OpenAI’s', async () => {
    const reply = await send('openai', {
      body: chat({ content: 'Yes.', reasoning_content: 'Hm' }),
    });
    expect(reply).toEqual({
      text: 'Yes.',
      reasoning: 'Hm',
      finish: 'stop',
      usage: { inputTokens: 7, outputTokens: 5, estimated: false },
      sent: { temperature: 0, maxTokens: 4096, seed: 1 },
    });
    expect(asked[0].path).toBe('/v1/chat/completions');
    expect(asked[0].headers.authorization).toBe(`Bearer ${KEY}`);
    expect(asked[0].body).toEqual({
      model: 'm-1',
      messages: MESSAGES,
      max_tokens: 4096,
      temperature: 0,
      seed: 1,
    });
    expect(Object.keys(asked[0].headers).filter((name) => name.startsWith('x-'))).toEqual([]);
  });

  it('asks and reads in Anthropic’s', async () => {
    const reply = await send('anthropic', {
      body: {
        content: [
          { type: 'thinking', thinking: 'Hm' },
          { type: 'text', text: 'Yes.' },
        ],
        stop_reason: 'max_tokens',
        usage: { input_tokens: 3, cache_read_input_tokens: 4, output_tokens: 5 },
      },
    });
    expect(reply).toMatchObject({
      text: 'Yes.',
      reasoning: 'Hm',
      finish: 'length',
      usage: { inputTokens: 7, outputTokens: 5 },
      sent: { temperature: 0, seed: null },
    });
    expect(asked[0].path).toBe('/v1/messages');
    expect(asked[0].headers['x-api-key']).toBe(KEY);
    expect(asked[0].headers['anthropic-dangerous-direct-browser-access']).toBe('true');
    expect(asked[0].body).toEqual({
      model: 'm-1',
      max_tokens: 4096,
      temperature: 0,
      system: 'Be just.',
      messages: MESSAGES.slice(1),
    });
  });

  it('asks and reads in Gemini’s', async () => {
    const reply = await send('gemini', {
      body: {
        candidates: [
          {
            content: { parts: [{ text: 'Hm', thought: true }, { text: 'Yes.' }] },
            finishReason: 'STOP',
          },
        ],
        usageMetadata: { promptTokenCount: 7, candidatesTokenCount: 2, thoughtsTokenCount: 3 },
      },
    });
    expect(reply).toMatchObject({
      text: 'Yes.',
      reasoning: 'Hm',
      usage: { inputTokens: 7, outputTokens: 5 },
    });
    expect(asked[0].path).toBe('/v1beta/models/m-1:generateContent');
    expect(asked[0].headers['x-goog-api-key']).toBe(KEY);
    expect(asked[0].body).toEqual({
      contents: [
        { role: 'user', parts: [{ text: 'Judge.' }] },
        { role: 'model', parts: [{ text: 'Hm.' }] },
        { role: 'user', parts: [{ text: 'Well?' }] },
      ],
      systemInstruction: { parts: [{ text: 'Be just.' }] },
      generationConfig: { maxOutputTokens: 4096, temperature: 0, seed: 1 },
    });
  });

  it('keeps thinking between tags apart, and counts where the provider does not', async () => {
    const { usage: _, ...uncounted } = chat({ content: '<think>\nLet me see.\n</think>\n\nYes.' });
    const reply = await send('openai', { body: uncounted });
    expect(reply).toMatchObject({ text: 'Yes.', reasoning: 'Let me see.' });
    expect(reply.usage.estimated).toBe(true);
    expect(reply.usage.inputTokens).toBeGreaterThan(0);
  });

  it('drops a setting that a model does not take, records it, and asks no second time for nothing', async () => {
    const unsupported = (message: string) => ({
      status: 400,
      body: { error: { message, type: 'invalid_request_error', code: 'unsupported_parameter' } },
    });
    answers = [
      unsupported(
        "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
      ),
      unsupported("Unsupported value: 'temperature' does not support 0 with this model."),
      { body: chat({ content: 'Yes.' }) },
    ];
    const one = sender();
    const request = {
      provider: provider('openai'),
      model: 'o9',
      messages: MESSAGES,
      parameters: JUDGE_PARAMETERS,
    };
    const reply = await one.send(request, new AbortController().signal);
    expect(reply.sent).toEqual({ temperature: null, maxTokens: 4096, seed: 1 });
    expect(asked).toHaveLength(3);
    await one.send(request, new AbortController().signal);
    expect(asked).toHaveLength(4);
    expect(asked[3].body).toEqual({
      model: 'o9',
      messages: MESSAGES,
      max_completion_tokens: 4096,
      seed: 1,
    });
  });

  it.each([{ object: 'error', type: 'invalid_request_error', code: null }, { detail: [] }])(
    'learns it too where a server lists what is wrong: %j',
    async (kind) => {
      const detail = [
        {
          ...{ type: 'extra_forbidden', loc: ['body', 'seed'] },
          ...{ msg: 'Extra inputs are not permitted', input: 'temperature' },
        },
      ];
      const refusal = 'detail' in kind ? { detail } : { ...kind, message: { detail } };
      const { sent } = await send(
        'openai',
        { status: 422, body: refusal },
        { body: chat({ content: 'Yes.' }) },
      );
      expect(sent).toEqual({ temperature: 0, maxTokens: 4096, seed: null });
      expect(asked.map(({ body }) => 'seed' in body)).toEqual([true, false]);
      const error = await errorOf('openai', { status: 422, body: { detail: 'No such user.' } });
      expect(error.message).toContain('answered 422: No such user.');
    },
  );

  it('gives Mistral its seed by the name that it has there', () => {
    const to = providerAt('openai', 'https://api.mistral.ai/v1');
    const request = { provider: to, model: 'm', messages: MESSAGES, parameters: JUDGE_PARAMETERS };
    const { body } = FORMS.openai.request(request, KEY, {});
    expect(body).toMatchObject({ random_seed: 1 });
    expect(body).not.toHaveProperty('seed');
  });

  it('counts reasoning that the count of the completion leaves out, as xAI’s does', async () => {
    const usage = { prompt_tokens: 32, completion_tokens: 9, total_tokens: 151 };
    const body = { ...chat({ content: 'Yes.' }), usage };
    expect((await send('openai', { body })).usage).toMatchObject({
      ...{ inputTokens: 32, outputTokens: 119 },
    });
  });

  it('knows by name what a model refuses, until it has answered', async () => {
    const one = sender();
    const [to, model] = [provider('openai'), 'gpt-5.2'];
    expect(one.quirksOf(to, model)).toEqual({ noTemperature: true, completionTokens: true });
    answers = [{ body: chat({ content: 'Yes.' }) }];
    const request = { provider: to, model, messages: MESSAGES, parameters: JUDGE_PARAMETERS };
    await one.send(request, new AbortController().signal);
    expect(one.quirksOf(to, model)).toEqual({});
  });
});

const openaiError = (message: string, code: string | null = null) => ({
  error: { message, type: 'invalid_request_error', code },
});
const anthropicError = (type: string, message: string) => ({
  type: 'error',
  error: { type, message },
});
const geminiError = (code: number, status: string, message: string) => ({
  error: { code, status, message },
});

describe('errors', () => {
  it.each<readonly [ProviderKind, number, unknown, string, string]>([
    [
      'openai',
      401,
      openaiError('Incorrect API key provided', 'invalid_api_key'),
      'wrong-key',
      'stop',
    ],
    [
      'anthropic',
      401,
      anthropicError('authentication_error', 'invalid x-api-key'),
      'wrong-key',
      'stop',
    ],
    [
      'gemini',
      400,
      geminiError(400, 'INVALID_ARGUMENT', 'API key not valid. Please pass a valid API key.'),
      'wrong-key',
      'stop',
    ],
    ['openai', 403, openaiError('Country not supported'), 'wrong-key', 'stop'],
    [
      'openai',
      404,
      openaiError('The model `m-1` does not exist', 'model_not_found'),
      'unknown-model',
      'stop',
    ],
    ['anthropic', 404, anthropicError('not_found_error', 'model: m-1'), 'unknown-model', 'stop'],
    [
      'gemini',
      404,
      geminiError(404, 'NOT_FOUND', 'models/m-1 is not found for API version v1beta'),
      'unknown-model',
      'stop',
    ],
    [
      'openai',
      400,
      openaiError('m-1 is an invalid model ID: no such model'),
      'unknown-model',
      'stop',
    ],
    ['openai', 404, '<html>Not found</html>', 'wrong-address', 'stop'],
    ['openai', 404, openaiError('page not found'), 'wrong-address', 'stop'],
    ['openai', 405, 'Method not allowed', 'wrong-address', 'stop'],
    ['openai', 200, '<!doctype html><title>Home</title>', 'wrong-address', 'stop'],
    [
      'openai',
      400,
      openaiError("This model's maximum context length is 8192 tokens", 'context_length_exceeded'),
      'too-long',
      'fail',
    ],
    [
      'anthropic',
      400,
      anthropicError('invalid_request_error', 'prompt is too long: 210000 tokens > 200000 maximum'),
      'too-long',
      'fail',
    ],
    [
      'gemini',
      400,
      geminiError(
        400,
        'INVALID_ARGUMENT',
        'The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).',
      ),
      'too-long',
      'fail',
    ],
    ['openai', 413, 'Request Entity Too Large', 'too-long', 'fail'],
    [
      'openai',
      400,
      openaiError('The response was filtered', 'content_filter'),
      'content-filter',
      'fail',
    ],
    ['openai', 400, openaiError('Invalid value for messages'), 'bad-request', 'doubt'],
    [
      'anthropic',
      400,
      anthropicError(
        'invalid_request_error',
        'messages.0: user messages must have non-empty content',
      ),
      'bad-request',
      'fail',
    ],
    ['openai', 400, openaiError('Content Exists Risk'), 'content-filter', 'fail'],
    [
      'openai',
      400,
      openaiError('Input data may contain inappropriate content.', 'data_inspection_failed'),
      'content-filter',
      'fail',
    ],
    [
      'openai',
      422,
      openaiError('Input validation error: `inputs` tokens + `max_new_tokens` must be <= 8193.'),
      'too-long',
      'fail',
    ],
    [
      'openai',
      429,
      openaiError(
        'Request too large for m on tokens per min (TPM): Limit 30000, Requested 45000.',
        'rate_limit_exceeded',
      ),
      'too-long',
      'fail',
    ],
    [
      'anthropic',
      400,
      anthropicError('invalid_request_error', 'Your credit balance is too low to access the API.'),
      'no-credit',
      'stop',
    ],
    ['openai', 404, openaiError('No endpoints found for foo/bar.'), 'unknown-model', 'stop'],
    ['openai', 400, openaiError('foo/bar is not a valid model ID'), 'unknown-model', 'stop'],
    ['openai', 402, openaiError('Insufficient credits'), 'no-credit', 'stop'],
    [
      'openai',
      429,
      openaiError('You exceeded your current quota', 'insufficient_quota'),
      'no-credit',
      'stop',
    ],
    [
      'openai',
      429,
      openaiError('Rate limit reached', 'rate_limit_exceeded'),
      'rate-limit',
      'retry',
    ],
    [
      'gemini',
      429,
      geminiError(429, 'RESOURCE_EXHAUSTED', 'Resource has been exhausted'),
      'rate-limit',
      'retry',
    ],
    [
      'gemini',
      429,
      geminiError(
        429,
        'RESOURCE_EXHAUSTED',
        'You exceeded your current quota, please check your plan and billing details. Please retry in 26.5s.',
      ),
      'rate-limit',
      'retry',
    ],
    [
      'openai',
      429,
      openaiError(
        'Rate limit reached for model `m` on tokens per minute (TPM). Upgrade at console.example/settings/billing',
        'rate_limit_exceeded',
      ),
      'rate-limit',
      'retry',
    ],
    [
      'openai',
      403,
      { error: { message: 'm requires moderation and your input was flagged', code: 403 } },
      'content-filter',
      'fail',
    ],
    ['openai', 403, openaiError('You may not use this model'), 'wrong-key', 'stop'],
    ['openai', 408, 'timeout', 'server-error', 'retry'],
    ['openai', 409, 'conflict', 'server-error', 'retry'],
    ['openai', 425, 'early', 'server-error', 'retry'],
    ['openai', 500, openaiError('The server had an error'), 'server-error', 'retry'],
    ['anthropic', 529, anthropicError('overloaded_error', 'Overloaded'), 'server-error', 'retry'],
    [
      'openai',
      200,
      { error: { message: 'Provider returned error', code: 429 } },
      'rate-limit',
      'retry',
    ],
    ['openai', 200, { error: { message: 'Upstream failed' } }, 'server-error', 'retry'],
    ['openai', 200, '{"choices": [{"mess', 'broken-reply', 'retry'],
    ['openai', 200, { hello: 1 }, 'broken-reply', 'retry'],
    ['openai', 200, chat({ content: '' }), 'empty-reply', 'retry'],
    ['openai', 200, chat({ content: null }, 'length'), 'empty-reply', 'fail'],
    ['openai', 200, chat({ content: '<think>on and on' }, 'length'), 'empty-reply', 'fail'],
    ['openai', 200, chat({ content: '' }, 'content_filter'), 'content-filter', 'fail'],
    ['openai', 200, chat({ content: null, refusal: 'I will not.' }), 'content-filter', 'fail'],
    [
      'anthropic',
      200,
      { content: [], stop_reason: 'refusal', usage: { input_tokens: 1, output_tokens: 1 } },
      'content-filter',
      'fail',
    ],
    ['gemini', 200, { promptFeedback: { blockReason: 'SAFETY' } }, 'content-filter', 'fail'],
    [
      'gemini',
      200,
      { candidates: [{ finishReason: 'PROHIBITED_CONTENT' }] },
      'content-filter',
      'fail',
    ],
  ])('%s %i %j is %s: %s', async (kind, status, body, code, action) => {
    const error = await errorOf(kind, { status, body });
    expect({ code: error.code, action: error.action }).toEqual({ code, action });
    expect(error.message).toContain(`127.0.0.1`);
  });

  it('say what the provider said and what to do', async () => {
    const body = openaiError('The model `m-1` does not exist', 'model_not_found');
    const { message } = await errorOf('openai', { status: 404, body });
    expect(message).toContain('answered 404: The model `m-1` does not exist. Check the name');
  });

  it('carry the wait that was asked for, and what the try cost', async () => {
    const wait = async (value: string) =>
      (await errorOf('openai', { status: 429, body: '', headers: { 'retry-after': value } }))
        .retryAfterMs;
    expect(await wait('7')).toBe(7000);
    expect(await wait('Thu, 01 Jan 2026 00:00:30 GMT')).toBe(30_000);
    expect(await wait('Wed, 31 Dec 2025 00:00:00 GMT')).toBe(0);
    expect(await wait('86400')).toBe(120_000);
    expect(await wait('soon')).toBe(null);
    const told = geminiError(429, 'RESOURCE_EXHAUSTED', 'Please retry in 26.5s.');
    Object.assign(told.error, { details: [{ '@type': 'RetryInfo', retryDelay: '26s' }] });
    expect((await errorOf('gemini', { status: 429, body: told })).retryAfterMs).toBe(26_000);
    const words = async (text: string) =>
      (await errorOf('openai', { status: 429, body: openaiError(`Limit. ${text} Visit us.`) }))
        .retryAfterMs;
    expect(await words('Please try again in 2.2s.')).toBe(2200);
    expect(await words('Please try again in 820ms.')).toBe(820);
    expect(await words('Try again in 1m2.5s.')).toBe(62_500);
    expect(await words('Please retry after 30 seconds.')).toBe(30_000);
    expect(await words('Please try again in 7h12m0s.')).toBe(120_000);
    expect(await words('Please try again in a while.')).toBe(null);
    const { usage } = await errorOf('openai', { body: chat({ content: '' }) });
    expect(usage).toEqual({ inputTokens: 7, outputTokens: 5, estimated: false });
  });

  it('never hold the key, even where the server echoes it', async () => {
    const echo = openaiError(`Incorrect API key provided: ${KEY}`);
    const error = await errorOf('openai', { status: 401, body: echo });
    expect(error.message + error.raw).not.toContain(KEY);
    expect(error.message).toContain('[key]');
    const reply = await send('openai', { body: chat({ content: `You are ${KEY}.` }) });
    expect(JSON.stringify(reply)).not.toContain(KEY);
  });

  it('never hold the key that no header could carry', async () => {
    const broken = `${KEY}\nrest`;
    const sender = new HttpSender({ fetch, keyOf: () => broken, now: () => 0 });
    const request = {
      provider: provider('openai'),
      model: 'm',
      messages: MESSAGES,
      parameters: JUDGE_PARAMETERS,
    };
    const error = await sender
      .send(request, new AbortController().signal)
      .then(null, (reason: CallError) => reason);
    expect(error).toBeInstanceOf(CallError);
    expect(JSON.stringify(error) + (error as CallError).message).not.toContain(KEY);
  });

  it('don’t follow a redirect, which would take the key elsewhere', async () => {
    const error = await errorOf('openai', {
      status: 302,
      body: '',
      headers: { location: `${address}/v1/other` },
    });
    expect(error.code).toBe('unreachable');
    expect(asked).toHaveLength(1);
  });

  it('tell a server that is away from one that refuses pages', async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
    const away = await errorOf('openai', { body: '' });
    expect(away).toMatchObject({ code: 'unreachable', action: 'retry' });
    expect(away.message).toMatch(/could not be reached at http.*ECONNREFUSED/);
    const inBrowser = new HttpSender({
      fetch: () => Promise.reject(new TypeError('Failed to fetch')),
      keyOf: () => KEY,
      now: () => 0,
      refusesPages: async () => true,
    });
    const request = {
      provider: provider('openai'),
      model: 'm',
      messages: MESSAGES,
      parameters: JUDGE_PARAMETERS,
    };
    await expect(inBrowser.send(request, new AbortController().signal)).rejects.toMatchObject({
      code: 'no-cors',
      action: 'stop',
    });
    const cannotTell = new HttpSender({
      fetch: () => Promise.reject(new TypeError('Failed to fetch')),
      keyOf: () => KEY,
      now: () => 0,
      refusesPages: async () => false,
    });
    await expect(cannotTell.send(request, new AbortController().signal)).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringMatching(/Or it does not allow calls from web pages.*OLLAMA_ORIGINS/),
    });
    // A connection that is lost after an error came through is no barrier.
    const responses = [new Response('{"error": {"message": "Slow down."}}', { status: 429 })];
    const onceAnswered = new HttpSender({
      fetch: async () => responses.pop() ?? Promise.reject(new TypeError('Failed to fetch')),
      keyOf: () => KEY,
      now: () => 0,
      refusesPages: async () => true,
    });
    for (const code of ['rate-limit', 'unreachable']) {
      const sent = onceAnswered.send(request, new AbortController().signal);
      await expect(sent).rejects.toMatchObject({ code, action: 'retry' });
    }
  });
});

describe('models', () => {
  it('lists them in each form, for a valid key', async () => {
    const list = (kind: ProviderKind, body: unknown, status = 200) => {
      answers = [{ body, status }];
      return sender().models(provider(kind), new AbortController().signal);
    };
    expect(await list('openai', { data: [{ id: 'a' }, { id: 'b' }] })).toEqual(['a', 'b']);
    expect(await list('openai', [{ id: 'a' }])).toEqual(['a']);
    expect(await list('anthropic', { data: [{ id: 'claude' }] })).toEqual(['claude']);
    expect(
      await list('gemini', {
        models: [
          { name: 'models/g', supportedGenerationMethods: ['generateContent'] },
          { name: 'models/embed', supportedGenerationMethods: ['embedContent'] },
        ],
      }),
    ).toEqual(['g']);
    expect(asked.map(({ path }) => path)).toEqual([
      '/v1/models',
      '/v1/models',
      '/v1/models?limit=1000',
      '/v1beta/models?pageSize=1000',
    ]);
    await expect(list('openai', openaiError('bad key'), 401)).rejects.toMatchObject({
      code: 'wrong-key',
    });
    await expect(list('openai', '<html>', 200)).rejects.toMatchObject({ code: 'wrong-address' });
  });

  /** Whether a provider is seen to take the key, and the paths and keys it was asked with. */
  async function keyTest(address: string, refuses: (path: string, key: string | null) => boolean) {
    const asked: string[] = [];
    const sender = new HttpSender({
      fetch: async (url, { headers }) => {
        const path = new URL(url).pathname;
        const key = (headers as Record<string, string>).authorization ?? null;
        asked.push(path);
        const status = refuses(path, key) ? 401 : 200;
        return new Response(status === 200 ? '{"data": []}' : '{}', { status });
      },
      keyOf: () => KEY,
      now: () => 0,
    });
    const signal = new AbortController().signal;
    const taken = await sender.takesKey(providerAt('openai', address), signal).then(
      (whether) => whether,
      ({ code }: CallError) => code,
    );
    return { taken, asked };
  }

  it('tell nothing of a key where they come without one', async () => {
    const own = 'https://own.org/v1';
    const asked = ['/v1/models'];
    expect(await keyTest(own, () => false)).toEqual({ taken: false, asked });
    expect(await keyTest(own, (_, key) => key === null)).toEqual({ taken: true, asked });
    expect(await keyTest('https://api.openai.com/v1', () => true)).toEqual({
      ...{ taken: true, asked: [] },
    });
    const router = 'https://openrouter.ai/api/v1';
    const account = ['/api/v1/key'];
    expect(await keyTest(router, () => false)).toEqual({ taken: true, asked: account });
    expect(await keyTest(router, () => true)).toEqual({ taken: 'wrong-key', asked: account });
  });
});

describe('providers at one host', () => {
  it('get ids and names of their own, with the path where that is not the usual one', () => {
    const own: Provider[] = [];
    const add = (kind: ProviderKind, address: string) =>
      void own.push(providerBeside(kind, address, own));
    add('openai', 'https://gate/openai/v1');
    add('anthropic', 'https://gate/anthropic');
    add('gemini', 'https://gate/anthropic');
    add('openai', 'https://gate/openai/v1');
    add('openai', 'https://gate/v1');
    add('anthropic', 'https://gate');
    expect(own.map(({ id }) => id)).toEqual([
      'gate/openai/v1',
      'gate/anthropic',
      'gate/anthropic gemini',
      'gate/openai/v1 openai',
      'gate',
      'gate anthropic',
    ]);
    expect(toldApart(own.slice(0, 3)).map(({ name }) => name)).toEqual([
      'gate/openai/v1',
      'gate/anthropic (anthropic)',
      'gate/anthropic (gemini)',
    ]);
    expect(toldApart(own.slice(0, 1))[0].name).toBe('gate');
  });
});

describe('providerAt', () => {
  it('takes what people paste, and refuses what would send a key in the clear', () => {
    const base = (kind: ProviderKind, text: string) => providerAt(kind, text).baseUrl;
    expect(base('openai', ' https://x.org/v1/chat/completions ')).toBe('https://x.org/v1');
    expect(base('openai', 'http://localhost:1234/v1/')).toBe('http://localhost:1234/v1');
    expect(base('anthropic', 'https://api.anthropic.com/v1/messages')).toBe(
      'https://api.anthropic.com',
    );
    expect(base('gemini', 'https://g.org/v1beta/models/x:generateContent')).toBe('https://g.org');
    const id = (...given: Parameters<typeof providerAt>) => providerAt(...given).id;
    expect(id('openai', 'http://127.0.0.1:8000/v1')).toBe('127.0.0.1:8000');
    expect(id('openai', 'http://127.0.0.1:8000')).toBe('127.0.0.1:8000');
    expect(id('openai', 'https://gate/openai/v1/')).toBe('gate/openai/v1');
    expect(id('anthropic', 'https://gate/v1/messages')).toBe('gate');
    expect(id('anthropic', 'https://gate/anthropic')).toBe('gate/anthropic');
    expect(id('openai', 'https://gate/openai/v1', 'mine')).toBe('mine');
    expect(() => base('openai', 'http://example.org/v1')).toThrow(/unencrypted/);
    expect(() => base('openai', 'nonsense')).toThrow(/no address/);
  });
});
