import { TouchstoneError, type Vectors } from '../core/data';
import { normalise } from '../core/vectors/pooling';
import type { TextEmbedder } from '../engine/text-embedder';

/** An endpoint that speaks OpenAI's embeddings form. The key is not a part: it is kept in memory only. */
export interface EndpointSettings {
  /** Up to and without `/embeddings`: `https://api.openai.com/v1`. */
  readonly baseUrl: string;
  readonly model: string;
  /** Numbers a vector, where the model lets one choose; null: its own. */
  readonly dimensions: number | null;
  /** Longer prompts are cut here, as the endpoint refuses what is above its model's limit. UTF-16 units. */
  readonly maxCharacters: number;
}

/** About 8,000 tokens of English, which is the limit of OpenAI's models. */
export const DEFAULT_MAX_CHARACTERS = 24_000;
const MAX_ATTEMPTS = 5;
const FIRST_WAIT_MS = 1_000;
const MAX_RETRY_AFTER_MS = 60_000;
const MAX_QUOTED_CHARACTERS = 200;
const LOCAL_HOST = /^(localhost|127\.0\.0\.1)$/;

/** The address that is asked, or why there is none. */
function requestUrl(baseUrl: string): URL {
  const url = URL.parse(`${baseUrl.trim().replace(/\/+$/, '')}/embeddings`);
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new TouchstoneError(
      'endpoint-address',
      `“${baseUrl}” is no address of an endpoint. Give its beginning, such as https://api.openai.com/v1.`,
    );
  }
  if (url.protocol === 'http:' && !LOCAL_HOST.test(url.hostname)) {
    throw new TouchstoneError(
      'endpoint-address',
      `${url.host} is asked for over http, which sends texts and key unprotected. Use https, or http://localhost for a server on this computer.`,
    );
  }
  if (url.username || url.password || url.search) {
    throw new TouchstoneError(
      'endpoint-address',
      'Give the address without a key, name or password in it; the key has a field of its own.',
    );
  }
  return url;
}

/**
 * Host that the texts go to, for the user to see first.
 * @throws {TouchstoneError} `endpoint-address`
 */
export function endpointHost({ baseUrl }: EndpointSettings): string {
  return requestUrl(baseUrl).host;
}

/**
 * Under which vectors of the endpoint are stored.
 * @throws {TouchstoneError} `endpoint-address`, `endpoint-model`, `endpoint-settings`
 */
export function endpointKey(settings: EndpointSettings): string {
  const { model, dimensions, maxCharacters } = settings;
  if (!model.trim()) {
    throw new TouchstoneError(
      'endpoint-model',
      'Give the name of the embedding model, such as text-embedding-3-small.',
    );
  }
  if (!(maxCharacters > 0) || (dimensions !== null && !(dimensions > 0))) {
    throw new TouchstoneError(
      'endpoint-settings',
      'The number of characters must be above 0, and so must that of dimensions where there is one.',
    );
  }
  const { href } = requestUrl(settings.baseUrl);
  return JSON.stringify(['endpoint', href, model, dimensions, maxCharacters]);
}

interface Failure {
  readonly code: string;
  readonly advice: string;
}

function failureOf(status: number, model: string): Failure {
  if (status === 401 || status === 403)
    return { code: 'endpoint-key', advice: 'Check the key, and that it may use embeddings.' };
  if (status === 404)
    return {
      code: 'endpoint-not-found',
      advice: `Check the address (it ends before /embeddings) and the model's name, “${model}”.`,
    };
  if (status === 402 || status === 429)
    return {
      code: 'endpoint-limit',
      advice:
        'The account has reached its limit. What has come is kept: wait or raise the limit, then go on.',
    };
  if (status === 400 || status === 413 || status === 422)
    return {
      code: 'endpoint-refused',
      advice:
        'If a prompt is too long for the model, cut prompts at fewer characters; else check the number of dimensions and the model.',
    };
  return { code: 'endpoint-failed', advice: 'What has come is kept: go on later.' };
}

const isTransient = (status: number) => [408, 409, 429].includes(status) || status >= 500;

/** What the host says of an error, without the key, which some echo. */
async function quoted(response: Response, apiKey: string): Promise<string> {
  const text = await response.text().catch(() => '');
  let message: unknown = text;
  try {
    const body = JSON.parse(text) as { error?: { message?: unknown } | string; message?: unknown };
    const error = body.error;
    message = (typeof error === 'object' ? error.message : error) ?? body.message ?? text;
  } catch {
    // Not JSON: the text itself.
  }
  const plain = String(message).replace(/\s+/g, ' ').trim();
  const safe = (apiKey ? plain.replaceAll(apiKey, '(key)') : plain).replace(
    /\bsk-[\w*.-]{6,}/g,
    '(key)',
  );
  return safe ? ` It says: “${safe.slice(0, MAX_QUOTED_CHARACTERS)}”.` : '';
}

function waitMs(response: Response, attempt: number): number {
  const after = Number(response.headers.get('retry-after'));
  const wanted = after > 0 ? after * 1000 : FIRST_WAIT_MS * 2 ** attempt;
  return Math.min(wanted, MAX_RETRY_AFTER_MS);
}

function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal!.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal?.addEventListener('abort', stop, { once: true });
  });
}

/** The vectors of an answer in the order of the texts, or null where it is none. */
function readVectors(body: unknown, count: number): number[][] | null {
  const { data } = (body ?? {}) as { data?: unknown };
  if (!Array.isArray(data) || data.length !== count) return null;
  const rows = new Array<number[]>(count);
  data.forEach((item: { index?: unknown; embedding?: unknown } | null, position) => {
    const index = typeof item?.index === 'number' ? item.index : position;
    if (Array.isArray(item?.embedding)) rows[index] = item.embedding as number[];
  });
  const dim = rows[0]?.length ?? 0;
  const sound = (row: number[] | undefined) =>
    row?.length === dim && row.every((value) => Number.isFinite(value));
  return dim > 0 && Array.from(rows).every(sound) ? rows : null;
}

/**
 * An embedder that asks an OpenAI-compatible endpoint: POST `{model, input, dimensions?}` to
 * `{baseUrl}/embeddings`, one request a call; 408, 409, 429 and 5xx are tried again, five times in all
 * (Retry-After, at most a minute). Lengths are in characters. The key goes into the Authorization header
 * and nowhere else.
 * @throws {TouchstoneError} `endpoint-address`, `endpoint-model`; its calls: `endpoint-key`, `-not-found`,
 * `-limit`, `-refused`, `-failed`, `-unreachable`, `-answer`, `-dimensions`
 */
export function endpointEmbedder(settings: EndpointSettings, apiKey: string): TextEmbedder {
  const { model, dimensions, maxCharacters } = settings;
  const key = endpointKey(settings);
  const url = requestUrl(settings.baseUrl);

  async function ask(input: readonly string[], signal?: AbortSignal): Promise<number[][]> {
    const body = JSON.stringify({ model, input, ...(dimensions ? { dimensions } : {}) });
    const headers: Record<string, string> = { 'Content-Type': 'application/json' };
    if (apiKey) headers.Authorization = `Bearer ${apiKey}`;
    for (let attempt = 0; ; attempt++) {
      const response = await post(body, headers, signal);
      if (response.ok) {
        const rows = readVectors(await response.json().catch(() => null), input.length);
        if (rows) return checked(rows);
        throw new TouchstoneError(
          'endpoint-answer',
          `${url.host} answered, but not with a vector for each of ${input.length} texts. Check that ${url.href} is an OpenAI-compatible embeddings endpoint and “${model}” an embedding model.`,
        );
      }
      if (!isTransient(response.status) || attempt + 1 >= MAX_ATTEMPTS) {
        const { code, advice } = failureOf(response.status, model);
        const says = await quoted(response, apiKey);
        throw new TouchstoneError(
          code,
          `${url.host} answered ${response.status} to the request for vectors.${says} ${advice}`,
        );
      }
      await sleep(waitMs(response, attempt), signal);
    }
  }

  async function post(
    body: string,
    headers: Record<string, string>,
    signal?: AbortSignal,
  ): Promise<Response> {
    try {
      return await fetch(url, { method: 'POST', headers, body, signal, credentials: 'omit' });
    } catch (error) {
      signal?.throwIfAborted();
      throw new TouchstoneError(
        'endpoint-unreachable',
        `${url.host} could not be reached from this page (${(error as Error).message}). Either there is no network or no such server, or it does not allow requests from web pages (CORS): allow this page's address in its settings, or compute the vectors with a script and drop the file here.`,
      );
    }
  }

  function checked(rows: number[][]): number[][] {
    const dim = rows[0].length;
    if (dimensions === null || dim === dimensions) return rows;
    throw new TouchstoneError(
      'endpoint-dimensions',
      `${url.host} returned vectors of ${dim} numbers where ${dimensions} were asked for: “${model}” does not let one choose. Leave the number of dimensions empty.`,
    );
  }

  return {
    key,
    maxTokens: maxCharacters,
    async embed(texts, signal) {
      const input = texts.map((text) => text.slice(0, maxCharacters));
      return { vectors: unitRows(await ask(input, signal)), tokens: lengths(texts) };
    },
    countTokens: async (texts) => lengths(texts),
  };
}

const lengths = (texts: readonly string[]) => Int32Array.from(texts, (text) => text.length);

function unitRows(rows: readonly (readonly number[])[]): Vectors {
  const dim = rows[0]?.length ?? 0;
  const data = new Float32Array(rows.length * dim);
  rows.forEach((row, index) => {
    data.set(row.slice(0, dim), index * dim);
    normalise(data.subarray(index * dim, (index + 1) * dim));
  });
  return { data, count: rows.length, dim };
}
