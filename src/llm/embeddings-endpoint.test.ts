import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import {
  DEFAULT_MAX_CHARACTERS,
  endpointEmbedder,
  endpointHost,
  endpointKey,
  type EndpointSettings,
} from './embeddings-endpoint';

const KEY = 'sk-planted-7f3a9c';

interface Asked {
  readonly url: string;
  readonly authorization: string | undefined;
  readonly body: { model: string; input: string[]; dimensions?: number };
}
type Answer = (asked: Asked, nth: number) => { status?: number; headers?: object; body: unknown };

let server: Server | null = null;
afterEach(() => {
  server?.close();
  server = null;
});

async function text(request: IncomingMessage): Promise<string> {
  let all = '';
  for await (const chunk of request) all += String(chunk);
  return all;
}

/** A server that answers with length-coded vectors in reversed order, unless told otherwise. */
async function serve(
  answer: Answer = good,
): Promise<{ settings: EndpointSettings; asked: Asked[] }> {
  const asked: Asked[] = [];
  server = createServer((request, response) => {
    void text(request).then((body) => {
      const one = {
        url: request.url!,
        authorization: request.headers.authorization,
        body: JSON.parse(body) as Asked['body'],
      };
      asked.push(one);
      const { status = 200, headers = {}, body: reply } = answer(one, asked.length);
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(typeof reply === 'string' ? reply : JSON.stringify(reply));
    });
  });
  await new Promise<void>((listening) => server!.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    settings: {
      baseUrl: `http://127.0.0.1:${port}/v1/`,
      model: 'm',
      dimensions: null,
      maxCharacters: 10,
    },
    asked,
  };
}
const good: Answer = ({ body }) => ({
  body: {
    data: body.input
      .map((each, index) => ({ index, embedding: [3 * each.length, 4 * each.length] }))
      .reverse(),
  },
});
const failing =
  (status: number, body: unknown, headers?: object): Answer =>
  () => ({ status, body, headers });

async function failure(answer: Answer, change: Partial<EndpointSettings> = {}) {
  const { settings } = await serve(answer);
  const error: unknown = await endpointEmbedder({ ...settings, ...change }, KEY)
    .embed(['a'])
    .catch((thrown: unknown) => thrown);
  const { code, message } = error as { code: string; message: string };
  expect(JSON.stringify({ code, message })).not.toContain(KEY);
  return { code, message };
}

describe('endpointEmbedder', () => {
  it('sends texts, model and key, and takes unit vectors in the order of the texts', async () => {
    const { settings, asked } = await serve();
    const embedder = endpointEmbedder({ ...settings, dimensions: 2 }, KEY);
    const long = 'x'.repeat(25);
    const { vectors, tokens } = await embedder.embed(['ab', long, 'c']);
    expect(asked).toEqual([
      {
        url: '/v1/embeddings',
        authorization: `Bearer ${KEY}`,
        body: { model: 'm', input: ['ab', 'x'.repeat(10), 'c'], dimensions: 2 },
      },
    ]);
    expect(vectors).toMatchObject({ count: 3, dim: 2 });
    expect(Array.from(vectors.data, (value) => value.toFixed(2))).toEqual([
      ...['0.60', '0.80'],
      ...['0.60', '0.80'],
      ...['0.60', '0.80'],
    ]);
    expect([...tokens]).toEqual([2, 25, 1]);
    expect([...(await embedder.countTokens([long]))]).toEqual([25]);
  });

  it('puts each vector where its index says', async () => {
    const { settings } = await serve(({ body }) => ({
      body: {
        data: body.input.map((each, index) => ({ index, embedding: [each.length, 1] })).reverse(),
      },
    }));
    const { vectors } = await endpointEmbedder(settings, '').embed(['a', 'bbb']);
    expect(vectors.data[0] / vectors.data[1]).toBeCloseTo(1, 5);
    expect(vectors.data[2] / vectors.data[3]).toBeCloseTo(3, 5);
  });

  it('asks a local server without a key when there is none', async () => {
    const { settings, asked } = await serve();
    await endpointEmbedder(settings, '').embed(['a']);
    expect(asked[0].authorization).toBeUndefined();
    expect(asked[0].body).not.toHaveProperty('dimensions');
  });

  it('tries again after a refusal that passes', async () => {
    const { settings, asked } = await serve((one, nth) =>
      nth === 1
        ? { status: 429, headers: { 'retry-after': '0.01' }, body: {} }
        : nth === 2
          ? { status: 503, headers: { 'retry-after': '0.01' }, body: 'busy' }
          : good(one, nth),
    );
    expect((await endpointEmbedder(settings, KEY).embed(['a'])).vectors.count).toBe(1);
    expect(asked).toHaveLength(3);
  });

  it('stops waiting at the signal', async () => {
    const { settings } = await serve(failing(429, {}, { 'retry-after': '50' }));
    const controller = new AbortController();
    const embedding = endpointEmbedder(settings, KEY).embed(['a'], controller.signal);
    setTimeout(() => controller.abort(), 50);
    await expect(embedding).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('says which host refused, why, and what to do, without the key', async () => {
    const unauthorised = await failure(
      failing(401, {
        error: { message: `Incorrect API key provided: ${KEY}. Try sk-pro*****abcd.` },
      }),
    );
    expect(unauthorised.code).toBe('endpoint-key');
    expect(unauthorised.message).toMatch(
      /^127\.0\.0\.1:\d+ answered 401 .* It says: “Incorrect API key provided: \(key\)\. Try \(key\)”\. Check the key/,
    );
    const missing = await failure(failing(404, 'no such route'));
    expect(missing.code).toBe('endpoint-not-found');
    expect(missing.message).toMatch(/no such route.*ends before \/embeddings.*“m”/);
    const long = await failure(failing(400, { error: 'maximum context length is 8192 tokens' }));
    expect(long.code).toBe('endpoint-refused');
    expect(long.message).toMatch(/8192 tokens.*cut prompts at fewer characters/);
  });

  it('refuses an answer that is none, and vectors of another length than asked for', async () => {
    for (const body of [
      'hello',
      {},
      { data: [] },
      { data: [{ index: 0, embedding: ['x'] }] },
      { data: [{ index: 5, embedding: [1] }] },
      { data: [null] },
    ])
      expect((await failure(() => ({ body }))).code).toBe('endpoint-answer');
    const other = await failure(good, { dimensions: 256 });
    expect(other.code).toBe('endpoint-dimensions');
    expect(other.message).toMatch(/vectors of 2 numbers where 256 were asked for/);
  });

  it('says that a host is out of reach', async () => {
    const { settings } = await serve();
    server!.close();
    await expect(endpointEmbedder(settings, KEY).embed(['a'])).rejects.toMatchObject({
      code: 'endpoint-unreachable',
      message: expect.stringMatching(/could not be reached.*CORS/),
    });
  });
});

describe('endpointKey and endpointHost', () => {
  const settings: EndpointSettings = {
    baseUrl: 'https://api.openai.com/v1',
    model: 'text-embedding-3-small',
    dimensions: null,
    maxCharacters: DEFAULT_MAX_CHARACTERS,
  };

  it('tell apart all that changes vectors', () => {
    const keys = [
      settings,
      { ...settings, baseUrl: 'https://example.org/v1' },
      { ...settings, model: 'other' },
      { ...settings, dimensions: 256 },
      { ...settings, maxCharacters: 100 },
    ].map(endpointKey);
    expect(new Set(keys).size).toBe(keys.length);
    expect(endpointKey({ ...settings, baseUrl: 'https://api.openai.com/v1//' })).toBe(keys[0]);
    expect(endpointHost(settings)).toBe('api.openai.com');
    expect(endpointHost({ ...settings, baseUrl: 'http://localhost:11434/v1' })).toBe(
      'localhost:11434',
    );
  });

  it.each([
    '',
    'api.openai.com',
    'http://example.org/v1',
    'https://x/v1?key=sk-1',
    'https://u:p@x/',
  ])('refuse the address “%s”', (baseUrl) => {
    expect(() => endpointHost({ ...settings, baseUrl })).toThrow(
      expect.objectContaining({ code: 'endpoint-address' }),
    );
  });

  it('refuse a model without a name', () => {
    expect(() => endpointKey({ ...settings, model: ' ' })).toThrow(/Give the name/);
  });
});
