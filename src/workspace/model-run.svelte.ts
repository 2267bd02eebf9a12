import type { OnProgress } from '../core/data';
import type { Call, CallRecord, FailureKind } from '../core/judging/call';
import type { RunProgress, RunSettings, RunSummary } from '../core/judging/run';
import type { CallRunner, RunnerServices } from '../llm/runner';
import { runCalls, type RunControl } from '../stages/run-calls';
import { Job } from './job.svelte';

/** Records that the preview of a finished run shows. */
const PREVIEWED = 60;
/** Records that the live preview shows, newest first, and how often: nobody reads faster. */
const PREVIEWED_LIVE = 20;
const PREVIEW_REFRESH_MS = 1000;
const REFRESH_MS = 200;
/** Failures that are listed; further ones are only counted. */
const MAX_LISTED_FAILURES = 1000;

export type FailureCounts = Readonly<Record<FailureKind, number>>;
const NO_FAILURES: FailureCounts = { transport: 0, refusal: 0, unparsable: 0 };

/** The visible side of calls being made: progress, money, preview and failures. One run at a time. */
export class ModelRun {
  readonly job: Job;
  #progress = $state.raw<RunProgress | null>(null);
  #preview = $state.raw<readonly CallRecord[]>([]);
  #failures = $state.raw<readonly CallRecord[]>([]);
  #failureCounts = $state.raw<FailureCounts>(NO_FAILURES);
  #runner: CallRunner | null = null;
  #pending: { progress: RunProgress | null; records: CallRecord[] } = {
    progress: null,
    records: [],
  };
  #timer: ReturnType<typeof setTimeout> | null = null;
  #report: OnProgress | null = null;
  #newest: readonly CallRecord[] = [];
  readonly #made = new Set<string>();
  #previewedAt = -Infinity;

  constructor(title: string) {
    this.job = new Job(title, 'calls');
  }

  get progress(): RunProgress | null {
    return this.#progress;
  }
  /** The last records, newest first, with the raw replies. */
  get preview(): readonly CallRecord[] {
    return this.#preview;
  }
  /** The inbox: failed, refused and unparsed calls of this run and of earlier goes at it. */
  get failures(): readonly CallRecord[] {
    return this.#failures;
  }
  get failureCounts(): FailureCounts {
    return this.#failureCounts;
  }
  /** Keys of the calls that this go made: what of a run is new. */
  get made(): ReadonlySet<string> {
    return this.#made;
  }
  get running(): boolean {
    return this.job.state === 'running';
  }
  get paused(): boolean {
    return this.#progress?.paused ?? false;
  }

  /** Starts no further call until `resume`; those in flight end. */
  pause(): void {
    this.#runner?.pause();
  }
  resume(): void {
    this.#runner?.resume();
  }
  /** Breaks off at once. What has come is stored. */
  cancel(): void {
    this.job.cancel();
  }

  /** Runs stages that make calls, one after another, under this display. */
  run<T>(work: (control: RunControl) => Promise<T>): Promise<T> {
    return this.job
      .run(async ({ signal, onProgress }) => {
        this.#preview = this.#newest = [];
        this.#made.clear();
        this.#progress = null;
        this.#report = onProgress;
        const control: RunControl = {
          signal,
          onStart: (runner) => {
            // The rounds of one run are paused together.
            if (this.#runner && this.paused) runner.pause();
            this.#runner = runner;
          },
          onProgress: (progress) => {
            this.#pending.progress = progress;
            this.#schedule();
          },
          onRecords: (records) => {
            this.#pending.records.push(...records);
            for (const { key } of records) this.#made.add(key);
            this.#schedule();
          },
        };
        // Shown before the job ends, which takes no progress afterwards.
        return work(control).finally(() => {
          this.#previewedAt = -Infinity;
          this.#flush();
        });
      })
      .finally(() => {
        this.#runner = null;
        this.#report = null;
      });
  }

  makeCalls(
    calls: readonly Call[],
    services: RunnerServices,
    settings: RunSettings,
  ): Promise<RunSummary> {
    return this.run((control) => runCalls(calls, services, settings, control));
  }

  /** Shows the account of a run that is not under way. */
  showProgress(progress: RunProgress): void {
    this.#progress = progress;
  }

  /** Fills the inbox, and on request the preview, from the stored records of a run's calls. */
  async showStored(
    records: AsyncIterable<{ readonly record: CallRecord }>,
    preview = false,
  ): Promise<void> {
    const failures: CallRecord[] = [];
    const counts = { ...NO_FAILURES };
    const replies: CallRecord[] = [];
    for await (const { record } of records) {
      if (preview && record.status !== 'failed' && replies.length < PREVIEWED) replies.push(record);
      if (!record.failure) continue;
      counts[record.failure.kind]++;
      if (failures.length < MAX_LISTED_FAILURES) failures.push(record);
    }
    // What waits to be shown is stored already, and would be listed twice.
    this.#flush();
    this.#failures = failures;
    this.#failureCounts = counts;
    if (preview) this.#preview = replies;
  }

  #schedule(): void {
    this.#timer ??= setTimeout(() => this.#flush(), REFRESH_MS);
  }

  #flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const { progress, records } = this.#pending;
    this.#pending = { progress: null, records: [] };
    if (progress) {
      const { planned, left } = progress;
      this.#progress = progress;
      this.#report?.({ done: planned - left, total: planned });
    }
    if (records.length > 0) {
      this.#newest = [...records.toReversed(), ...this.#newest].slice(0, PREVIEWED_LIVE);
    }
    const now = performance.now();
    if (this.#preview !== this.#newest && now - this.#previewedAt >= PREVIEW_REFRESH_MS) {
      this.#previewedAt = now;
      this.#preview = this.#newest;
    }
    this.#listFailures(records);
  }

  /** The inbox after further records: a call that was tried again stands in it once, or no more. */
  #listFailures(records: readonly CallRecord[]): void {
    const renewed = new Set(records.map(({ key }) => key));
    const left = this.#failures.filter(({ key }) => renewed.has(key));
    const come = records.filter(({ failure }) => failure !== null);
    if (left.length + come.length === 0) return;
    const counts = { ...this.#failureCounts };
    for (const { failure } of left) if (failure) counts[failure.kind]--;
    for (const { failure } of come) if (failure) counts[failure.kind]++;
    const kept = this.#failures.filter(({ key }) => !renewed.has(key));
    this.#failureCounts = counts;
    this.#failures = [...come, ...kept].slice(0, MAX_LISTED_FAILURES);
  }
}
