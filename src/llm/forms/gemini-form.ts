import { isUntypedRecord, type UntypedRecord } from '../../core/formats/record-value';
import type { Finish, Usage } from '../../core/judging/call';
import type { Form, ReadError, ReadReply } from './form';
import { countAt, listAt, objectAt, textAt } from './untyped';

const FILTERS = ['SAFETY', 'PROHIBITED_CONTENT', 'BLOCKLIST', 'SPII', 'RECITATION'];
const CHAT_METHOD = 'generateContent';

const headers = (key: string | null): Record<string, string> =>
  key ? { 'x-goog-api-key': key } : {};

/** Google's Gemini API. */
export const geminiForm: Form = {
  request(request, key, quirks) {
    const { provider, model, messages } = request;
    const { temperature, maxTokens, seed } = geminiForm.sent(request, quirks);
    const system = messages.filter(({ role }) => role === 'system');
    const part = ({ content }: { readonly content: string }) => ({ text: content });
    return {
      url: `${provider.baseUrl}/v1beta/models/${encodeURIComponent(model)}:${CHAT_METHOD}`,
      headers: headers(key),
      body: {
        contents: messages
          .filter(({ role }) => role !== 'system')
          .map((turn) => ({
            role: turn.role === 'assistant' ? 'model' : 'user',
            parts: [part(turn)],
          })),
        ...(system.length > 0 && { systemInstruction: { parts: system.map(part) } }),
        generationConfig: {
          maxOutputTokens: maxTokens,
          ...(temperature !== null && { temperature }),
          ...(seed !== null && { seed }),
        },
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
    if (!isUntypedRecord(body)) return null;
    const blocked = textAt(objectAt(body, 'promptFeedback'), 'blockReason');
    const [candidate] = listAt(body, 'candidates');
    if (!isUntypedRecord(candidate) && !blocked) return null;
    const reason = textAt(candidate, 'finishReason');
    const filtered = FILTERS.includes(reason);
    const parts = listAt(objectAt(candidate, 'content'), 'parts');
    const texts = (thought: boolean) =>
      parts
        .filter((part) => isUntypedRecord(part) && (part.thought === true) === thought)
        .map((part) => textAt(part, 'text'));
    const finish: Finish =
      blocked || filtered
        ? 'filter'
        : reason === 'STOP'
          ? 'stop'
          : reason === 'MAX_TOKENS'
            ? 'length'
            : 'other';
    return {
      text: texts(false).join(''),
      reasoning: texts(true).join('\n'),
      finish,
      usage: usageOf(body),
      declined: finish === 'filter' ? `blocked: ${blocked || reason}` : null,
    };
  },

  error(body): ReadError | null {
    const error = objectAt(Array.isArray(body) ? body[0] : body, 'error');
    const message = textAt(error, 'message');
    return message
      ? {
          message,
          code: textAt(error, 'status').toLowerCase(),
          ...retryDelay(error),
          // A wrong key comes as a bad request.
          status: /api key/i.test(message) ? 401 : countAt(error, 'code'),
        }
      : null;
  },

  models: (provider, key) => ({
    url: `${provider.baseUrl}/v1beta/models?pageSize=1000`,
    headers: headers(key),
  }),

  readModels(body) {
    if (!isUntypedRecord(body) || !Array.isArray(body.models)) return null;
    return body.models
      .filter((each) => {
        const methods = listAt(each, 'supportedGenerationMethods');
        return methods.length === 0 || methods.includes(CHAT_METHOD);
      })
      .map((each) => textAt(each, 'name').replace(/^models\//, ''))
      .filter(Boolean);
  },
};

function usageOf(body: unknown): Usage | null {
  const usage = objectAt(body, 'usageMetadata');
  const inputTokens = countAt(usage, 'promptTokenCount');
  if (inputTokens === null) return null;
  const output = ['candidatesTokenCount', 'thoughtsTokenCount'];
  return {
    inputTokens,
    outputTokens: output.reduce((sum, name) => sum + (countAt(usage, name) ?? 0), 0),
    estimated: false,
  };
}

/** Google's `RetryInfo`: "26s". */
function retryDelay(error: UntypedRecord): Pick<ReadError, 'retryAfter'> {
  const delays = listAt(error, 'details').map((detail) => textAt(detail, 'retryDelay'));
  const given = delays.find((delay) => /^[\d.]+s$/.test(delay));
  return given ? { retryAfter: given.slice(0, -1) } : {};
}
