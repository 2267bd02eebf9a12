import { TouchstoneError } from '../core/data';
import { LineSplitter } from '../core/formats/line-splitter';
import { isUntypedRecord, type UntypedRecord } from '../core/formats/record-value';
import type { Call, CallRecord, ProviderKind } from '../core/judging/call';
import { BATCH_PRICE_SHARE } from '../core/judging/price-table';
import type { Price } from '../core/judging/price';
import { failedRecord, pay, pendingCall, repliedRecord } from './call-attempt';
import { CallError } from './call-error';
import { classifyHttpError } from './classify-error';
import { FORMS } from './forms/forms';
import { objectAt, textAt } from './forms/untyped';
import type { QuirksOf } from './quirks';
import { acceptedReply } from './reply';

/** The result of one call as its line tells it. */
interface BatchResult {
  readonly key: string;
  /** A reply's body; null where there is an error. */
  readonly body: unknown;
  readonly status: number;
  /** The line, or the part of it that holds the error. */
  readonly error: unknown;
}

function readOpenAi(line: UntypedRecord): BatchResult {
  const response = objectAt(line, 'response');
  const status = typeof response.status_code === 'number' ? response.status_code : 0;
  const failed = line.error ?? (status >= 300 ? response.body : null);
  return {
    key: textAt(line, 'custom_id'),
    status: status || 500,
    body: failed ? null : response.body,
    error: line.error ? { error: line.error } : failed,
  };
}

function readAnthropic(line: UntypedRecord): BatchResult {
  const result = objectAt(line, 'result');
  const type = textAt(result, 'type');
  const key = textAt(line, 'custom_id');
  if (type === 'succeeded') return { key, status: 200, body: result.message, error: null };
  const inner = objectAt(result, 'error');
  const error = isUntypedRecord(inner.error) ? inner : { error: inner };
  const told = textAt(objectAt(error, 'error'), 'message');
  const invalid = textAt(objectAt(error, 'error'), 'type') === 'invalid_request_error';
  return {
    key,
    status: type === 'errored' && invalid ? 400 : 500,
    body: null,
    error: told ? error : { error: { type, message: `The batch ended with "${type}".` } },
  };
}

function readGemini(line: UntypedRecord): BatchResult {
  const error = line.error ?? (isUntypedRecord(line.status) ? line.status : null);
  const code = objectAt({ error }, 'error').code;
  return {
    key: textAt(line, 'key') || textAt(objectAt(line, 'metadata'), 'key'),
    status: error ? (typeof code === 'number' && code >= 400 ? code : 500) : 200,
    body: error ? null : line.response,
    error: error ? { error } : null,
  };
}

const READERS: Readonly<Record<ProviderKind, (line: UntypedRecord) => BatchResult>> = {
  openai: readOpenAi,
  anthropic: readAnthropic,
  gemini: readGemini,
};

export interface BatchImport {
  readonly records: readonly CallRecord[];
  /** Results of calls that are not in the plan. */
  readonly foreign: number;
  /** Lines that are no result, with their numbers from 1. */
  readonly unreadable: readonly number[];
  /** Models without a known price, whose calls are counted as free. */
  readonly unpriced: readonly string[];
}

export interface BatchSettings {
  readonly run: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The full price, of which a batch costs half; null where it is not known. */
  priceOf(call: Call): Price | null;
  /** With which the calls were written. */
  readonly quirksOf: QuirksOf;
}

/** Reads a result file line by line, in any order, into records of a plan's calls. */
export class BatchReader {
  readonly #calls: ReadonlyMap<string, Call>;
  readonly #settings: BatchSettings;
  readonly #lines = new LineSplitter();
  readonly #records = new Map<string, CallRecord>();
  readonly #unreadable: number[] = [];
  readonly #unpriced = new Set<string>();
  #foreign = 0;
  #number = 0;

  constructor(calls: readonly Call[], settings: BatchSettings) {
    this.#calls = new Map(calls.map((call) => [call.key, call]));
    this.#settings = settings;
  }

  push(text: string): void {
    for (const line of this.#lines.push(text)) this.#take(line);
  }

  /** @throws TouchstoneError `no-batch` where no line is a result of this plan */
  finish(name: string): BatchImport {
    for (const line of this.#lines.finish()) this.#take(line);
    if (this.#records.size === 0) {
      throw new TouchstoneError(
        'no-batch',
        `${name} holds no result of these calls (${this.#foreign} of others, ${this.#unreadable.length} lines that are no results). Check that it belongs to this run: the same prompts, answers, template, model and settings.`,
      );
    }
    return {
      records: [...this.#records.values()],
      foreign: this.#foreign,
      unreadable: this.#unreadable,
      unpriced: [...this.#unpriced],
    };
  }

  #take(line: string): void {
    this.#number++;
    if (line.trim() === '') return;
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      value = null;
    }
    const keyed = isUntypedRecord(value) ? value : null;
    const key = keyed && (textAt(keyed, 'custom_id') || readGemini(keyed).key);
    if (!keyed || !key) this.#unreadable.push(this.#number);
    else {
      const call = this.#calls.get(key);
      if (call) this.#records.set(key, recordOf(call, keyed, this.#settings, this.#priceOf(call)));
      else this.#foreign++;
    }
  }

  /** Of a batch. */
  #priceOf(call: Call): Price {
    const price = this.#settings.priceOf(call);
    if (!price) this.#unpriced.add(call.model);
    return {
      inputUsd: (price?.inputUsd ?? 0) * BATCH_PRICE_SHARE,
      outputUsd: (price?.outputUsd ?? 0) * BATCH_PRICE_SHARE,
    };
  }
}

function recordOf(
  call: Call,
  line: UntypedRecord,
  circumstance: BatchSettings,
  price: Price,
): CallRecord {
  const { kind } = call.provider;
  const { body, status, error } = READERS[kind](line);
  const pending = { ...pendingCall(call, null), tries: 1 };
  try {
    const reply = replyOf(call, body, status, error, circumstance.quirksOf);
    pay(pending, reply.usage, price);
    return repliedRecord(pending, reply, call.check(reply.text, reply.finish), circumstance);
  } catch (caught) {
    if (!(caught instanceof CallError)) throw caught;
    if (caught.usage) pay(pending, caught.usage, price);
    return failedRecord(pending, caught, circumstance);
  }
}

function replyOf(call: Call, body: unknown, status: number, error: unknown, quirksOf: QuirksOf) {
  const { provider, model, parameters } = call;
  const form = FORMS[provider.kind];
  const read = form.read(body);
  const request = { provider, model, parameters, messages: call.messages() };
  if (read) return acceptedReply(request, read, form.sent(request, quirksOf(provider, model)));
  const told = form.error(error);
  const text = JSON.stringify(error ?? body ?? null);
  throw classifyHttpError(provider, model, { status, body: text, told, retryAfterMs: null });
}
