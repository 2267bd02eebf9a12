import type { Provider } from '../core/judging/call';
import { retryAfterMs, toldWaitMs } from './backoff';
import { CallError } from './call-error';
import { classifyHttpError, quotedBody } from './classify-error';
import type { HttpRequest, Quirks } from './forms/form';
import { FORMS } from './forms/forms';
import { knownQuirks, learntQuirks, type QuirksOf } from './quirks';
import { acceptedReply } from './reply';
import { listTestsKey } from './providers';
import type { Send } from './send';

export interface SenderServices {
  fetch(url: string, init: RequestInit): Promise<Response>;
  /** The key of a provider, or null for none. It goes into a header of that provider's calls only. */
  keyOf(provider: Provider): string | null;
  now(): number;
  /**
   * In a browser: whether the address answers, but not to this page. Undefined where there is no
   * such barrier.
   */
  refusesPages?(url: string): Promise<boolean>;
}

interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** With the key blotted out, should a server echo it. */
  readonly text: string;
}

const WAYS_ROUND_CORS =
  "Allow this page's address in the server's settings (Ollama: OLLAMA_ORIGINS; vLLM: --allowed-origins), or run the same calls with npx touchstone, which browsers' rules don't concern.";
/** Shorter ones would blot out ordinary words. */
const MIN_KEY_CHARS = 8;
const MAX_QUIRKS = 4;

const nameOf = ({ id }: Provider, model: string) => `${id} ${model}`;

/** Speaks to providers over HTTP, and remembers what their models don't take. */
export class HttpSender {
  readonly #services: SenderServices;
  readonly #quirks = new Map<string, Quirks>();
  /** Providers that gave a reply. */
  readonly #reached = new Set<string>();
  /** Providers whose answers, errors too, could be read: no barrier keeps this page off. */
  readonly #readable = new Set<string>();

  constructor(services: SenderServices) {
    this.#services = services;
  }

  /** What a model was found not to take; before it has answered, what is known by its name. */
  readonly quirksOf: QuirksOf = (provider, model) =>
    this.#quirks.get(nameOf(provider, model)) ?? knownQuirks(model);

  readonly send: Send = async (request, signal) => {
    const { provider, model } = request;
    const form = FORMS[provider.kind];
    const name = nameOf(provider, model);
    for (let learnt = 0; ; learnt++) {
      const quirks = this.#quirks.get(name) ?? {};
      const key = this.#services.keyOf(provider);
      const asked = form.request(request, key, quirks);
      const answer = await this.#post(provider, asked, key, signal);
      const body = parsed(answer.text);
      const told = form.error(body);
      if (answer.status < 300 && !told) {
        const reply = form.read(body);
        if (!reply) throw this.#noReply(provider, answer);
        this.#reached.add(provider.id);
        this.#quirks.set(name, quirks);
        return acceptedReply(request, reply, form.sent(request, quirks));
      }
      const more =
        told && [400, 422].includes(answer.status) && learnt < MAX_QUIRKS
          ? learntQuirks(told, asked.body, quirks)
          : null;
      if (!more) {
        // An error inside a success (OpenRouter does it) without a status is the provider's fault.
        const status = answer.status < 300 ? (told?.status ?? 502) : answer.status;
        const asksFor = answer.headers.get('retry-after') ?? told?.retryAfter ?? null;
        const wait = retryAfterMs(asksFor, this.#services.now());
        const failure = {
          ...{ status, body: answer.text, told },
          retryAfterMs: wait ?? toldWaitMs(told?.message || answer.text),
        };
        throw classifyHttpError(provider, model, failure);
      }
      this.#quirks.set(name, more);
    }
  };

  /** Names of a provider's models, in its order. @throws CallError */
  async models(provider: Provider, signal: AbortSignal): Promise<string[]> {
    return this.#list(provider, this.#services.keyOf(provider), signal);
  }

  /**
   * Whether a provider takes the key that is there, as far as that can be told without paying for a
   * call: by OpenRouter's account of keys; else by the list of models, unless it comes without a key.
   * @returns false where it can't be told
   * @throws CallError where the key is refused
   */
  async takesKey(provider: Provider, signal: AbortSignal): Promise<boolean> {
    const key = this.#services.keyOf(provider);
    if (key === null) return false;
    const account = FORMS[provider.kind].keyAccount?.(provider, key);
    if (!account) return listTestsKey(provider) || this.#refusesStrangers(provider, signal);
    this.#checked(provider, await this.#fetch(provider, account, key, signal));
    return true;
  }

  /** Whether the list of models, which came with the key, does not come without it. */
  #refusesStrangers(provider: Provider, signal: AbortSignal): Promise<boolean> {
    return this.#list(provider, null, signal).then(
      () => false,
      (error: unknown) => error instanceof CallError && error.code === 'wrong-key',
    );
  }

  async #list(provider: Provider, key: string | null, signal: AbortSignal): Promise<string[]> {
    const form = FORMS[provider.kind];
    const answer = await this.#fetch(provider, form.models(provider, key), key, signal);
    const names = form.readModels(this.#checked(provider, answer));
    if (names) return names;
    throw this.#noReply(provider, answer);
  }

  /** The body of an answer that is no error. @throws CallError */
  #checked(provider: Provider, { status, text }: HttpAnswer): unknown {
    const body = parsed(text);
    if (status < 300) return body;
    const told = FORMS[provider.kind].error(body);
    throw classifyHttpError(provider, 'in question', {
      ...{ status, body: text, told, retryAfterMs: null },
    });
  }

  #post(
    provider: Provider,
    { url, headers, body }: HttpRequest,
    key: string | null,
    signal: AbortSignal,
  ): Promise<HttpAnswer> {
    const json = { 'content-type': 'application/json' };
    const init = { method: 'POST', body: JSON.stringify(body) };
    return this.#fetch(provider, { url, headers: { ...headers, ...json } }, key, signal, init);
  }

  async #fetch(
    provider: Provider,
    { url, headers }: Pick<HttpRequest, 'url' | 'headers'>,
    key: string | null,
    signal: AbortSignal,
    init: RequestInit = {},
  ): Promise<HttpAnswer> {
    try {
      const response = await this.#services.fetch(url, {
        ...init,
        headers: { ...headers },
        signal,
        // A redirect would take the key to another host.
        redirect: 'error',
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        cache: 'no-store',
      });
      const text = await response.text();
      const { status, headers: answered } = response;
      this.#readable.add(provider.id);
      return { status, headers: answered, text: blotted(text, key) };
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      throw await this.#unreached(provider, url, key, error);
    }
  }

  async #unreached(
    provider: Provider,
    url: string,
    key: string | null,
    error: unknown,
  ): Promise<CallError> {
    const { name, id, baseUrl } = provider;
    const { message, cause } = error as Error & { cause?: { code?: string; message?: string } };
    const words = [message, cause?.code ?? cause?.message].filter(Boolean).join(', ');
    const why = quotedBody(blotted(words, key));
    const { refusesPages } = this.#services;
    if (!this.#readable.has(id) && refusesPages && (await refusesPages(url))) {
      return new CallError(
        'no-cors',
        `${name} at ${baseUrl} is there, but does not allow calls from a web page (CORS). ${WAYS_ROUND_CORS}`,
        { action: 'stop' },
      );
    }
    const orCors =
      refusesPages && !this.#readable.has(id)
        ? ` Or it does not allow calls from web pages (CORS), which looks the same from here. ${WAYS_ROUND_CORS}`
        : '';
    return new CallError(
      'unreachable',
      `${name} could not be reached at ${baseUrl} (${why}). Check the address and the connection.${orCors}`,
      { action: 'retry', raw: why },
    );
  }

  #noReply({ id, name, baseUrl }: Provider, { text }: HttpAnswer): CallError {
    if (/^\s*</.test(text) && !this.#reached.has(id)) {
      return new CallError(
        'wrong-address',
        `${name} answered with a web page, not with a reply: ${quotedBody(text)} Check the address ${baseUrl} (OpenAI's form usually ends in /v1).`,
        { action: 'stop', raw: text },
      );
    }
    return new CallError(
      'broken-reply',
      `${name} answered with something that is no reply: "${quotedBody(text)}".`,
      { action: 'retry', raw: text },
    );
  }
}

function blotted(text: string, key: string | null): string {
  return key && key.length >= MIN_KEY_CHARS ? text.replaceAll(key, '[key]') : text;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
