import { isUntypedRecord } from '../../core/formats/record-value';
import type { Finish } from '../../core/judging/call';
import type { Form, ReadError, ReadReply } from './form';
import { countAt, listAt, objectAt, textAt } from './untyped';

const VERSION = '2023-06-01';
const FINISHES: Readonly<Record<string, Finish>> = {
  end_turn: 'stop',
  stop_sequence: 'stop',
  max_tokens: 'length',
  model_context_window_exceeded: 'length',
  refusal: 'filter',
};

const headers = (key: string | null): Record<string, string> => ({
  'anthropic-version': VERSION,
  // Anthropic's CORS answer asks that a page says it knows what a key in a browser means.
  'anthropic-dangerous-direct-browser-access': 'true',
  ...(key && { 'x-api-key': key }),
});

/** Anthropic's messages. It takes no seed. */
export const anthropicForm: Form = {
  request(request, key, quirks) {
    const { provider, model, messages } = request;
    const { temperature, maxTokens } = anthropicForm.sent(request, quirks);
    const system = messages.filter(({ role }) => role === 'system').map(({ content }) => content);
    return {
      url: `${provider.baseUrl}/v1/messages`,
      headers: headers(key),
      body: {
        model,
        max_tokens: maxTokens,
        ...(temperature !== null && { temperature }),
        ...(system.length > 0 && { system: system.join('\n\n') }),
        messages: messages.filter(({ role }) => role !== 'system'),
      },
    };
  },

  sent({ parameters: { temperature, maxTokens } }, { noTemperature }) {
    // Its scale ends at 1.
    const within = temperature === null ? null : Math.min(1, temperature);
    return { temperature: noTemperature ? null : within, maxTokens, seed: null };
  },

  read(body): ReadReply | null {
    if (!isUntypedRecord(body) || !Array.isArray(body.content)) return null;
    const parts = (type: string, member: string) =>
      listAt(body, 'content')
        .filter((part) => textAt(part, 'type') === type)
        .map((part) => textAt(part, member));
    const finish = FINISHES[textAt(body, 'stop_reason')] ?? 'other';
    const usage = objectAt(body, 'usage');
    const output = countAt(usage, 'output_tokens');
    const inputs = ['input_tokens', 'cache_read_input_tokens', 'cache_creation_input_tokens'];
    return {
      text: parts('text', 'text').join(''),
      reasoning: parts('thinking', 'thinking').join('\n'),
      finish,
      usage:
        output === null || countAt(usage, 'input_tokens') === null
          ? null
          : {
              inputTokens: inputs.reduce((sum, name) => sum + (countAt(usage, name) ?? 0), 0),
              outputTokens: output,
              estimated: false,
            },
      declined: finish === 'filter' ? 'stop_reason: refusal' : null,
    };
  },

  error(body): ReadError | null {
    const error = objectAt(body, 'error');
    const message = textAt(error, 'message');
    return message ? { message, code: textAt(error, 'type'), status: null } : null;
  },

  models: (provider, key) => ({
    url: `${provider.baseUrl}/v1/models?limit=1000`,
    headers: headers(key),
  }),

  readModels(body) {
    if (!isUntypedRecord(body) || !Array.isArray(body.data)) return null;
    return body.data.map((each) => textAt(each, 'id')).filter(Boolean);
  },
};
