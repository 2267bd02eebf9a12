import type { Prompt, RowError } from '../core/data';
import { countTokensInWorker } from '../engine/token-counter';
import type { BattleRepository } from '../storage/battles';
import type { CallRepository } from '../storage/calls';
import type { WorkspaceRecord } from '../storage/database';
import type { VectorRepository } from '../storage/vectors';
import type { WorkspaceRepository } from '../storage/workspaces';
import { Analysis } from './analysis.svelte';
import { judgedFileName } from './battle-file';
import { Battles } from './battles.svelte';
import { CandidateFacts } from './candidate-facts.svelte';
import { CategoryProposals } from './category-proposals.svelte';
import { ClusterEdits, type ClusterState } from './cluster-state.svelte';
import { FileAnswers } from './file-answers.svelte';
import { History } from './history.svelte';
import { Intake } from './intake.svelte';
import type { Job } from './job.svelte';
import { Judging } from './judging.svelte';
import { LabelSuggestions } from './label-suggestions.svelte';
import { Labels } from './labels.svelte';
import { MapView } from './map-view.svelte';
import { NameProposals } from './name-proposals.svelte';
import { Pipeline } from './pipeline.svelte';
import type { Preferences } from './preferences.svelte';
import { promptGroups } from './prompt-groups';
import { PromptTags } from './prompt-tags.svelte';
import type { ProviderKeys } from './provider-keys.svelte';
import { RankingFigures } from './ranking-figures';
import { RankingState } from './ranking.svelte';
import { Selection } from './selection.svelte';
import { WorkspaceStore } from './workspace-store.svelte';

export interface WorkspaceServices {
  readonly repository: WorkspaceRepository;
  readonly vectors: VectorRepository;
  readonly battles: BattleRepository;
  readonly calls: CallRepository;
  readonly preferences: Preferences;
  readonly keys: ProviderKeys;
  report(error: unknown): void;
  onSaved(): void;
}

const CLUSTERS_STAGE = 'clusters';

/** One workspace: its prompts, what is computed from them, and the user's edits. */
export class Workspace {
  readonly history = new History(() => this.#mayChange());
  readonly intake: Intake;
  readonly analysis: Analysis;
  readonly pipeline: Pipeline;
  readonly clusters: ClusterEdits;
  readonly labels: Labels;
  readonly map: MapView;
  readonly tags = new PromptTags(this);
  readonly suggestions = new LabelSuggestions(this);
  readonly names = new NameProposals(this);
  readonly proposedCategories = new CategoryProposals(this);
  readonly judging: Judging;
  readonly battles: Battles;
  /** The answers that files of battles bring. */
  readonly fileAnswers: FileAnswers;
  readonly ranking: RankingState;
  readonly facts: CandidateFacts;
  readonly selection: Selection;
  /** Quality, judges and planning. */
  readonly figures: RankingFigures;
  readonly #store: WorkspaceStore;
  /** By what the rankings' prompts are grouped, as they were told. */
  #grouped: readonly unknown[] = [null, null, null];
  readonly #services: WorkspaceServices;

  constructor(record: WorkspaceRecord, services: WorkspaceServices) {
    this.#services = services;
    const { history } = this;
    const report = (error: unknown) => this.report(error);
    const store = new WorkspaceStore(record, services.repository, services.onSaved);
    this.#store = store;
    this.analysis = new Analysis({ ...services, store, history });
    this.clusters = new ClusterEdits(
      history,
      (state) => this.map.fitted(state),
      (state) => this.#keepClusters(state),
    );
    this.labels = new Labels(this, store);
    this.map = new MapView(this);
    this.battles = new Battles({
      store,
      repository: services.battles,
      history,
      onChange: () => this.ranking.battlesChanged(),
      report,
    });
    this.intake = new Intake({
      store,
      history,
      battles: this.battles,
      takeVectors: (given, preferred) => this.analysis.embedding.take(given, preferred),
      takeLabels: async (table) => void (await this.labels.takeInFile(table, true)),
      process: () => this.pipeline.run(),
      snapshot: () => {
        const { state } = this.clusters;
        return () => this.clusters.replace(state);
      },
      cancel: () => this.cancel(),
      attempt: (work) => this.#attempt(work),
    });
    this.ranking = new RankingState({
      store,
      history,
      battles: this.battles,
      groups: () => promptGroups(this),
      report,
    });
    this.figures = new RankingFigures({
      store,
      history,
      battles: this.battles,
      ranking: this.ranking,
      groups: () => promptGroups(this),
      report,
    });
    this.pipeline = new Pipeline(this, (work) => this.#attempt(work));
    this.facts = new CandidateFacts(this);
    this.selection = new Selection(store, this);
    this.judging = new Judging({
      store,
      history,
      calls: services.calls,
      keys: services.keys,
      prompts: () => this.prompts,
      report,
      countTokens: countTokensInWorker,
      battles: {
        heldBattles: (source, title) => this.battles.heldOf(judgedFileName(source, title)),
        receiveBattles: (source, title, battles, undoLabel) =>
          this.battles.receive(judgedFileName(source, title), battles, this.prompts, undoLabel),
      },
    });
    this.fileAnswers = new FileAnswers({
      ...{ store, battles: this.battles, prompts: () => this.prompts },
      answers: () => this.judging.answers,
      addAnswers: (answers, label) => this.judging.addAnswers(answers, label),
    });
  }

  get id(): string {
    return this.#store.record.id;
  }
  get name(): string {
    return this.#store.record.name;
  }
  get prompts(): readonly Prompt[] {
    return this.intake.contents.prompts;
  }
  /** Rows that the last import left out. */
  get rowErrors(): readonly RowError[] {
    return this.intake.contents.errors;
  }
  /** What the last import did, in words. */
  get importSummary(): string {
    return this.intake.contents.summary;
  }
  get readOnly(): boolean {
    return this.#store.readOnly;
  }
  get saving(): boolean {
    return this.#store.saving;
  }
  get jobs(): readonly Job[] {
    const { pipeline, labels, judging, battles, fileAnswers, ranking, figures } = this;
    const shared = [...pipeline.jobs, labels.job, judging.run.job];
    return [...shared, battles.job, fileAnswers.job, ranking.job, ...figures.jobs];
  }

  async load(): Promise<void> {
    await this.intake.load();
    await this.analysis.load();
    await this.analysis.embedding.take(this.intake.contents.given);
    this.clusters.replace((await this.#store.stage<ClusterState>(CLUSTERS_STAGE))?.result ?? null);
    await this.labels.load();
    // Before the rankings, which can be grouped by tags.
    await this.judging.load();
    await this.battles.load();
    await this.ranking.load();
    await this.figures.load();
    await this.selection.load();
    if (!this.intake.unembedded) void this.pipeline.run();
  }

  cancel(): void {
    this.intake.job.cancel();
    this.analysis.cancel();
    this.map.describeJob.cancel();
    this.labels.cancel();
    this.battles.job.cancel();
    this.fileAnswers.job.cancel();
    this.ranking.cancel();
    this.figures.cancel();
  }

  async rename(name: string): Promise<void> {
    await this.#store.rename(name);
  }

  get clusterCount(): number {
    return this.clusters.state?.clusters.length ?? 0;
  }
  get importing(): boolean {
    return this.intake.job.state === 'running';
  }
  becomeReadOnly(): void {
    this.#store.becomeReadOnly();
    // The tab that has the right now would make the same calls.
    this.judging.run.cancel();
  }

  report(error: unknown): void {
    this.#services.report(error);
  }

  close(): void {
    this.intake.close();
    this.analysis.close();
    this.map.close();
    this.labels.close();
    this.battles.job.cancel();
    this.fileAnswers.job.cancel();
    this.ranking.close();
    this.selection.close();
    this.figures.close();
    this.judging.close();
  }

  /** Tells the rankings what became of the prompts' clusters, categories and tags, where that changed. */
  settleGroups(): void {
    const now = [this.labels.categoryOf, this.clusters.state, this.tags.sources];
    if (now.every((part, i) => part === this.#grouped[i])) return;
    this.#grouped = now;
    this.ranking.groupsChanged();
    this.figures.groupsChanged();
  }

  /** False in a tab that may only look on, and the user is told so. */
  #mayChange(): boolean {
    try {
      this.#store.requireWritable();
      return true;
    } catch (error) {
      this.report(error);
      return false;
    }
  }

  #keepClusters(state: ClusterState | null): void {
    if (state) {
      void this.#attempt(async () => {
        await this.map.describe();
        this.settleGroups();
      });
    }
    void this.#attempt(() => this.#store.saveStage(CLUSTERS_STAGE, CLUSTERS_STAGE, state));
  }

  async #attempt(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.report(error);
    }
  }
}
