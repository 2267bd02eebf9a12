import type { Turn } from '../core/data';
import { addUsage, NO_USAGE } from '../core/judging/call';
import type { Call, CallRecord, Checked, Reply, Usage } from '../core/judging/call';
import { costUsd, type Price } from '../core/judging/price';
import type { RunSettings } from '../core/judging/run';
import { CallError } from './call-error';
import type { Clock } from './clock';
import type { Send } from './send';

/** A call on its way through the runner, over several tries. */
export interface PendingCall {
  readonly call: Call;
  tries: number;
  /** Of these, what was no fault of the call: the provider's limit, or the network. */
  excused: number;
  /** Of all tries so far, an earlier run's failed ones included. */
  usage: Usage;
  costUsd: number;
  /** At most, of tries that brought no reply and may be charged all the same. */
  unsureUsd: number;
  /** A reply that did not pass the check; the next try asks the follow-up. */
  first: Reply | null;
}

/** Code of the failure of a call whose run ended before its follow-up was answered. */
export const INTERRUPTED = 'interrupted';

export function pendingCall(call: Call, earlier: CallRecord | null): PendingCall {
  return {
    call,
    ...{ tries: 0, excused: 0 },
    usage: earlier?.usage ?? NO_USAGE,
    costUsd: earlier?.costUsd ?? 0,
    unsureUsd: earlier?.unsureUsd ?? 0,
    first: earlier && call.followUp !== null ? openReply(earlier) : null,
  };
}

/** A stored reply that still waits for its follow-up: it is not paid for again. */
function openReply({ failure, followUp, text, reasoning, finish, sent }: CallRecord): Reply | null {
  if (failure?.kind !== 'unparsable' || followUp !== null || sent === null) return null;
  return { text, reasoning, finish, usage: NO_USAGE, sent };
}

export function messagesOf({ call, first }: PendingCall): readonly Turn[] {
  const messages = call.messages();
  if (first === null) return messages;
  return [
    ...messages,
    { role: 'assistant', content: first.text },
    { role: 'user', content: call.followUp ?? '' },
  ];
}

/**
 * One try, held to a time.
 * @param signal of this try alone; aborted when it has ended
 * @throws CallError (`timeout` among them); the signal's reason
 */
export function attempt(
  { provider, model, parameters }: Call,
  messages: readonly Turn[],
  { send, clock }: { readonly send: Send; readonly clock: Clock },
  { timeoutMs }: Pick<RunSettings, 'timeoutMs'>,
  signal: AbortSignal,
): Promise<Reply> {
  const timeUp = clock.sleep(timeoutMs, signal).then(() => {
    throw new CallError(
      'timeout',
      `${provider.name} gave no reply within ${timeoutMs / 1000} seconds. A longer time can be set.`,
      { action: 'retry' },
    );
  });
  timeUp.catch(() => {});
  return Promise.race([send({ provider, model, messages, parameters }, signal), timeUp]);
}

/** The record of a call whose run ends between its reply and the follow-up. */
export function interruptedRecord(
  pending: PendingCall,
  first: Reply,
  circumstance: RecordCircumstance,
): CallRecord {
  const reason = 'The run ended before its follow-up was answered. Go on with the run to ask it.';
  const checked = { ok: false, kind: 'unparsable', reason } as const;
  const record = repliedRecord({ ...pending, first: null }, first, checked, circumstance);
  return { ...record, failure: record.failure && { ...record.failure, code: INTERRUPTED } };
}

interface RecordCircumstance {
  readonly run: string;
  readonly at: number;
}

function recordBase(pending: PendingCall, { run, at }: RecordCircumstance) {
  const { key, task, provider, model, subject, delimiter } = pending.call;
  const { usage, costUsd, unsureUsd, tries } = pending;
  return {
    ...{ key, task, provider: provider.id, model, subject, delimiter },
    ...{ usage, costUsd, tries, run, at },
    ...(unsureUsd > 0 && { unsureUsd }),
  };
}

/** The record of a call with a reply, and with a second one where the follow-up was asked. */
export function repliedRecord(
  pending: PendingCall,
  reply: Reply,
  checked: Checked,
  circumstance: RecordCircumstance,
): CallRecord {
  const { first } = pending;
  const shown = first ?? reply;
  const failure = checked.ok
    ? null
    : { kind: checked.kind, code: checked.kind, message: unparsedMessage(pending, reply, checked) };
  return {
    ...recordBase(pending, circumstance),
    status: checked.ok ? 'answered' : 'unparsed',
    text: shown.text,
    reasoning: shown.reasoning,
    followUp: first ? reply.text : null,
    finish: shown.finish,
    failure,
    sent: reply.sent,
  };
}

function unparsedMessage(
  { call }: PendingCall,
  reply: Reply,
  checked: Checked & { ok: false },
): string {
  const cut =
    reply.finish === 'length'
      ? ` The reply was cut at ${call.parameters.maxTokens} tokens: raise that limit.`
      : '';
  return `${call.provider.name}, ${call.model}: ${checked.reason}${cut}`;
}

/** The record of a call that got no reply, or one that was broken off. */
export function failedRecord(
  pending: PendingCall,
  error: CallError,
  circumstance: RecordCircumstance,
): CallRecord {
  const { kind, code, message, raw } = error;
  const { first } = pending;
  return {
    ...recordBase(pending, circumstance),
    status: first ? 'unparsed' : 'failed',
    text: first?.text ?? raw,
    reasoning: first?.reasoning ?? '',
    followUp: null,
    finish: first?.finish ?? 'other',
    failure: { kind: first ? 'unparsable' : kind, code, message },
    sent: first?.sent ?? null,
  };
}

/** A request that the network refuses is refused sooner; one cut off later had been sent. */
const SURELY_SENT_MS = 1000;

/**
 * Whether a provider may charge for a try that brought no reply: one that was not waited for to its
 * end, was cut off by the network, or came back in pieces.
 * @param tookMs from its start to the error
 */
export function mayBeCharged({ code, usage }: CallError, tookMs: number): boolean {
  if (usage) return false;
  if (code === 'unreachable') return tookMs >= SURELY_SENT_MS;
  return code === 'timeout' || code === 'broken-reply';
}

/** Counts what a try used, at the price of its model. */
export function pay(pending: PendingCall, usage: Usage, price: Price): void {
  pending.usage = addUsage(pending.usage, usage);
  pending.costUsd += costUsd(usage, price);
}
