import { TouchstoneError, type Prompt } from '../core/data';
import type { BattleRecord } from '../core/formats/battle-record';
import type { Answer, AnswerBook } from '../core/judging/answer';
import type { Call, CallRecord, FailureKind } from '../core/judging/call';
import type { CallStore } from '../core/judging/call-store';
import { pilotSample } from '../core/judging/pilot-sample';
import { HUMAN_JUDGE, humanBattle, type HumanVerdict } from '../core/judging/human-verdicts';
import type { RunSummary } from '../core/judging/run';
import type { RunLog, RunSpec } from '../core/judging/run-spec';
import type { TokenCounter } from '../engine/token-counter';
import { importAnswers, type ImportedAnswers } from '../stages/import-answers';
import { makeRun, readRun } from '../stages/plan-run';
import type { PlannedRun, RunResult } from '../stages/plan-run';
import type { BattleSink } from './battle-sink';
import { BatchRuns } from './batch-runs';
import type { History } from './history.svelte';
import { HumanJudging } from './human-judging.svelte';
import { JudgingChoices } from './judging-choices.svelte';
import { ModelRun } from './model-run.svelte';
import type { ProviderKeys } from './provider-keys.svelte';
import { RunPlans } from './run-plans';
import { runnerServices, runSettings } from './runner-services';
import { ShownRun } from './shown-run.svelte';
import { StoredAnswers } from './stored-answers.svelte';
import { TagResults } from './tag-results.svelte';
import type { WorkspaceStore } from './workspace-store.svelte';

const PILOT_SEED = 1;

export interface JudgingServices {
  readonly store: WorkspaceStore;
  readonly calls: CallStore;
  readonly keys: ProviderKeys;
  readonly history: History;
  prompts(): readonly Prompt[];
  report(error: unknown): void;
  /** Tokens of answers, for their length in battles. */
  readonly countTokens: TokenCounter;
  /** Where battles go beside {@link Judging.battles}. */
  readonly battles?: BattleSink;
}

export interface StartOptions {
  /** Make only so many calls, drawn evenly: a pilot. */
  readonly pilot?: number;
  /** US dollars; the settings' cap otherwise. */
  readonly budgetUsd?: number;
  /** Failures to try again, and nothing else. */
  readonly retry?: { readonly kinds?: readonly FailureKind[]; readonly keys?: readonly string[] };
}

/** Answers, judgments and tags by models: plans, runs and their results. */
export class Judging {
  /** Settings, agreements and the log of runs. */
  readonly choices: JudgingChoices;
  /** The calls under way: progress, money, preview, failures; pause, resume, cancel. */
  readonly run = new ModelRun('Judging');
  /** Which run that is, or the last one opened. */
  readonly shown: ShownRun;
  /** Calls and cost of a run before it is made. */
  readonly plans: RunPlans;
  /** Runs that go as files to a provider's batch engine. */
  readonly batch: BatchRuns;
  readonly tags: TagResults;
  readonly human: HumanJudging;
  readonly #answers: StoredAnswers;
  #battles = $state.raw<ReadonlyMap<string, readonly BattleRecord[]>>(new Map());
  readonly #services: JudgingServices;
  /** Between the wish to make a run and its first call. */
  #starting = false;
  #closed = false;

  constructor(services: JudgingServices) {
    this.#services = services;
    this.choices = new JudgingChoices(services);
    this.#answers = new StoredAnswers(services);
    this.tags = new TagResults(services);
    this.human = new HumanJudging({
      ...services,
      handOver: (verdicts) => this.#handOver(verdicts),
    });
    this.plans = new RunPlans({
      ...services,
      choices: this.choices,
      answers: () => this.answers,
    });
    this.shown = new ShownRun(this.run, services.calls);
    this.batch = new BatchRuns({
      ...services,
      ...{ plans: this.plans, choices: this.choices },
      quirksOf: services.keys.sender.quirksOf,
      mayWrite: () => this.#mayWrite(),
      newLog: (spec) => this.#newLog(spec),
      onRead: async (log, planned, progress) => {
        await this.shown.showStored(log, planned, progress);
        await this.#read(log, planned);
      },
    });
  }

  async load(): Promise<void> {
    await this.#answers.load();
    await this.choices.load();
    await this.tags.load();
    await this.human.load();
  }

  get keys(): ProviderKeys {
    return this.#services.keys;
  }
  get answers(): AnswerBook {
    return this.#answers.book;
  }
  /** Battles of the judge runs that were made or opened in this visit, by run id. */
  get battles(): ReadonlyMap<string, readonly BattleRecord[]> {
    return this.#battles;
  }

  /** Answers of a file, joined to the prompts. @throws TouchstoneError of the reader */
  async importAnswers(file: Blob, name: string): Promise<ImportedAnswers> {
    this.#mayWrite();
    const found = await importAnswers(file, name, this.#services.prompts());
    if (found.answers.length > 0) await this.addAnswers(found.answers);
    return found;
  }

  /** Adds answers, in place of earlier ones of the same model and prompt; counts their tokens. */
  addAnswers(answers: Iterable<Answer>): Promise<void> {
    return this.#answers.add(answers);
  }

  /** Takes a model's answers away, undoably. */
  removeAnswers(model: string): void {
    this.#answers.removeModel(model);
  }

  /**
   * Makes a run's calls and reads its results. Resolves with how it ended, cancelled too.
   * @throws TouchstoneError `read-only`, `busy`, `not-agreed`, `price-unknown`, `unreachable`, `no-cors`, and of planning
   */
  start(spec: RunSpec, options: StartOptions = {}): Promise<RunLog> {
    return this.#make(this.#newLog(spec, options.budgetUsd), options);
  }

  /** Goes on with a run: what is stored is not asked again, failures only when named. Throws as `start`. */
  async resume(id: string, options: Omit<StartOptions, 'pilot'> = {}): Promise<RunLog> {
    const log = this.choices.runLog(id);
    // A cap that was raised since counts for the runs that stopped at it.
    const capUsd = Math.max(log.budgetUsd, this.choices.settings.budgetUsd);
    return this.#make({ ...log, budgetUsd: options.budgetUsd ?? capUsd }, options);
  }

  /** Reads a run's results and failures from what is stored, without a call. @throws TouchstoneError `no-run` */
  async open(id: string): Promise<RunResult> {
    const log = this.choices.runLog(id);
    const planned = await this.plans.plan(log.spec);
    await this.shown.showStored(log, planned);
    return this.#read(log, planned);
  }

  /** The stored reply about a prompt in a tag run; null where there is none. @throws TouchstoneError `no-run` */
  async replyAbout(run: string, promptId: string): Promise<CallRecord | null> {
    const { calls } = await this.plans.plan(this.choices.runLog(run).spec);
    const call = (calls as readonly Call[]).find(({ subject }) => subject.id === promptId);
    return call ? (await this.#services.calls.load([call.key]))[0] : null;
  }

  close(): void {
    this.#closed = true;
    this.run.cancel();
    this.human.close();
  }

  /** A person's verdicts, to where the judges' battles go. */
  async #handOver(verdicts: readonly HumanVerdict[]): Promise<void> {
    const { prompts, battles } = this.#services;
    const texts = {
      prompts: new Map(prompts().map((prompt) => [prompt.id, prompt])),
      answers: this.answers,
    };
    const { bigWinWeight } = this.choices.settings;
    const made = verdicts.map((verdict) => humanBattle(verdict, texts, bigWinWeight));
    await battles?.receiveBattles(HUMAN_JUDGE, 'By hand', made);
  }

  #newLog(spec: RunSpec, budgetUsd = this.choices.settings.budgetUsd): RunLog {
    const plain = $state.snapshot(spec) as RunSpec;
    const ended = { end: null, progress: null, message: null };
    return { id: crypto.randomUUID(), spec: plain, budgetUsd, started: Date.now(), ...ended };
  }

  #mayWrite(): void {
    this.#services.store.requireWritable();
    if (this.run.running || this.#starting) {
      throw new TouchstoneError('busy', 'A run is under way. Wait for it, or cancel it first.');
    }
  }

  async #make(given: RunLog, { pilot, retry }: StartOptions): Promise<RunLog> {
    this.#mayWrite();
    this.#starting = true;
    try {
      // Failures of a pilot are tried again as the pilot's.
      const log = { ...given, pilot: retry ? (given.pilot ?? null) : (pilot ?? null) };
      const planned = await this.plans.plan(log.spec);
      this.choices.checkCalls(planned.calls);
      for (const id of new Set(planned.calls.map(({ provider }) => provider.id))) {
        await this.#services.keys.checkReached(id);
      }
      const chosen =
        pilot === undefined ? null : pilotSample<Call>(planned.calls, pilot, PILOT_SEED);
      await this.shown.show(log, planned);
      if (this.#closed) throw new DOMException('The workspace was closed', 'AbortError');
      this.choices.log({ ...log, end: null, message: null });
      const services = runnerServices(planned.calls, this.#services, this.choices);
      const settings = runSettings(log, retry, this.choices.settings);
      const made = this.run.run((control) =>
        makeRun(planned, chosen, services, settings, control)
          // Before the run counts as ended: a reload in between would leave its results unread.
          .finally(async () => {
            await this.shown.show(log, planned);
            await this.#read(log, planned);
          }),
      );
      this.#starting = false;
      return await this.#ended(log, made, retry ? given.end : null);
    } finally {
      this.#starting = false;
    }
  }

  /** @param before how the run had ended, where only failures are tried again: the rest stays open */
  async #ended(log: RunLog, made: Promise<RunSummary>, before: RunLog['end']): Promise<RunLog> {
    try {
      const { end, progress, failure } = await made;
      const open = progress.left > 0 && end === 'complete';
      const message = failure?.message ?? null;
      return this.choices.log({ ...log, end: open ? before : end, progress, message });
    } catch (error) {
      const cancelled = error instanceof DOMException && error.name === 'AbortError';
      const message = cancelled ? null : (error as Error).message;
      const { progress } = this.run;
      const end = cancelled ? 'cancelled' : 'failed';
      const logged = this.choices.log({ ...log, end, progress, message });
      if (!cancelled) throw error;
      return logged;
    }
  }

  async #read(log: RunLog, planned: PlannedRun): Promise<RunResult> {
    const { bigWinWeight } = this.choices.settings;
    const result = await readRun(planned, this.#services.calls, bigWinWeight);
    const { spec, id } = log;
    if (result.kind === 'answer') await this.addAnswers(result.answers);
    else if (result.kind === 'tag' && spec.kind === 'tag') {
      await this.tags.keep(id, spec, result.tagged);
    } else if (result.kind === 'judge' && spec.kind === 'judge') {
      const { battles } = result.judged;
      const judges = spec.judges.map(({ name }) => name).join(', ');
      this.#battles = new Map(this.#battles).set(id, battles);
      await this.#services.battles?.receiveBattles(id, `Judged by ${judges}`, battles);
    }
    return result;
  }
}
