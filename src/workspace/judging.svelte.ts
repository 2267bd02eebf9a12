import { TouchstoneError, type Prompt } from '../core/data';
import type { BattleRecord } from '../core/formats/battle-record';
import type { Answer, AnswerBook } from '../core/judging/answer';
import type { Call, FailureKind } from '../core/judging/call';
import type { CallStore } from '../core/judging/call-store';
import type { CostEstimate } from '../core/judging/cost-estimate';
import { callDelimiter } from '../core/judging/delimiter';
import { disclosuresOf, type Disclosure } from '../core/judging/disclosure';
import { pilotSample } from '../core/judging/human-check';
import { masker } from '../core/judging/masking';
import type { RunSettings } from '../core/judging/run';
import type { RunLog, RunSpec } from '../core/judging/run-spec';
import { seededRandom } from '../core/random';
import type { TokenCounter } from '../engine/token-counter';
import type { BatchImport } from '../llm/batch-file';
import { systemClock } from '../llm/clock';
import { importAnswers, type ImportedAnswers } from '../stages/import-answers';
import { batchFiles, takeBatch } from '../stages/batch-files';
import { estimateCalls, makeRun, planRun, readRun } from '../stages/plan-run';
import type { PlannedRun, RunResult } from '../stages/plan-run';
import { storedRecords } from '../stages/run-calls';
import type { BattleSink } from './battle-sink';
import type { History } from './history.svelte';
import { HumanJudging } from './human-judging.svelte';
import { JudgingChoices } from './judging-choices.svelte';
import { ModelRun } from './model-run.svelte';
import type { ProviderKeys } from './provider-keys.svelte';
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
  /** Failures to try again. */
  readonly retry?: { readonly kinds?: readonly FailureKind[]; readonly keys?: readonly string[] };
}

/** Answers, judgments and tags by models: plans, runs and their results. */
export class Judging {
  /** Settings, agreements and the log of runs. */
  readonly choices: JudgingChoices;
  /** The calls under way: progress, money, preview, failures; pause, resume, cancel. */
  readonly run = new ModelRun('Judging');
  readonly tags: TagResults;
  readonly human: HumanJudging;
  readonly #answers: StoredAnswers;
  #battles = $state.raw<ReadonlyMap<string, readonly BattleRecord[]>>(new Map());
  #activeRun = $state<string | null>(null);
  #planned: { readonly inputs: readonly unknown[]; readonly run: PlannedRun } | null = null;
  readonly #services: JudgingServices;

  constructor(services: JudgingServices) {
    this.#services = services;
    this.choices = new JudgingChoices(services);
    this.#answers = new StoredAnswers(services.store, services.countTokens);
    this.tags = new TagResults(services);
    this.human = new HumanJudging(services.store, services.history);
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
  /** Id of the run under way, or of the last one made or opened. */
  get activeRun(): string | null {
    return this.#activeRun;
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

  removeAnswers(model: string): Promise<void> {
    return this.#answers.removeModel(model);
  }

  /** The calls of a run. The last plan is kept, as hashing it again takes a while. */
  async plan(spec: RunSpec): Promise<PlannedRun> {
    const { keys, prompts } = this.#services;
    const { secret, settings } = this.choices;
    const inputs = [JSON.stringify([spec, settings.mask]), prompts(), this.answers];
    const held = this.#planned;
    if (held?.inputs.every((input, i) => input === inputs[i])) return held.run;
    const run = await planRun(spec, {
      prompts: prompts(),
      answers: this.answers,
      provider: (id) => keys.provider(id),
      codeOf: (callKey) => callDelimiter(secret, callKey),
      mask: masker(settings.mask),
    });
    this.#planned = { inputs, run };
    return run;
  }

  /** Calls, tokens and money before anything is sent. @param replyTokens mean of a pilot's replies */
  async estimate(spec: RunSpec, replyTokens?: number): Promise<CostEstimate> {
    const { calls } = await this.plan(spec);
    const priceOf = ({ provider, model }: Call) => this.choices.priceOf(provider, model);
    return estimateCalls(calls, priceOf, replyTokens);
  }

  /** What would go to providers that the user has not agreed to yet. */
  async disclosures(spec: RunSpec): Promise<Disclosure[]> {
    const { calls } = await this.plan(spec);
    return disclosuresOf(calls, this.choices.agreed);
  }

  /**
   * Makes a run's calls and reads its results. Resolves with how it ended, cancelled too.
   * @throws TouchstoneError `read-only`, `busy`, `not-agreed`, `price-unknown`, and of planning
   */
  start(spec: RunSpec, options: StartOptions = {}): Promise<RunLog> {
    return this.#make(this.#newLog(spec, options.budgetUsd), options);
  }

  /** Goes on with a run: what is stored is not asked again, failures only when named. Throws as `start`. */
  async resume(id: string, options: Omit<StartOptions, 'pilot'> = {}): Promise<RunLog> {
    const log = this.choices.runLog(id);
    return this.#make({ ...log, budgetUsd: options.budgetUsd ?? log.budgetUsd }, options);
  }

  /** Reads a run's results and failures from what is stored, without a call. @throws TouchstoneError `no-run` */
  async open(id: string): Promise<RunResult> {
    const log = this.choices.runLog(id);
    const planned = await this.plan(log.spec);
    await this.#show(log, planned);
    return this.#read(log, planned);
  }

  /** A run's calls as the lines of its providers' batch files, by provider id. */
  async batchFiles(spec: RunSpec): Promise<ReadonlyMap<string, Blob>> {
    return batchFiles((await this.plan(spec)).calls);
  }

  /** Takes a provider's batch results in as a run. @throws TouchstoneError `no-batch` */
  async readBatch(spec: RunSpec, file: Blob, name: string): Promise<BatchImport> {
    this.#mayWrite();
    const planned = await this.plan(spec);
    const log = this.#newLog(spec);
    const found = await takeBatch(planned.calls, file, name, this.#services.calls, {
      ...{ run: log.id, at: Date.now() },
      priceOf: ({ provider, model }) =>
        this.choices.priceOf(provider, model) ?? { inputUsd: 0, outputUsd: 0 },
    });
    this.choices.log({ ...log, end: 'complete' });
    await this.#show(log, planned);
    await this.#read(log, planned);
    return found;
  }

  close(): void {
    this.run.cancel();
  }

  #newLog(spec: RunSpec, budgetUsd = this.choices.settings.budgetUsd): RunLog {
    const plain = $state.snapshot(spec) as RunSpec;
    const ended = { end: null, progress: null, message: null };
    return { id: crypto.randomUUID(), spec: plain, budgetUsd, started: Date.now(), ...ended };
  }

  #mayWrite(): void {
    this.#services.store.requireWritable();
    if (this.run.running) {
      throw new TouchstoneError('busy', 'A run is under way. Wait for it, or cancel it first.');
    }
  }

  async #make(log: RunLog, { pilot, retry }: StartOptions): Promise<RunLog> {
    this.#mayWrite();
    const planned = await this.plan(log.spec);
    this.choices.checkCalls(planned.calls);
    const { calls: store, keys } = this.#services;
    const chosen = pilot === undefined ? null : pilotSample<Call>(planned.calls, pilot, PILOT_SEED);
    const { maxInFlight, maxTries, timeoutMs } = this.choices.settings;
    const settings: RunSettings = {
      ...{ maxInFlight, maxTries, timeoutMs, run: log.id, budgetUsd: log.budgetUsd },
      retry: { kinds: retry?.kinds ?? [], keys: retry?.keys ?? [] },
    };
    const services = {
      ...{ store, send: keys.sender.send, clock: systemClock },
      random: seededRandom(Date.now()),
      priceOf: ({ provider, model }: Call) => this.choices.priceOf(provider, model)!,
    };
    await this.#show(log, planned);
    this.choices.log({ ...log, end: null, message: null });
    try {
      const { end, progress, failure } = await this.run.run((control) =>
        makeRun(planned, chosen, services, settings, control),
      );
      return this.choices.log({ ...log, end, progress, message: failure?.message ?? null });
    } catch (error) {
      const cancelled = error instanceof DOMException && error.name === 'AbortError';
      const message = cancelled ? null : (error as Error).message;
      const { progress } = this.run;
      const end = cancelled ? 'cancelled' : 'stopped';
      const logged = this.choices.log({ ...log, end, progress, message });
      if (!cancelled) throw error;
      return logged;
    } finally {
      await this.#show(log, planned);
      await this.#read(log, planned);
    }
  }

  /** The run's failures, of this and earlier goes, into the inbox. */
  async #show(log: RunLog, { calls }: PlannedRun): Promise<void> {
    this.#activeRun = log.id;
    await this.run.showFailures(storedRecords<Call>(calls, this.#services.calls));
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
