import { addUsage, NO_USAGE } from '../core/judging/call';
import type { CallRecord, CallStatus, Usage } from '../core/judging/call';
import type { RunProgress } from '../core/judging/run';

/** Counts what became of a plan's calls. */
export class RunAccount {
  #planned = 0;
  #reused = 0;
  #settled = { answered: 0, unparsed: 0, failed: 0 };
  #unsaved = 0;
  #retries = 0;
  #usage: Usage = NO_USAGE;

  /** Calls that have ended and are not stored yet. */
  get unsaved(): number {
    return this.#unsaved;
  }

  /** @param settled before this go, and not tried again */
  plan(planned: number, { answered, ...failures }: Readonly<Record<CallStatus, number>>): void {
    this.#planned = planned;
    this.#reused = answered;
    this.#settled = { answered: 0, ...failures };
  }

  used(usage: Usage): void {
    this.#usage = addUsage(this.#usage, usage);
  }

  retried(): void {
    this.#retries++;
  }

  ended(): void {
    this.#unsaved++;
  }

  stored(records: readonly CallRecord[]): void {
    for (const { status } of records) this.#settled[status]++;
    this.#unsaved -= records.length;
  }

  progress(
    now: Pick<
      RunProgress,
      'inFlight' | 'limit' | 'waitsUntil' | 'offline' | 'paused' | 'spentUsd' | 'unsureUsd'
    >,
  ): RunProgress {
    const { answered, unparsed, failed } = this.#settled;
    return {
      ...now,
      ...this.#settled,
      planned: this.#planned,
      reused: this.#reused,
      left: this.#planned - this.#reused - answered - unparsed - failed,
      usage: this.#usage,
      retries: this.#retries,
    };
  }
}
