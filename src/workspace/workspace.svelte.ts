import type { Prompt, RowError, Vectors } from '../core/data';
import type { WorkspaceRecord } from '../storage/database';
import type { VectorRepository } from '../storage/vectors';
import type { WorkspaceRepository } from '../storage/workspaces';
import { addFiles } from '../stages/add-files';
import type { ImportFile } from '../stages/import-prompts';
import { sampleBattles } from '../stages/sample-battles';
import type { PromptGroup } from '../core/ranking/battle-filter';
import type { BattleRepository } from '../storage/battles';
import { Analysis } from './analysis.svelte';
import { Battles, type BattleSource } from './battles.svelte';
import { ClusterEdits, type ClusterState } from './cluster-state.svelte';
import { History } from './history.svelte';
import { Job } from './job.svelte';
import { MapView } from './map-view.svelte';
import type { Preferences } from './preferences.svelte';
import { RankingFigures } from './ranking-figures';
import { RankingState } from './ranking.svelte';
import { WorkspaceStore } from './workspace-store.svelte';

export interface WorkspaceServices {
  readonly repository: WorkspaceRepository;
  readonly vectors: VectorRepository;
  readonly battles: BattleRepository;
  readonly preferences: Preferences;
  report(error: unknown): void;
  onSaved(): void;
}

const CLUSTERS_STAGE = 'clusters';
const GIVEN_VECTORS_STAGE = 'given-vectors';
const UNEMBEDDED_STAGE = 'unembedded';

/** One workspace: its prompts, what is computed from them, and the user's edits. */
export class Workspace {
  readonly history = new History();
  readonly analysis: Analysis;
  readonly clusters: ClusterEdits;
  readonly map: MapView;
  readonly battles: Battles;
  readonly ranking: RankingState;
  /** Quality, judges and planning. */
  readonly figures: RankingFigures;
  readonly importJob = new Job('Import');
  readonly #store: WorkspaceStore;
  #prompts = $state.raw<readonly Prompt[]>([]);
  #rowErrors = $state.raw<readonly RowError[]>([]);
  /** What the last import did, in words. */
  #importSummary = $state('');
  #given: Vectors | null = null;
  /** The prompts came with battles, and the user has not asked for a map of them. */
  #unembedded = $state(false);
  /** Leaderboards that were dropped and wait for the Quality tab. */
  #leaderboards = $state.raw<readonly File[]>([]);
  readonly #services: WorkspaceServices;

  constructor(record: WorkspaceRecord, services: WorkspaceServices) {
    this.#services = services;
    this.#store = new WorkspaceStore(record, services.repository, services.onSaved);
    this.analysis = new Analysis({ store: this.#store, ...services });
    this.clusters = new ClusterEdits(this.history, (state) => this.#keepClusters(state));
    this.map = new MapView(this);
    const report = (error: unknown) => this.report(error);
    this.battles = new Battles({
      store: this.#store,
      repository: services.battles,
      history: this.history,
      onChange: () => this.ranking.battlesChanged(),
      report,
    });
    this.ranking = new RankingState({
      store: this.#store,
      battles: this.battles,
      groups: () => this.#promptGroups(),
      report,
    });
    this.figures = new RankingFigures({
      store: this.#store,
      history: this.history,
      battles: this.battles,
      ranking: this.ranking,
      groups: () => this.#promptGroups(),
      report,
    });
  }

  get id(): string {
    return this.#store.record.id;
  }
  get name(): string {
    return this.#store.record.name;
  }
  get prompts(): readonly Prompt[] {
    return this.#prompts;
  }
  get rowErrors(): readonly RowError[] {
    return this.#rowErrors;
  }
  get importSummary(): string {
    return this.#importSummary;
  }
  get readOnly(): boolean {
    return this.#store.readOnly;
  }
  get saving(): boolean {
    return this.#store.saving;
  }
  get jobs(): readonly Job[] {
    const { importJob, analysis, map, battles, ranking, figures } = this;
    return [
      importJob,
      ...analysis.jobs,
      map.describeJob,
      battles.job,
      ranking.job,
      ranking.byFacet.job,
      ...figures.jobs,
    ];
  }
  get canPause(): boolean {
    return this.analysis.embedJob.state === 'running';
  }
  /** Vectors came with the prompts, so that no model serves for new texts. */
  get vectorsGiven(): boolean {
    return this.#given !== null;
  }

  async load(): Promise<void> {
    this.#prompts = await this.#store.prompts();
    this.#rowErrors = await this.#store.rowErrors();
    this.#given = (await this.#store.stage<Vectors | null>(GIVEN_VECTORS_STAGE))?.result ?? null;
    this.clusters.replace((await this.#store.stage<ClusterState>(CLUSTERS_STAGE))?.result ?? null);
    this.#unembedded = (await this.#store.stage<boolean>(UNEMBEDDED_STAGE))?.result ?? false;
    await this.battles.load();
    await this.ranking.load();
    await this.figures.load();
    if (this.#prompts.length > 0 && !this.#unembedded) void this.process();
  }

  /** Adds the prompts of files; what was there stays as it is, also when nothing could be read. */
  async addFiles(files: readonly ImportFile[]): Promise<void> {
    await this.#attempt(async () => {
      await this.#import(files);
      await this.process();
    });
  }

  /** The project's own sample: its prompts, and simulated judgments of them with written reasons. */
  async addSample(prompts: Blob, explanations: Blob): Promise<void> {
    await this.#attempt(async () => {
      await this.#import([{ name: 'Sample', blob: prompts }]);
      const battles = sampleBattles(this.#prompts, explanations);
      await Promise.all([this.addBattles([battles]), this.process()]);
    });
  }

  /**
   * Adds files of battles, with the prompts whose texts they hold. Prompts that come this way into
   * an empty workspace are not embedded until the user asks for it: a ranking needs no vectors.
   */
  async addBattles(sources: readonly BattleSource[]): Promise<void> {
    for (const source of sources) {
      await this.#attempt(async () => {
        const isFirst = this.#prompts.length === 0;
        const { prompts, addedPrompts } = await this.battles.add(source, this.#prompts);
        if (addedPrompts === 0) return;
        await this.#store.savePrompts(prompts, this.#rowErrors);
        this.#prompts = prompts;
        if (isFirst) await this.#setUnembedded(true);
        else if (!this.#unembedded) await this.process();
      });
    }
  }

  /** Prompts wait to be embedded: there is no map of them yet. */
  get unembedded(): boolean {
    return this.#unembedded;
  }

  /** Files of leaderboards or bootstrap results, for the Quality tab to take. */
  get droppedLeaderboards(): readonly File[] {
    return this.#leaderboards;
  }
  dropLeaderboards(files: readonly File[]): void {
    this.#leaderboards = [...this.#leaderboards, ...files];
  }
  takeLeaderboards(): readonly File[] {
    const files = this.#leaderboards;
    this.#leaderboards = [];
    return files;
  }

  /** Brings vectors, map and clusters up to date with the prompts. */
  async process(afresh = false): Promise<void> {
    await this.#attempt(async () => {
      if (this.#unembedded) await this.#setUnembedded(false);
      await this.analysis.run(this.#prompts, this.#given, afresh);
      await this.map.settle(afresh);
    });
  }

  pause(): void {
    this.analysis.embedJob.pause();
  }

  cancel(): void {
    this.importJob.cancel();
    this.analysis.cancel();
    this.map.describeJob.cancel();
    this.battles.job.cancel();
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
    return this.importJob.state === 'running';
  }
  get mapState(): 'empty' | 'run' | 'done' | 'stale' {
    const { jobs, placedLater } = this.analysis;
    if (jobs.some((job) => job.state === 'running')) return 'run';
    if (!this.clusters.state) return 'empty';
    return placedLater > 0 ? 'stale' : 'done';
  }
  /** "WASM · 2 threads". */
  get deviceText(): string | null {
    const { device } = this.analysis;
    if (!device) return null;
    return device.device === 'webgpu' ? 'WebGPU' : `WASM · ${device.threads} threads`;
  }
  /** Device and why, for diagnostics. */
  get embeddingReport(): string | null {
    const { device, reused } = this.analysis;
    if (!device) return null;
    return `${this.deviceText}. ${device.reason} ${reused} vectors were kept from before.`;
  }

  becomeReadOnly(): void {
    this.#store.becomeReadOnly();
  }

  report(error: unknown): void {
    this.#services.report(error);
  }

  close(): void {
    this.importJob.cancel();
    this.analysis.close();
    this.map.close();
    this.battles.job.cancel();
    this.ranking.close();
    this.figures.close();
  }

  async #import(files: readonly ImportFile[]): Promise<void> {
    const added = await this.importJob.run((control) =>
      addFiles(files, this.#prompts, this.#given, control),
    );
    const given = added.vectors;
    await this.#store.savePrompts(added.prompts, added.errors);
    if (given !== this.#given) {
      await this.#store.saveStage(GIVEN_VECTORS_STAGE, GIVEN_VECTORS_STAGE, given);
    }
    this.#prompts = added.prompts;
    this.#rowErrors = added.errors;
    this.#importSummary = added.summary;
    this.#given = given;
  }

  async #setUnembedded(unembedded: boolean): Promise<void> {
    this.#unembedded = unembedded;
    await this.#store.saveStage(UNEMBEDDED_STAGE, UNEMBEDDED_STAGE, unembedded);
  }

  #promptGroups(): PromptGroup[] {
    const labels = this.clusters.state?.labels;
    const names = this.map.clusters;
    return this.#prompts.map(({ id, fields, language }, i) => ({
      id,
      category: typeof fields.category === 'string' ? fields.category : null,
      cluster: labels ? (names[labels[i]]?.name ?? null) : null,
      language,
    }));
  }

  #keepClusters(state: ClusterState | null): void {
    if (state) {
      void this.#attempt(async () => {
        await this.map.describe();
        this.ranking.groupsChanged();
        this.figures.groupsChanged();
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
