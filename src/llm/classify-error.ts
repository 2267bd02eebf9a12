import type { Provider } from '../core/judging/call';
import { CallError } from './call-error';
import type { ReadError } from './forms/form';

const RETRYABLE = [408, 409, 425, 429];
const TOO_LONG =
  /context.{0,20}(length|window|size)|maximum context|too long|too many (input )?tokens|(input|prompt).{0,40}exceed|exceeds? the (maximum|limit|available context)|reduce the length|inputs.{0,9}tokens.{0,40}must be/i;
/** A "too many" that no waiting helps: one call alone is more than the limit of a minute. */
const TOO_LARGE = /request too large|tokens must be reduced/i;
const FILTERED =
  /content.?(filter|policy|management)|content exists risk|inappropriate content|data_inspection_failed|flagged|invalid_prompt|safety/i;
const EMPTY = /non-?empty content|content.{0,30}(is|must not be|cannot be) empty/i;
/** Told with any status. */
const BROKE = /credit balance is too low|insufficient.(credits?|balance|funds)/i;
const NO_CREDIT = /insufficient_quota|exceeded your current quota|credit balance|billing|payment/i;
/** Limits by the minute are told with much the same words. */
const PASSING_LIMIT = /rate.?limit|per.?(second|minute|hour|day)|(try again|retry) in|retryDelay/i;
/** OpenRouter answers 403 for a text that the model's moderation flagged. */
const MODERATED = /moderation|input.{0,40}flagged/i;
const NO_MODEL =
  /(unknown|invalid|no such) model|no endpoints found for|not a valid model|model.{0,80}(not (be )?found|not exist|unavailable|not available)|model_not_found/i;
const MAX_QUOTED_CHARS = 300;

export interface HttpFailure {
  readonly status: number;
  /** As it came. */
  readonly body: string;
  /** The provider's own account, where the body holds one. */
  readonly told: ReadError | null;
  readonly retryAfterMs: number | null;
}

/** The provider's words as they are quoted: short, on one line. */
export function quotedBody(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > MAX_QUOTED_CHARS ? `${line.slice(0, MAX_QUOTED_CHARS)}…` : line;
}

/** What a provider answered, as a sentence. */
export function answerText(
  { name }: Provider,
  { status, body, told }: Omit<HttpFailure, 'retryAfterMs'>,
): string {
  const words = quotedBody(told?.message || body) || 'nothing more';
  const said = `${name} answered ${told?.status ?? status}: ${words}`;
  return /[.!?…]$/.test(said) ? said : `${said}.`;
}

/** What an HTTP error means: for the run, for the call, and for the user. */
export function classifyHttpError(
  provider: Provider,
  model: string,
  failure: HttpFailure,
): CallError {
  const { body, told, retryAfterMs } = failure;
  const status = told?.status ?? failure.status;
  const ended = answerText(provider, failure);
  const about = `${told?.code ?? ''} ${told?.message ?? ''}`;
  const raw = body;

  const passing = told?.code !== 'insufficient_quota' && PASSING_LIMIT.test(body);
  const hasNoCredit = BROKE.test(about) || (status === 429 && NO_CREDIT.test(about));
  if (status === 402 || (hasNoCredit && !passing)) {
    return new CallError(
      'no-credit',
      `${ended} The account has no credit left: top it up at the provider, or use another key.`,
      { action: 'stop', raw },
    );
  }
  const tooLarge = status === 429 && TOO_LARGE.test(about);
  if (status === 429 && !tooLarge) {
    return new CallError('rate-limit', `${ended} The limit of the account is reached for now.`, {
      action: 'retry',
      raw,
      retryAfterMs,
    });
  }
  if ((RETRYABLE.includes(status) && !tooLarge) || status >= 500) {
    return new CallError('server-error', `${ended} The fault is on the provider's side.`, {
      action: 'retry',
      raw,
      retryAfterMs,
    });
  }
  const filtered = status === 403 ? MODERATED.test(about) : told && FILTERED.test(about);
  if (status === 401 || (status === 403 && !filtered)) {
    return new CallError(
      'wrong-key',
      `${ended} Check the key, and whether it may use the model ${model}.`,
      { action: 'stop', raw },
    );
  }
  if (status === 413 || tooLarge || (told && TOO_LONG.test(about))) {
    return new CallError(
      'too-long',
      `${ended} The text is longer than ${model} takes: leave the prompt out, or take a model with a larger context.`,
      { action: 'fail', raw },
    );
  }
  if (filtered) {
    return new CallError('content-filter', `${ended} Its filter declined this text.`, {
      action: 'fail',
      kind: 'refusal',
      raw,
    });
  }
  if (told && (NO_MODEL.test(about) || (status === 404 && /model/i.test(about)))) {
    return new CallError(
      'unknown-model',
      `${ended} Check the name of the model, ${model}; the list of models shows what there is.`,
      { action: 'stop', raw },
    );
  }
  if (status === 404 || status === 405) {
    return new CallError(
      'wrong-address',
      `${ended} Nothing answers calls at ${provider.baseUrl}: check the address (OpenAI's form usually ends in /v1).`,
      { action: 'stop', raw },
    );
  }
  if (told && EMPTY.test(about)) {
    return new CallError('bad-request', `${ended} The text is empty: leave the prompt out.`, {
      action: 'fail',
      raw,
    });
  }
  return new CallError('bad-request', `${ended} The request is not taken as it is.`, {
    action: status === 400 || status === 422 ? 'doubt' : 'stop',
    raw,
  });
}
