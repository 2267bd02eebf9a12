import type { Call, ProviderKind } from '../core/judging/call';
import type { Quirks } from './forms/form';
import { FORMS } from './forms/forms';

/** A batch file's kind, and what its user does with it. */
export interface BatchForm {
  readonly extension: 'jsonl' | 'json';
  readonly mediaType: string;
  /** Before, between and after the requests. */
  readonly frame: readonly [string, string, string];
  /** For the user, as a sentence. */
  handling(model: string): string;
}

const LINES = {
  extension: 'jsonl',
  mediaType: 'application/jsonl',
  frame: ['', '\n', '\n'],
} as const;

/**
 * Sources: OpenAI's Batch API and Gemini's batch mode take an uploaded file with a request a line;
 * Anthropic's Message Batches take no file but one body with the list `requests`, which is written
 * so that it can be posted as it is.
 */
export const BATCH_FORMS: Readonly<Record<ProviderKind, BatchForm>> = {
  openai: {
    ...LINES,
    handling: () => 'Upload it with the purpose “batch” and start a batch of /v1/chat/completions.',
  },
  anthropic: {
    extension: 'json',
    mediaType: 'application/json',
    frame: ['{"requests":[\n', ',\n', '\n]}\n'],
    handling: () => 'Post it, as it is, as the body to /v1/messages/batches.',
  },
  gemini: {
    ...LINES,
    handling: (model) => `Upload it and start a batch job of ${model} with it.`,
  },
};

/**
 * The JSON that asks a call in a provider's batch file, matched by the call's key: OpenAI's
 * `custom_id`, `method`, `url`, `body`; Anthropic's `custom_id`, `params`; Gemini's `key`, `request`.
 */
export function batchRequest(call: Call, quirks: Quirks): string {
  const { provider, model, parameters, key } = call;
  const request = { provider, model, parameters, messages: call.messages() };
  const { body } = FORMS[provider.kind].request(request, null, quirks);
  const requests: Readonly<Record<ProviderKind, () => object>> = {
    openai: () => ({ custom_id: key, method: 'POST', url: '/v1/chat/completions', body }),
    anthropic: () => ({ custom_id: key, params: body }),
    gemini: () => ({ key, request: body }),
  };
  return JSON.stringify(requests[provider.kind]());
}
