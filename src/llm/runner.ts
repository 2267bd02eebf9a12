import { subjectId } from '../core/judging/call';
import type { Call, CallRecord, Reply, Usage } from '../core/judging/call';
import type { CallStore } from '../core/judging/call-store';
import { mostCostUsd, type Price } from '../core/judging/price';
import type { RunEnd, RunProgress, RunSettings, RunSummary } from '../core/judging/run';
import type { Turn } from '../core/data';
import type { Random } from '../core/random';
import { AbortScope } from './abort-scope';
import { Budget } from './budget';
import {
  attempt,
  failedRecord,
  interruptedRecord,
  mayBeCharged,
  messagesOf,
  pay,
  repliedRecord,
} from './call-attempt';
import type { PendingCall } from './call-attempt';
import { CallError } from './call-error';
import type { Clock } from './clock';
import { Dispatch } from './dispatch';
import type { Lane } from './lane';
import type { Network } from './network';
import { RecordWriter } from './record-writer';
import { RunAccount } from './run-account';
import { planQueue } from './run-queue';
import type { Send } from './send';

export interface RunnerServices {
  readonly store: CallStore;
  readonly send: Send;
  readonly clock: Clock;
  /** For the jitter of waits. */
  readonly random: Random;
  /** Absent where nothing tells whether this machine is online. */
  readonly network?: Network;
  /** Of a call's model; where no table knows it, the user has given one. */
  priceOf(call: Call): Price;
}

export interface RunnerEvents {
  /** On every change; the listener thins them out. */
  onProgress?(progress: RunProgress): void;
  /** Records that are stored now, in the order in which they came. */
  onRecords?(records: readonly CallRecord[]): void;
}

/**
 * Makes the calls of a plan: each once, whatever reloads, faults and limits come between. Results
 * are stored as they come, and a call that is stored is not made again. Serves one run.
 */
export class CallRunner {
  readonly #services: RunnerServices;
  readonly #settings: RunSettings;
  readonly #events: RunnerEvents;
  readonly #writer: RecordWriter;
  readonly #scope = new AbortScope();
  readonly #dispatch: Dispatch;
  readonly #account = new RunAccount();
  #budget: Budget;
  /** With a reply, and a follow-up that is still to be answered. */
  readonly #halfway = new Map<PendingCall, Reply>();
  #inFlight = 0;
  #paused = false;
  #end: RunEnd = 'complete';
  #failure: RunSummary['failure'] = null;
  #fault: { readonly error: unknown } | null = null;
  #wake: () => void = () => {};

  constructor(services: RunnerServices, settings: RunSettings, events: RunnerEvents = {}) {
    this.#services = services;
    this.#settings = settings;
    this.#events = events;
    this.#dispatch = new Dispatch(services, settings, this.#scope, () => this.#changed());
    this.#budget = new Budget(settings.budgetUsd, 0, 0);
    this.#writer = new RecordWriter(
      services.store,
      (records) => this.#stored(records),
      (error) => this.#breakOff(error),
    );
  }

  get progress(): RunProgress {
    return this.#account.progress({
      ...this.#dispatch.progress,
      inFlight: this.#underWay,
      paused: this.#paused,
      spentUsd: this.#budget.spentUsd,
      unsureUsd: this.#budget.unsureUsd,
    });
  }

  /** Starts no further call; those in flight end. The run goes on after `resume`. */
  pause(): void {
    this.#paused = true;
    this.#changed();
  }

  resume(): void {
    this.#paused = false;
    this.#changed();
  }

  /**
   * Runs to the end of the plan, of the money, or to an error that all further calls would share.
   * @throws the signal's reason once what has come is stored; what the store throws
   */
  async run(calls: readonly Call[], signal: AbortSignal): Promise<RunSummary> {
    const abort = () => {
      this.#scope.abort(signal.reason);
      this.#wake();
    };
    signal.addEventListener('abort', abort, { once: true });
    try {
      const queue = await planQueue(calls, this.#services.store, this.#settings, signal);
      this.#dispatch.take(queue);
      this.#account.plan(queue.planned, queue.settled);
      const { budgetUsd, spentUsd } = this.#settings;
      this.#budget = new Budget(budgetUsd, spentUsd + queue.spentUsd, queue.unsureUsd);
      this.#changed();
      while (!signal.aborted && !this.#fault) {
        this.#startReady();
        if (this.#isOver) break;
        await new Promise<void>((resolve) => (this.#wake = resolve));
      }
    } finally {
      signal.removeEventListener('abort', abort);
      this.#scope.abort(new DOMException('The run has ended', 'AbortError'));
      for (const [pending, reply] of this.#halfway) {
        this.#settle(pending, interruptedRecord(pending, reply, this.#circumstance));
      }
      await this.#writer.settled();
    }
    if (this.#fault) throw this.#fault.error;
    signal.throwIfAborted();
    return { end: this.#end, progress: this.progress, failure: this.#failure };
  }

  /** Until it is stored a reply is as easily lost as one that is still to come. */
  get #underWay(): number {
    return this.#inFlight + this.#account.unsaved;
  }

  get #isOver(): boolean {
    if (this.#underWay > 0) return false;
    return this.#end !== 'complete' || this.#dispatch.isEmpty;
  }

  #startReady(): void {
    while (this.#end !== 'stopped' && !this.#paused) {
      if (this.#underWay >= this.#settings.maxInFlight) return;
      const lane = this.#dispatch.next();
      if (!lane) return;
      const pending = lane.next;
      const messages = messagesOf(pending);
      const { call } = pending;
      const price = this.#services.priceOf(call);
      const mostUsd = mostCostUsd(messages, call.parameters.maxTokens, price);
      if (!this.#budget.reserve(mostUsd)) {
        if (this.#inFlight === 0) this.#endAt('budget', this.#budget.refusal(mostUsd));
        return;
      }
      this.#dispatch.started(lane);
      this.#inFlight++;
      void this.#make(lane, pending, messages, mostUsd);
    }
  }

  async #make(
    lane: Lane,
    pending: PendingCall,
    messages: readonly Turn[],
    reservedUsd: number,
  ): Promise<void> {
    const { call } = pending;
    const { clock, priceOf } = this.#services;
    const startedAt = clock.now();
    const { costUsd, unsureUsd } = pending;
    let usage: Usage | null = null;
    pending.tries++;
    try {
      const reply = await this.#scope.run((signal) =>
        attempt(call, messages, this.#services, this.#settings, signal),
      );
      usage = reply.usage;
      this.#dispatch.succeeded(lane, startedAt);
      pay(pending, usage, priceOf(call));
      const checked = call.check(reply.text, reply.finish);
      if (checked.ok || checked.kind === 'refusal' || pending.first || call.followUp === null) {
        this.#settle(pending, repliedRecord(pending, reply, checked, this.#circumstance));
      } else {
        pending.first = reply;
        this.#halfway.set(pending, reply);
        lane.addFirst(pending);
      }
    } catch (error) {
      if (error instanceof CallError) {
        usage = error.usage;
        if (usage) pay(pending, usage, priceOf(call));
        if (mayBeCharged(error, clock.now() - startedAt)) pending.unsureUsd += reservedUsd;
        this.#handle(lane, pending, error, startedAt);
      } else if (!this.#scope.aborted) this.#breakOff(error);
    } finally {
      if (usage) this.#account.used(usage);
      const spent = [pending.costUsd - costUsd, pending.unsureUsd - unsureUsd] as const;
      this.#budget.settle(reservedUsd, ...spent);
      lane.inFlight--;
      this.#inFlight--;
      this.#changed();
    }
  }

  #handle(lane: Lane, pending: PendingCall, error: CallError, startedAt: number): void {
    const { then } = this.#dispatch.failed(lane, pending, error, startedAt);
    if (then === 'stop') this.#endAt('stopped', stopText(error, pending.call), error.code);
    else if (then === 'give-up') {
      this.#settle(pending, failedRecord(pending, error, this.#circumstance));
    } else this.#account.retried();
  }

  #settle(pending: PendingCall, record: CallRecord): void {
    this.#halfway.delete(pending);
    this.#account.ended();
    this.#writer.add(record);
  }

  #stored(records: readonly CallRecord[]): void {
    this.#account.stored(records);
    this.#events.onRecords?.(records);
    this.#changed();
  }

  #endAt(end: RunEnd, message: string, code: string = end): void {
    if (this.#end !== 'complete') return;
    this.#end = end;
    this.#failure = { code, message };
  }

  #breakOff(error: unknown): void {
    this.#fault ??= { error };
    this.#wake();
  }

  get #circumstance() {
    return { run: this.#settings.run, at: this.#services.clock.now() };
  }

  #changed(): void {
    this.#events.onProgress?.(this.progress);
    this.#wake();
  }
}

/** Why a run is stopped; where other calls may be no worse, at which one. */
function stopText({ action, message }: CallError, call: Call): string {
  return action === 'doubt'
    ? `${message} The run is stopped at the call about “${subjectId(call)}”, as others would fare the same.`
    : message;
}
