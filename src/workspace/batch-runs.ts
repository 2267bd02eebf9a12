import { TouchstoneError } from '../core/data';
import type { CallStore } from '../core/judging/call-store';
import type { RunProgress } from '../core/judging/run';
import { specId, type RunLog, type RunSpec } from '../core/judging/run-spec';
import type { QuirksOf } from '../llm/quirks';
import {
  batchFiles,
  checkBatch,
  openCalls,
  takeBatch,
  type BatchFile,
  type TakenBatch,
} from '../stages/batch-files';
import type { PlannedRun } from '../stages/plan-run';
import { storedProgress } from '../stages/stored-calls';
import type { JudgingChoices } from './judging-choices.svelte';
import type { Asked } from './run-results.svelte';
import type { RunPlans } from './run-plans';

export interface BatchServices {
  readonly plans: RunPlans;
  readonly choices: JudgingChoices;
  readonly calls: CallStore;
  readonly quirksOf: QuirksOf;
  /** @throws TouchstoneError `read-only`, `busy` */
  mayWrite(): void;
  /** A run that is not in the list yet. */
  newLog(spec: RunSpec): RunLog;
  /** Called when results of a run are stored. @param progress its account now */
  onRead(log: RunLog, planned: PlannedRun, progress: RunProgress, asked: Asked): Promise<void>;
}

/** Runs that a provider's batch engine makes: their calls as files out, their results as files in. */
export class BatchRuns {
  readonly #services: BatchServices;

  constructor(services: BatchServices) {
    this.#services = services;
  }

  /**
   * The calls of a run that no reply came to yet. The run is written down, so that its results can be
   * read in a later visit.
   * @throws TouchstoneError `no-calls`, `turn-by-turn`, `read-only`, `busy`, and of planning
   */
  async write(spec: RunSpec): Promise<readonly BatchFile[]> {
    const { plans, choices, calls: store, mayWrite, quirksOf } = this.#services;
    mayWrite();
    const planned = await plans.plan(spec);
    checkBatch(planned);
    const files = await batchFiles(planned.calls, store, quirksOf);
    if (files.length === 0) {
      throw new TouchstoneError(
        'no-calls',
        nothingLeft(await storedProgress(planned.calls, store)),
      );
    }
    choices.log({ ...this.#runOf(spec), batch: 'written', end: null, message: null });
    return files;
  }

  /** Takes a provider's results in. @throws TouchstoneError `no-batch`, and as `write` */
  read(spec: RunSpec, file: Blob, name: string): Promise<TakenBatch> {
    return this.#take(this.#runOf(spec), file, name);
  }

  /** The same into a run of the list. Throws as `read`, and `no-run`. */
  async readInto(id: string, file: Blob, name: string): Promise<TakenBatch> {
    return this.#take(this.#services.choices.runLog(id), file, name);
  }

  /** The batch that asks the same, as it may come back in several files; a new run where there is none. */
  #runOf(spec: RunSpec): RunLog {
    const id = specId(spec);
    const known = this.#services.choices.runs.find(
      (log) => log.batch !== undefined && specId(log.spec) === id,
    );
    return known ?? this.#services.newLog(spec);
  }

  async #take(log: RunLog, file: Blob, name: string): Promise<TakenBatch> {
    const { plans, choices, calls, mayWrite, onRead, quirksOf } = this.#services;
    mayWrite();
    const planned = await plans.plan(log.spec);
    const found = await takeBatch(planned.calls, file, name, calls, {
      ...{ run: log.id, at: Date.now(), quirksOf },
      priceOf: ({ provider, model }) => choices.priceOf(provider, model),
    });
    const progress = await storedProgress(planned.calls, calls);
    const isDone = (await openCalls(planned.calls, calls)).length === 0;
    const end = isDone ? 'complete' : null;
    const read = choices.log({ ...log, batch: 'read', end, progress, message: null });
    const keys = new Set(found.records.map(({ key }) => key));
    await onRead(read, planned, progress, { keys, unread: log.progress === null });
    return found;
  }
}

function nothingLeft({ answered, unparsed, failed }: RunProgress): string {
  const told = [
    `${answered} answered`,
    ...(unparsed > 0 ? [`${unparsed} without what was asked for`] : []),
    ...(failed > 0 ? [`${failed} refused`] : []),
  ];
  const advice =
    unparsed + failed > 0 ? ' What is not answered can be tried again among the failures.' : '';
  return `All of these calls have a reply already: ${told.join(', ')}.${advice}`;
}
