import { modelKey, type Provider } from '../core/judging/call';
import type { PendingCall } from './call-attempt';
import type { Pace } from './pace';
import { isLocal } from './providers';

/** The calls to one model, and how fast it takes them. */
export class Lane {
  readonly pace: Pace;
  /** Whether the way there leads out of this machine. */
  readonly isRemote: boolean;
  inFlight = 0;
  /** The next one last. */
  readonly #line: PendingCall[] = [];

  constructor({ baseUrl }: Provider, pace: Pace) {
    this.isRemote = !isLocal(baseUrl);
    this.pace = pace;
  }

  get length(): number {
    return this.#line.length;
  }
  /** The next call; the line must hold one. */
  get next(): PendingCall {
    return this.#line[this.#line.length - 1];
  }
  get hasRoom(): boolean {
    return this.inFlight < this.pace.limit;
  }

  addFirst(pending: PendingCall): void {
    this.#line.push(pending);
  }
  addLast(pending: PendingCall): void {
    this.#line.unshift(pending);
  }

  /** Takes the next call off the line. */
  start(now: number): void {
    this.#line.pop();
    this.inFlight++;
    this.pace.started(now);
  }
}

/**
 * A lane for each model of each provider: limits are by model, and where they are by account each
 * lane finds them. What one model has to wait for holds no other up.
 */
export class Lanes {
  #lanes = new Map<string, Lane>();
  /** The lane that is looked at first, so that all have their turn. */
  #turn = 0;

  /** @param pending the next one last */
  constructor(pending: readonly PendingCall[], paceOf: (model: string) => Pace) {
    for (const each of pending) {
      const model = modelKey(each.call);
      let lane = this.#lanes.get(model);
      if (!lane) this.#lanes.set(model, (lane = new Lane(each.call.provider, paceOf(model))));
      lane.addFirst(each);
    }
  }

  /** Calls in line. */
  get length(): number {
    return this.#all.reduce((sum, { length }) => sum + length, 0);
  }

  /** How many calls may be in flight. */
  get limit(): number {
    return this.#all.reduce((sum, { pace }) => sum + pace.limit, 0);
  }

  /** The next lane that may start a call; null for none. @param offline none that leads out of this machine */
  next(now: number, offline: boolean): Lane | null {
    const lanes = this.#all;
    for (let i = 0; i < lanes.length; i++) {
      const at = (this.#turn + i) % lanes.length;
      const lane = lanes[at];
      if (lane.length === 0 || !lane.hasRoom || lane.pace.closedUntil > now) continue;
      if (offline && lane.isRemote) continue;
      this.#turn = at + 1;
      return lane;
    }
    return null;
  }

  /** When the first lane opens that is closed for a time; null for none. */
  opensAt(now: number): number | null {
    const times = this.#inLine.map(({ pace }) => pace.closedUntil).filter((at) => at > now);
    return times.length > 0 ? Math.min(...times) : null;
  }

  /** Until when no call can start, whatever has room; null where one could. */
  closedUntil(now: number): number | null {
    const isClosed = this.#inLine.every(({ pace }) => pace.closedUntil > now);
    return isClosed ? this.opensAt(now) : null;
  }

  get #inLine(): readonly Lane[] {
    return this.#all.filter(({ length }) => length > 0);
  }
  get #all(): readonly Lane[] {
    return [...this.#lanes.values()];
  }
}
