import { TouchstoneError } from '../core/data';
import { LineSplitter } from '../core/formats/line-splitter';
import { isUntypedRecord, type UntypedRecord } from '../core/formats/record-value';
import type { Call, CallRecord, Reply } from '../core/judging/call';
import { BATCH_PRICE_SHARE } from '../core/judging/price-table';
import type { Price } from '../core/judging/price';
import { RESULT_LINES, resultKey, type BatchResult } from './batch-lines';
import { failedRecord, pay, pendingCall, repliedRecord } from './call-attempt';
import { CallError } from './call-error';
import { answerText, classifyHttpError } from './classify-error';
import { FORMS } from './forms/forms';
import type { QuirksOf } from './quirks';
import { acceptedReply } from './reply';

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

  #take(text: string): void {
    this.#number++;
    if (text.trim() === '') return;
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      value = null;
    }
    const line = isUntypedRecord(value) ? value : null;
    const key = line && resultKey(line);
    if (!line || !key) this.#unreadable.push(this.#number);
    else {
      const call = this.#calls.get(key);
      if (call) this.#records.set(key, recordOf(call, line, this.#settings, this.#priceOf(call)));
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
  const pending = { ...pendingCall(call, null), tries: 1 };
  try {
    const reply = replyOf(call, line, circumstance.quirksOf);
    pay(pending, reply.usage, price);
    return repliedRecord(pending, reply, call.check(reply.text, reply.finish), circumstance);
  } catch (caught) {
    if (!(caught instanceof CallError)) throw caught;
    if (caught.usage) pay(pending, caught.usage, price);
    return failedRecord(pending, caught, circumstance);
  }
}

/** A readable reply counts whatever else the line says. @throws CallError */
function replyOf(call: Call, line: UntypedRecord, quirksOf: QuirksOf): Reply {
  const { provider, model, parameters } = call;
  const form = FORMS[provider.kind];
  const result = RESULT_LINES[provider.kind](line);
  const read = form.read(result.body);
  const request = { provider, model, parameters, messages: call.messages() };
  if (read) return acceptedReply(request, read, form.sent(request, quirksOf(provider, model)));
  throw batchError(call, result, JSON.stringify(result.error ?? line));
}

const WRITE_AGAIN = 'Write these again.';

/** What a result without a reply means. Nothing was stopped by it: the other calls have their own. */
function batchError(
  { provider, model }: Call,
  { error, status, unmade }: BatchResult,
  raw: string,
): CallError {
  if (unmade) {
    const ended = unmade === 'expired' ? 'expired' : 'was cancelled';
    const message = `${provider.name}: the batch ${ended} before this call was made. ${WRITE_AGAIN}`;
    return new CallError(unmade, message, { action: 'retry', raw });
  }
  const told = FORMS[provider.kind].error(error);
  const failure = { status, body: raw, told, retryAfterMs: null };
  const found = classifyHttpError(provider, model, failure);
  const { code, action } = found;
  if (action === 'fail') return found;
  if (code === 'bad-request' || code === 'wrong-address') {
    const message = `${answerText(provider, failure)} Change what it names, then write these again.`;
    return new CallError('refused', message, { action, raw });
  }
  return new CallError(code, `${found.message} ${WRITE_AGAIN}`, { action, raw });
}
