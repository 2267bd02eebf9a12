import type { IncomingMessage } from 'node:http';
import type { Talk } from './local-replies';

export type LocalForm = 'openai' | 'anthropic' | 'gemini';

export interface Asked {
  readonly form: LocalForm;
  readonly key: string | null;
  readonly model: string;
  /** Null for the list of models. */
  readonly talk: Talk | null;
  readonly characters: number;
}

interface Message {
  readonly role: string;
  readonly content: string;
}

const FOLLOW_UP = /^Your reply holds no/;

function talkOf(system: string, messages: readonly Message[]): Talk {
  const users = messages.filter(({ role }) => role === 'user').map(({ content }) => content);
  return {
    system,
    user: users[0] ?? '',
    followUp: messages.length > 2 && FOLLOW_UP.test(users.at(-1) ?? ''),
  };
}

/** What a request asks, in whichever form; null for an address where nothing is. */
export async function readRequest(request: IncomingMessage): Promise<Asked | null> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const { headers } = request;
  const header = (name: string) => (headers[name] as string | undefined) ?? null;
  const base = { model: '', talk: null, characters: text.length };
  if (request.method === 'GET') {
    if (pathname === '/v1beta/models')
      return { ...base, form: 'gemini', key: header('x-goog-api-key') };
    if (pathname !== '/v1/models') return null;
    return headers['anthropic-version']
      ? { ...base, form: 'anthropic', key: header('x-api-key') }
      : { ...base, form: 'openai', key: bearer(header('authorization')) };
  }
  const body = JSON.parse(text || '{}') as {
    readonly model?: string;
    readonly system?: string;
    readonly messages?: readonly Message[];
    readonly contents?: readonly { role: string; parts: readonly { text: string }[] }[];
    readonly systemInstruction?: { parts: readonly { text: string }[] };
  };
  const model = body.model ?? '';
  if (pathname === '/v1/chat/completions') {
    const messages = body.messages ?? [];
    const system = messages.filter(({ role }) => role === 'system').map(({ content }) => content);
    const rest = messages.filter(({ role }) => role !== 'system');
    const talk = talkOf(system.join('\n'), rest);
    return { ...base, form: 'openai', key: bearer(header('authorization')), model, talk };
  }
  if (pathname === '/v1/messages') {
    const talk = talkOf(body.system ?? '', body.messages ?? []);
    return { ...base, form: 'anthropic', key: header('x-api-key'), model, talk };
  }
  const gemini = /^\/v1beta\/models\/([^/:]+):generateContent$/.exec(pathname);
  if (!gemini) return null;
  const joined = (parts: readonly { text: string }[] = []) =>
    parts.map((part) => part.text).join('');
  const messages = (body.contents ?? []).map(({ role, parts }) => ({
    role: role === 'model' ? 'assistant' : role,
    content: joined(parts),
  }));
  const talk = talkOf(joined(body.systemInstruction?.parts), messages);
  const name = decodeURIComponent(gemini[1]);
  return { ...base, form: 'gemini', key: header('x-goog-api-key'), model: name, talk };
}

const bearer = (header: string | null) => header?.replace(/^Bearer /, '') ?? null;

/** Four characters a token. */
const tokensOf = (characters: number) => Math.ceil(characters / 4);

/** By itself, stopped by a filter, or at the limit of tokens. */
export type ReplyEnd = 'stop' | 'filter' | 'length';

export function replyBody({ form, model, characters }: Asked, text: string, end: ReplyEnd): string {
  const filtered = end === 'filter';
  const input = tokensOf(characters);
  const output = tokensOf(text.length);
  if (form === 'openai') {
    return JSON.stringify({
      id: 'chatcmpl-local',
      object: 'chat.completion',
      model,
      choices: [
        {
          index: 0,
          message: { role: 'assistant', content: filtered ? '' : text },
          finish_reason: filtered ? 'content_filter' : end,
        },
      ],
      usage: { prompt_tokens: input, completion_tokens: output, total_tokens: input + output },
    });
  }
  if (form === 'anthropic') {
    return JSON.stringify({
      id: 'msg_local',
      type: 'message',
      role: 'assistant',
      model,
      content: filtered ? [] : [{ type: 'text', text }],
      stop_reason: { stop: 'end_turn', filter: 'refusal', length: 'max_tokens' }[end],
      usage: { input_tokens: input, output_tokens: output },
    });
  }
  return JSON.stringify({
    candidates: [
      filtered
        ? { finishReason: 'SAFETY' }
        : {
            content: { role: 'model', parts: [{ text }] },
            finishReason: end === 'length' ? 'MAX_TOKENS' : 'STOP',
          },
    ],
    usageMetadata: { promptTokenCount: input, candidatesTokenCount: output },
  });
}

export function errorBody(form: LocalForm, code: string, message: string): string {
  if (form === 'anthropic')
    return JSON.stringify({ type: 'error', error: { type: code, message } });
  if (form === 'gemini') return JSON.stringify({ error: { message, status: code.toUpperCase() } });
  return JSON.stringify({ error: { message, type: code, code } });
}

export function modelsBody(form: LocalForm, names: readonly string[]): string {
  return JSON.stringify(
    form === 'gemini'
      ? { models: names.map((name) => ({ name: `models/${name}` })) }
      : { data: names.map((id) => ({ id })) },
  );
}
