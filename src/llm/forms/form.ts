import type { Finish, Provider, SentParameters, Usage } from '../../core/judging/call';
import type { SendRequest } from '../send';

export interface HttpRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What a body says, read as far as it goes. */
export interface ReadReply {
  readonly text: string;
  readonly reasoning: string;
  readonly finish: Finish;
  /** Null where the provider counted none. */
  readonly usage: Usage | null;
  /** Why a filter or the model itself declined; null where it didn't. */
  readonly declined: string | null;
}

/** A provider's own account of an error. */
export interface ReadError {
  readonly message: string;
  /** Its code, type or status, in lower case. */
  readonly code: string;
  /** The HTTP status that the body names, where it comes with another. */
  readonly status: number | null;
  /** Seconds to wait, where the body and not a header says so. */
  readonly retryAfter?: string;
}

/** Settings that a model was found not to take, and how it wants them instead. */
export interface Quirks {
  readonly noTemperature?: boolean;
  readonly noSeed?: boolean;
  /** `max_completion_tokens` in place of `max_tokens`. */
  readonly completionTokens?: boolean;
}

/**
 * A wire form. The official SDKs are not used, for any of the three: OpenAI's and Anthropic's add
 * `x-stainless-*` headers with platform and version to every call, which local servers refuse at
 * the CORS check (ollama/ollama#4388) and which tell the provider about the user's machine; Google's
 * adds `x-goog-api-client`; and all retry and time out by themselves, under the runner's own queue.
 */
export interface Form {
  request(request: SendRequest, key: string | null, quirks: Quirks): HttpRequest;
  /** What of the parameters a request holds. */
  sent(request: SendRequest, quirks: Quirks): SentParameters;
  /** Null where the body is no reply of this form. */
  read(body: unknown): ReadReply | null;
  /** Null where the body holds no error of this form. */
  error(body: unknown): ReadError | null;
  models(provider: Provider, key: string | null): Omit<HttpRequest, 'body'>;
  /** What the provider knows of a key, and refuses for a wrong one; null where there is no such place. */
  keyAccount?(provider: Provider, key: string): Omit<HttpRequest, 'body'> | null;
  /** Null where the body is no list of models. */
  readModels(body: unknown): string[] | null;
}
