import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  codeOf,
  judgeReply,
  localAnswer,
  textSeed,
  type JudgeManner,
  type Talk,
} from './local-replies';
import { tagReply } from './local-tags';
import { strikeOf, NO_FAULTS, type Faults, type Strike } from './local-faults';
import {
  errorBody,
  modelsBody,
  readRequest,
  replyBody,
  type Asked,
  type ReplyEnd,
} from './local-forms';

export interface LocalJudgeSettings extends JudgeManner {
  /** Ratings of the models that answer, on a scale of 400 points a decade of odds. */
  readonly strengths: Readonly<Record<string, number>>;
  faults: Faults;
  /** When set, any other key is refused. */
  readonly key?: string;
  /** Above this many at once it says "too many". */
  readonly maxAtOnce?: number;
  /** When set, models of other names are unknown. */
  readonly models?: readonly string[];
  /** Without it a web page can't read the answers. */
  readonly cors: boolean;
  /** Of each reply. */
  readonly delayMs: number;
  /** Puts the key that a call came with into its reply: of a server that must not be trusted. */
  readonly echoesKey: boolean;
  /** The judge sees this code in place of each call's own, as if the markers could be known. */
  readonly knownCode: string | null;
}

export interface Delivery {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** It lacks its verdict, so that a follow-up belongs to the call. */
  readonly unfinished: boolean;
}

export interface LocalJudge {
  /** Without a path. */
  readonly address: string;
  readonly settings: LocalJudgeSettings;
  readonly requests: number;
  /** The replies that were sent whole, by what each call asked. */
  readonly delivered: ReadonlyMap<number, readonly Delivery[]>;
  /** How often each fault struck. */
  readonly struck: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

const DEFAULTS: LocalJudgeSettings = {
  strengths: {},
  seed: 1,
  faults: NO_FAULTS,
  gullible: false,
  quotes: 'first',
  cors: true,
  delayMs: 0,
  echoesKey: false,
  knownCode: null,
};

const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers':
    'content-type, authorization, x-api-key, anthropic-version, anthropic-dangerous-direct-browser-access, x-goog-api-key',
  'access-control-allow-methods': 'GET, POST, OPTIONS',
  'access-control-expose-headers': 'retry-after',
};

const REFUSAL = "I'm sorry, but I can't help with that.";

/** A provider on this machine whose verdicts follow known strengths, with faults on demand. */
export async function startLocalJudge(
  given: Partial<LocalJudgeSettings> = {},
): Promise<LocalJudge> {
  const settings: LocalJudgeSettings = { ...DEFAULTS, ...given };
  const delivered = new Map<number, Delivery[]>();
  const struck = new Map<string, number>();
  const tries = new Map<number, number>();
  let requests = 0;
  let atOnce = 0;

  const server = createServer((request, response) => {
    if (settings.cors)
      for (const [name, value] of Object.entries(CORS)) response.setHeader(name, value);
    if (request.method === 'OPTIONS') {
      response.writeHead(settings.cors ? 204 : 403).end();
      return;
    }
    requests++;
    atOnce++;
    response.on('close', () => atOnce--);
    void answer(request, response);
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = await readRequest(request);
    if (asked === null) {
      send(response, 404, '<!doctype html><title>Not here</title>', 'text/html');
      return;
    }
    if (settings.key !== undefined && asked.key !== settings.key) {
      const message = `Incorrect API key provided: ${asked.key ?? 'none'}.`;
      send(response, 401, errorBody(asked.form, 'invalid_api_key', message));
      return;
    }
    if (asked.talk === null) {
      send(response, 200, modelsBody(asked.form, ['judge', ...Object.keys(settings.strengths)]));
      return;
    }
    const { talk } = asked;
    if (settings.models && !settings.models.includes(asked.model)) {
      const message = `The model \`${asked.model}\` does not exist or you do not have access to it.`;
      send(response, 404, errorBody(asked.form, 'model_not_found', message));
      return;
    }
    const identity = identityOf(asked, talk);
    const seen = settings.knownCode === null ? talk : withCode(talk, settings.knownCode);
    const nth = tries.get(identity) ?? 0;
    tries.set(identity, nth + 1);
    const busy = settings.maxAtOnce !== undefined && atOnce > settings.maxAtOnce;
    const strike = busy ? 'tooMany' : strikeOf(identity, nth, isVerdictAsked(talk), settings);
    if (strike) struck.set(strike, (struck.get(strike) ?? 0) + 1);
    if (settings.delayMs > 0) await wait(settings.delayMs);
    if (strike === 'tooMany') {
      const { retryAfter } = settings.faults;
      if (retryAfter !== null) response.setHeader('retry-after', String(retryAfter));
      send(response, 429, errorBody(asked.form, 'rate_limit_exceeded', 'Rate limit reached.'));
    } else if (strike === 'serverError') {
      send(response, 500, errorBody(asked.form, 'server_error', 'The server had an error.'));
    } else if (strike === 'tooLong') {
      const message = "This model's maximum context length is 8192 tokens.";
      send(response, 400, errorBody(asked.form, 'context_length_exceeded', message));
    } else {
      if (strike === 'stall') await wait(settings.faults.stallMs);
      const echo = settings.echoesKey ? `\n\nYou are ${asked.key}.\n\n` : '';
      const text = echo + textOf(asked, seen, settings, strike);
      const body = replyBody(asked, text, endOf(strike));
      if (strike === 'cut') {
        response.writeHead(200, {
          'content-type': 'application/json',
          'content-length': body.length + 1,
        });
        response.write(body.slice(0, body.length / 2), () => response.destroy());
      } else if (strike === 'brokenJson') {
        send(response, 200, body.slice(0, -20));
      } else {
        send(response, 200, body);
        const unfinished = strike === 'missingVerdict' || strike === 'wrongLabel';
        const delivery = { at: Date.now(), unfinished };
        if (!response.destroyed) {
          delivered.set(identity, [...(delivered.get(identity) ?? []), delivery]);
        }
      }
    }
  }

  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    settings,
    delivered,
    struck,
    get requests() {
      return requests;
    },
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}

function endOf(strike: Strike | null): ReplyEnd {
  if (strike === 'contentFilter') return 'filter';
  return strike === 'truncated' ? 'length' : 'stop';
}

const wait = (ms: number) => new Promise((over) => setTimeout(over, ms).unref());

function send(
  response: ServerResponse,
  status: number,
  body: string,
  type = 'application/json',
): void {
  response.writeHead(status, { 'content-type': type }).end(body);
}

/** The talk as if its markers carried this code. */
function withCode({ system, user, followUp }: Talk, code: string): Talk {
  const own = codeOf(system);
  const recoded = (text: string) => (own ? text.replaceAll(own, code) : text);
  return { system: recoded(system), user: recoded(user), followUp };
}

/** What is asked, whatever code its markers carry. */
function identityOf({ model }: Asked, talk: Talk): number {
  const { system, user, followUp } = withCode(talk, '');
  return textSeed(model, system, user, String(followUp));
}

/** A verdict on two answers is asked, and not in a follow-up. */
function isVerdictAsked({ user, followUp }: Talk): boolean {
  return user.includes('<<< begin answer A') && !followUp;
}

function textOf(
  asked: Asked,
  talk: Talk,
  settings: LocalJudgeSettings,
  strike: Strike | null,
): string {
  if (strike === 'refusal') return REFUSAL;
  if (strike === 'empty') return '';
  const whole = wholeText(asked, talk, settings, strike);
  return strike === 'truncated' ? whole.slice(0, whole.length / 2) : whole;
}

function wholeText(
  { model }: Asked,
  talk: Talk,
  settings: LocalJudgeSettings,
  strike: Strike | null,
): string {
  const { strengths } = settings;
  if (!talk.user.includes('<<< begin '))
    return localAnswer(model, strengths[model] ?? 1000, talk.user);
  if (!talk.user.includes('<<< begin answer A')) return tagReply(talk);
  if (strike === 'missingVerdict') return judgeReply(talk, settings, 'missing');
  return judgeReply(talk, settings, strike === 'wrongLabel' ? 'wrong' : 'none');
}
