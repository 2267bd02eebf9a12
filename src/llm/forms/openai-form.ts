import { isUntypedRecord } from '../../core/formats/record-value';
import type { Finish, Provider, Usage } from '../../core/judging/call';
import type { Form, Quirks, ReadError, ReadReply } from './form';
import { countAt, listAt, objectAt, textAt } from './untyped';

const FINISHES: Readonly<Record<string, Finish>> = {
  stop: 'stop',
  eos: 'stop',
  length: 'length',
  content_filter: 'filter',
};

const authorised = (key: string | null): Record<string, string> =>
  key ? { authorization: `Bearer ${key}` } : {};

/** OpenAI's chat completions, as a hundred other servers speak them too. */
export const openaiForm: Form = {
  request(request, key, quirks) {
    const { provider, model, messages } = request;
    const { temperature, maxTokens, seed } = openaiForm.sent(request, quirks);
    return {
      url: `${provider.baseUrl}/chat/completions`,
      headers: authorised(key),
      body: {
        model,
        messages,
        [wantsCompletionTokens(provider, quirks) ? 'max_completion_tokens' : 'max_tokens']:
          maxTokens,
        ...(temperature !== null && { temperature }),
        ...(seed !== null && { [isMistral(provider) ? 'random_seed' : 'seed']: seed }),
      },
    };
  },

  sent({ parameters }, { noTemperature, noSeed }) {
    return {
      temperature: noTemperature ? null : parameters.temperature,
      maxTokens: parameters.maxTokens,
      seed: noSeed ? null : parameters.seed,
    };
  },

  read(body): ReadReply | null {
    const [choice] = listAt(body, 'choices');
    if (!isUntypedRecord(choice) || !isUntypedRecord(choice.message)) return null;
    const { message } = choice;
    const finish = FINISHES[textAt(choice, 'finish_reason')] ?? 'other';
    const refusal = textAt(message, 'refusal');
    return {
      text: contentOf(message.content),
      reasoning: textAt(message, 'reasoning_content') || textAt(message, 'reasoning'),
      finish,
      usage: usageOf(body),
      declined: refusal || (finish === 'filter' ? 'finish_reason: content_filter' : null),
    };
  },

  error(body): ReadError | null {
    if (!isUntypedRecord(body)) return null;
    const isError = body.object === 'error' || (body.detail && !body.choices);
    const error = body.error ?? (isError ? body : undefined);
    if (typeof error === 'string') return { message: error, code: '', status: null };
    if (!isUntypedRecord(error)) return null;
    const code = String(error.code ?? error.type ?? '').toLowerCase();
    return {
      message: wordsOf(error.message ?? error.detail),
      code,
      status: /^\d{3}$/.test(code) ? Number(code) : null,
    };
  },

  models: (provider, key) => ({ url: `${provider.baseUrl}/models`, headers: authorised(key) }),

  // OpenRouter's list of models is public.
  keyAccount: ({ baseUrl }, key) =>
    new URL(baseUrl).hostname === 'openrouter.ai'
      ? { url: `${baseUrl}/key`, headers: authorised(key) }
      : null,

  readModels(body) {
    const list = Array.isArray(body) ? body : isUntypedRecord(body) ? body.data : null;
    return Array.isArray(list) ? list.map((each) => textAt(each, 'id')).filter(Boolean) : null;
  },
};

/** OpenAI's own models have dropped the older name; most other servers know only that. */
function wantsCompletionTokens({ baseUrl }: Provider, { completionTokens }: Quirks): boolean {
  return completionTokens ?? new URL(baseUrl).hostname === 'api.openai.com';
}

function isMistral({ baseUrl }: Provider): boolean {
  return new URL(baseUrl).hostname.endsWith('.mistral.ai');
}

/** Mistral and FastAPI's servers list what is wrong with a request, and what was sent: that is left out. */
function wordsOf(message: unknown): string {
  if (typeof message === 'string') return message;
  const isSent = (name: string) => name === 'input' || name === 'ctx';
  return message
    ? JSON.stringify(message, (name, value: unknown) => (isSent(name) ? undefined : value))
    : '';
}

function contentOf(content: unknown): string {
  if (typeof content === 'string') return content;
  return Array.isArray(content) ? content.map((part) => textAt(part, 'text')).join('') : '';
}

/** Some, such as xAI, leave the reasoning out of the completion, and charge it: the total holds it. */
function usageOf(body: unknown): Usage | null {
  const usage = objectAt(body, 'usage');
  const inputTokens = countAt(usage, 'prompt_tokens');
  const completion = countAt(usage, 'completion_tokens');
  if (inputTokens === null || completion === null) return null;
  const beyondInput = (countAt(usage, 'total_tokens') ?? 0) - inputTokens;
  return { inputTokens, outputTokens: Math.max(completion, beyondInput), estimated: false };
}
