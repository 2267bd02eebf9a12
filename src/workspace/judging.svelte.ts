import { TouchstoneError, type Prompt } from '../core/data';
import type { Answer, AnswerBook } from '../core/judging/answer';
import { firstOfEachModel, type Call, type FailureKind } from '../core/judging/call';
import type { CallStore } from '../core/judging/call-store';
import { HUMAN_JUDGE, humanBattle, type HumanVerdict } from '../core/judging/human-verdicts';
import type { RunSummary } from '../core/judging/run';
import type { Again, RunLog, RunSpec } from '../core/judging/run-spec';
import type { TokenCounter } from '../engine/token-counter';
import { importAnswers, type ImportedAnswers } from '../stages/import-answers';
import { AskedAgain } from '../stages/asked-again';
import { chosenCalls } from '../stages/chosen-calls';
import { makeRun } from '../stages/plan-run';
import { HUMAN_TITLE } from './battle-file';
import type { BattleSink } from './battle-sink';
import { BatchRuns } from './batch-runs';
import type { History } from './history.svelte';
import { HumanJudging } from './human-judging.svelte';
import { JudgingChoices } from './judging-choices.svelte';
import { JudgingFiles } from './judging-files';
import { ModelRun } from './model-run.svelte';
import type { ProviderKeys } from './provider-keys.svelte';
import { brokenLog, endedLog } from './run-end';
import { RunPlans } from './run-plans';
import { RunResults } from './run-results.svelte';
import { runnerServices, runSettings } from './runner-services';
import { ShownRun } from './shown-run.svelte';
import { StoredAnswers } from './stored-answers.svelte';
import { TagResults } from './tag-results.svelte';
import type { WorkspaceStore } from './workspace-store.svelte';

export interface JudgingServices {
  readonly store: WorkspaceStore;
  readonly calls: CallStore;
  readonly keys: ProviderKeys;
  readonly history: History;
  prompts(): readonly Prompt[];
  report(error: unknown): void;
  /** Tokens of answers, for their length in battles. */
  readonly countTokens: TokenCounter;
  /** Where battles go. */
  readonly battles?: BattleSink;
}

export interface StartOptions {
  /** Make only so many calls, drawn evenly: a pilot. */
  readonly pilot?: number;
  /** US dollars; the settings' cap otherwise. */
  readonly budgetUsd?: number;
  /** Answered calls to ask again, and nothing else; an earlier answer stays where none comes. */
  readonly again?: Again;
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
  /** Its results: what is in use, and what could be. */
  readonly results: RunResults;
  /** Calls and cost of a run before it is made. */
  readonly plans: RunPlans;
  /** Runs that go as files to a provider's batch engine. */
  readonly batch: BatchRuns;
  /** Answers, and what runs brought, as files. */
  readonly files: JudgingFiles;
  readonly tags: TagResults;
  readonly human: HumanJudging;
  readonly #answers: StoredAnswers;
  readonly #services: JudgingServices;
  /** Between the wish to make a run and its first call. */
  #starting = false;
  #closed = false;

  constructor(services: JudgingServices) {
    this.#services = services;
    this.choices = new JudgingChoices(services);
    this.#answers = new StoredAnswers({
      ...services,
      onChange: () => this.human.answersChanged(),
    });
    this.tags = new TagResults(services);
    this.human = new HumanJudging({
      ...services,
      answers: () => this.answers,
      handOver: (verdicts) => this.#handOver(verdicts),
    });
    this.plans = new RunPlans({
      ...services,
      choices: this.choices,
      answers: () => this.answers,
    });
    this.results = new RunResults({
      ...services,
      ...{ answers: this.#answers, tags: this.tags },
      bigWinWeight: () => this.choices.settings.bigWinWeight,
    });
    this.files = new JudgingFiles({
      ...services,
      plans: this.plans,
      answers: () => this.answers,
      bigWinWeight: () => this.choices.settings.bigWinWeight,
    });
    this.shown = new ShownRun(this.run, services.calls);
    this.batch = new BatchRuns({
      ...services,
      ...{ plans: this.plans, choices: this.choices },
      quirksOf: services.keys.sender.quirksOf,
      mayWrite: () => this.#mayWrite(),
      newLog: (spec) => this.#newLog(spec),
      onRead: async (log, planned, progress, asked) => {
        await this.shown.showStored(log, planned, progress);
        await this.results.take(log, planned, asked);
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

  /** Answers of a file, joined to the prompts. @throws TouchstoneError of the reader */
  async importAnswers(file: Blob, name: string): Promise<ImportedAnswers> {
    this.#mayWrite();
    const found = await importAnswers(file, name, this.#services.prompts());
    await this.addAnswers(found.answers, `Answers of ${name}`);
    return found;
  }

  /** Adds answers, in place of earlier ones of the same model and prompt, undoably; counts their tokens. */
  addAnswers(answers: Iterable<Answer>, label = 'Add answers'): Promise<void> {
    return this.#answers.add(answers, label);
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
    const { again } = options;
    const log = this.#newLog(spec, options.budgetUsd);
    return this.#make(again ? { ...log, again } : log, options);
  }

  /**
   * Goes on with a run under its own cap, or the one given here: what is stored is not asked again,
   * failures only when named. Throws as `start`.
   */
  async resume(id: string, options: Omit<StartOptions, 'pilot' | 'again'> = {}): Promise<RunLog> {
    const log = this.choices.runLog(id);
    return this.#make({ ...log, budgetUsd: options.budgetUsd ?? log.budgetUsd }, options);
  }

  /** Shows a run's replies, failures and {@link results}, and changes nothing. @throws TouchstoneError `no-run` */
  async open(id: string): Promise<void> {
    const log = this.choices.runLog(id);
    const planned = await this.plans.plan(log.spec);
    await this.shown.showStored(log, planned);
    await this.results.look(log, planned);
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
    await battles?.receiveBattles(HUMAN_JUDGE, HUMAN_TITLE, made);
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
      for (const { provider } of firstOfEachModel<Call>(planned.calls)) {
        this.#services.keys.checkUnlocked(provider.id);
        await this.#services.keys.checkReached(provider.id);
      }
      // Of a run that asks calls again, too, failures are tried again like those of any other.
      const again = retry ? undefined : log.again;
      const chosen = await chosenCalls(planned, this.#services.calls, again, pilot);
      await this.shown.show(log, planned);
      if (this.#closed) throw new DOMException('The workspace was closed', 'AbortError');
      const isNew = this.choices.runs.every(({ id }) => id !== log.id);
      this.choices.log({ ...log, end: null, message: null });
      const { keys, calls: stored } = this.#services;
      const calls = again ? new AskedAgain(stored, log.id) : stored;
      const services = runnerServices(planned.calls, { keys, calls }, this.choices);
      const settings = {
        ...runSettings(log, retry, this.choices.settings),
        spentUsd: await this.plans.spentBeside(given, planned),
      };
      const made = this.run.run((control) =>
        makeRun(planned, chosen, services, settings, control)
          // Before the run counts as ended: a reload in between would leave its results unread.
          .finally(async () => {
            await this.shown.show(log, planned);
            const all = chosen && new Set(chosen.map(({ key }) => key));
            await this.results.take(given, planned, {
              keys: isNew && !again ? all : this.run.made,
              unread: !isNew && given.end === null,
            });
          }),
      );
      this.#starting = false;
      return await this.#ended(log, made, retry ? given.end : null);
    } finally {
      this.#starting = false;
    }
  }

  async #ended(log: RunLog, made: Promise<RunSummary>, before: RunLog['end']): Promise<RunLog> {
    try {
      return this.choices.log(endedLog(log, await made, before));
    } catch (error) {
      const logged = this.choices.log(brokenLog(log, error, this.run.progress));
      if (logged.end === 'failed') throw error;
      return logged;
    }
  }
}
