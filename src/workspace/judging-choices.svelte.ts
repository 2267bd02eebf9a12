import { TouchstoneError } from '../core/data';
import { firstOfEachModel, type Call, type Provider } from '../core/judging/call';
import type { JudgeTemplate } from '../core/judging/judge-template';
import { JUDGE_TEMPLATES } from '../core/judging/judge-templates';
import { priceOfModel, type ListedPrice } from '../core/judging/price-table';
import type { ModelChoice, RunLog, TagQuestion, WordedTask } from '../core/judging/run-spec';
import { isLocal } from '../llm/providers';
import type { History } from './history.svelte';
import { completed, freshJudging } from './judging-state';
import type { JudgingSettings, JudgingState } from './judging-state';
import type { WorkspaceStore } from './workspace-store.svelte';

const STAGE = 'judging';

interface ChoicesServices {
  readonly store: WorkspaceStore;
  readonly history: History;
  report(error: unknown): void;
}

/** The settings of a workspace's judging, the providers agreed to, and the log of its runs. */
export class JudgingChoices {
  #state = $state.raw<JudgingState>(freshJudging());
  readonly #services: ChoicesServices;

  constructor(services: ChoicesServices) {
    this.#services = services;
  }

  async load(): Promise<void> {
    const stored = await this.#services.store.stage<JudgingState>(STAGE);
    this.#state = completed(stored?.result);
    if (!stored) this.#keep(this.#state);
  }

  get settings(): JudgingSettings {
    return this.#state.settings;
  }
  /** Those that come with the app, and the user's. */
  get templates(): readonly JudgeTemplate[] {
    return [...JUDGE_TEMPLATES, ...this.settings.templates];
  }
  /** Newest first. A run that has not ended complete can be resumed. */
  get runs(): readonly RunLog[] {
    return this.#state.runs;
  }
  /** The model that judged or tagged last, else that answered; null before any run. */
  get lastModel(): ModelChoice | null {
    const spec = (this.runs.find(({ spec: { kind } }) => kind !== 'answer') ?? this.runs[0])?.spec;
    if (!spec) return null;
    if (spec.kind === 'tag') return spec.tagger;
    const [{ provider, model, parameters }] =
      spec.kind === 'judge' ? spec.judges : spec.contestants;
    return { provider, model, parameters };
  }
  /** From which the markers of calls are drawn. */
  get secret(): string {
    return this.#state.secret;
  }
  /** Ids of the providers that the user agreed to send prompts to. */
  get agreed(): readonly string[] {
    return this.#state.agreed;
  }

  /** A question about prompts as the user words it. */
  question(task: 'criteria' | WordedTask): TagQuestion {
    const { criteria, tagTexts } = this.settings;
    if (task === 'criteria') return { task, criteria };
    const system = tagTexts[task];
    return { task, ...(system !== undefined && { system }) };
  }

  /** Changes settings, undoably. */
  edit(label: string, patch: Partial<JudgingSettings>): void {
    const before = this.settings;
    const after = { ...before, ...$state.snapshot(patch) } as JudgingSettings;
    const set = (settings: JudgingSettings) => this.#keep({ ...this.#state, settings });
    this.#services.history.run({ label, redo: () => set(after), undo: () => set(before) });
  }

  /** The user agrees that prompts go to a provider. */
  agree(provider: string): void {
    const { agreed } = this.#state;
    if (!agreed.includes(provider)) this.#keep({ ...this.#state, agreed: [...agreed, provider] });
  }

  /** @throws TouchstoneError `no-run` */
  runLog(id: string): RunLog {
    const log = this.runs.find((each) => each.id === id);
    if (log) return log;
    throw new TouchstoneError('no-run', 'That run is no longer there.');
  }

  /** Writes a run down, first in the list. */
  log(log: RunLog): RunLog {
    const others = this.runs.filter(({ id }) => id !== log.id);
    this.#keep({ ...this.#state, runs: [log, ...others] });
    return log;
  }

  /** Takes a run off the list, undoably; its calls stay stored, so that the same ones cost nothing again. */
  removeRun(id: string): void {
    const at = this.runs.findIndex((each) => each.id === id);
    if (at < 0) return;
    const log = this.runs[at];
    const show = (runs: readonly RunLog[]) => this.#keep({ ...this.#state, runs });
    this.#services.history.run({
      label: 'Take a run off the list',
      redo: () => show(this.runs.filter((each) => each.id !== id)),
      undo: () => show(this.runs.toSpliced(at, 0, log)),
    });
  }

  /** The user's price, else the listed one; 0 for a model on this machine; null where unknown. */
  priceOf({ baseUrl }: Provider, model: string): ListedPrice | null {
    const { prices } = this.settings;
    const free = { model, inputUsd: 0, outputUsd: 0, contextTokens: null, asOf: '' };
    const own = prices.find((each) => each.model === model);
    return own ?? (isLocal(baseUrl) ? free : priceOfModel(model, prices));
  }

  /** Refuses calls that may not be made yet. @throws TouchstoneError `not-agreed`, `price-unknown` */
  checkCalls(calls: readonly Call[]): void {
    const unpriced = new Set<string>();
    for (const { provider, model } of firstOfEachModel(calls)) {
      if (!this.agreed.includes(provider.id)) {
        throw new TouchstoneError(
          'not-agreed',
          `The first call to ${provider.name} needs your agreement that these prompts go there: see the calls and cost of this run under “Run”.`,
        );
      }
      if (this.priceOf(provider, model) === null) unpriced.add(model);
    }
    if (unpriced.size === 0) return;
    throw new TouchstoneError(
      'price-unknown',
      `The price of ${[...unpriced].join(', ')} is not known, so that the cap can't hold. Enter it in Settings (0 where it costs nothing).`,
    );
  }

  #keep(state: JudgingState): void {
    this.#state = state;
    const { store, report } = this.#services;
    store.saveStage(STAGE, STAGE, state).catch(report);
  }
}
