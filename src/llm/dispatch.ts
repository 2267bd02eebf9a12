import type { RunProgress, RunSettings } from '../core/judging/run';
import type { Random } from '../core/random';
import type { AbortScope } from './abort-scope';
import type { PendingCall } from './call-attempt';
import type { CallError, CallErrorCode } from './call-error';
import type { Clock } from './clock';
import { Lanes, type Lane } from './lane';
import type { Network } from './network';
import { Pace, type NextStep } from './pace';
import type { RunQueue } from './run-queue';
import { StartGate } from './start-gate';

interface DispatchServices {
  readonly clock: Clock;
  readonly random: Random;
  readonly network?: Network;
}

/** A browser can be wrong about the network; a lost call is then no try, and costs nothing. */
const TRY_WHILE_OFFLINE_MS = 60_000;
/** How a call fares that this machine's connection breaks off. */
const CUT_OFF: readonly CallErrorCode[] = ['unreachable', 'timeout'];

/** Which call of a run starts when, and what becomes of one that failed. */
export class Dispatch {
  readonly #services: DispatchServices;
  readonly #settings: Pick<RunSettings, 'maxInFlight' | 'maxTries'>;
  readonly #scope: AbortScope;
  readonly #wake: () => void;
  readonly #gate = new StartGate((ms, then) => this.#after(ms, then));
  #lanes = new Lanes([], () => this.#newPace(false));
  #asleep = 0;
  #offline = false;
  #offlineSince = 0;
  /** Until a reply shows that it is wrong. */
  #believesNetwork = true;
  /** One call may try the way all the same. */
  #probes = false;

  /** @param wake called when a call may start that could not before */
  constructor(
    services: DispatchServices,
    settings: Pick<RunSettings, 'maxInFlight' | 'maxTries'>,
    scope: AbortScope,
    wake: () => void,
  ) {
    this.#services = services;
    this.#settings = settings;
    this.#scope = scope;
    this.#wake = wake;
  }

  take({ pending, answering }: RunQueue): void {
    this.#lanes = new Lanes(pending, (model) => this.#newPace(answering.has(model)));
  }

  /** Whether no call is left to start, now or later. */
  get isEmpty(): boolean {
    return this.#lanes.length + this.#asleep === 0;
  }

  get progress(): Pick<RunProgress, 'limit' | 'waitsUntil' | 'offline'> {
    return {
      limit: Math.min(this.#settings.maxInFlight, this.#lanes.limit),
      waitsUntil: this.#lanes.closedUntil(this.#services.clock.now()),
      ...(this.#offline && { offline: true }),
    };
  }

  /** The lane whose next call may start; null for none: it wakes as soon as one may. */
  next(): Lane | null {
    if (!this.#gate.isOpen) return null;
    const now = this.#services.clock.now();
    const lane = this.#lanes.next(now, this.#offline && !this.#probes);
    if (!lane) this.#gate.lookAgain(this.#lanes.opensAt(now), now);
    return lane;
  }

  started(lane: Lane): void {
    lane.start(this.#services.clock.now());
    if (lane.isRemote) this.#probes = false;
    this.#gate.started();
  }

  succeeded(lane: Lane, startedAt: number): void {
    lane.pace.succeeded();
    if (!lane.isRemote || !this.#offline || startedAt < this.#offlineSince) return;
    // What was asked since came back: the way is open, whatever the browser says.
    this.#offline = false;
    this.#believesNetwork = this.#services.network?.online ?? false;
  }

  /** Puts a failed call back in line, unless there is nothing left to try. @returns what becomes of it */
  failed(lane: Lane, pending: PendingCall, error: CallError, startedAt: number): NextStep {
    const tries = pending.tries - pending.excused;
    const next: NextStep = this.#isCutOff(lane, error)
      ? { then: 'queue' }
      : lane.pace.failed(error, tries, startedAt, this.#services.clock.now());
    if (next.then === 'queue') {
      pending.excused++;
      lane.addLast(pending);
    } else if (next.then === 'try-later') {
      this.#asleep++;
      this.#after(next.inMs, () => {
        this.#asleep--;
        lane.addFirst(pending);
      });
    }
    return next;
  }

  /** Whether a call was lost as this machine is offline; then none starts before it is back. */
  #isCutOff(lane: Lane, { code }: CallError): boolean {
    const { network } = this.#services;
    if (!lane.isRemote || !CUT_OFF.includes(code) || !network || network.online) return false;
    if (!this.#believesNetwork) return false;
    if (!this.#offline) {
      this.#offline = true;
      this.#offlineSince = this.#services.clock.now();
      this.#when(
        this.#scope.run((signal) => network.back(signal)),
        () => (this.#offline = false),
      );
      this.#probeLater();
    }
    return true;
  }

  #probeLater(): void {
    this.#after(TRY_WHILE_OFFLINE_MS, () => {
      if (!this.#offline) return;
      this.#probes = true;
      this.#probeLater();
    });
  }

  #after(ms: number, then: () => void): void {
    this.#when(
      this.#scope.run((signal) => this.#services.clock.sleep(ms, signal)),
      then,
    );
  }

  /** An aborted wait is followed by nothing. */
  #when(waited: Promise<void>, then: () => void): void {
    waited.then(
      () => {
        then();
        this.#wake();
      },
      () => {},
    );
  }

  #newPace(everAnswered: boolean): Pace {
    const { maxInFlight, maxTries } = this.#settings;
    return new Pace(maxInFlight, maxTries, this.#services.random, everAnswered);
  }
}
