import type { Prompt, RowError } from '../core/data';
import type { WorkspaceRecord } from '../storage/database';
import type { VectorRepository } from '../storage/vectors';
import type { WorkspaceRepository } from '../storage/workspaces';
import { addFiles } from '../stages/add-files';
import type { ImportFile } from '../stages/import-prompts';
import type { EmbeddingChoice } from '../stages/vector-source';
import { Analysis } from './analysis.svelte';
import { ClusterEdits, type ClusterState } from './cluster-state.svelte';
import type { VectorOrigin } from './embedding-record';
import { History } from './history.svelte';
import { Job } from './job.svelte';
import { MapView } from './map-view.svelte';
import type { Preferences } from './preferences.svelte';
import { WorkspaceContents, type Contents } from './workspace-contents.svelte';
import { WorkspaceStore } from './workspace-store.svelte';

export interface WorkspaceServices {
  readonly repository: WorkspaceRepository;
  readonly vectors: VectorRepository;
  readonly preferences: Preferences;
  report(error: unknown): void;
  onSaved(): void;
}

const CLUSTERS_STAGE = 'clusters';

/** One workspace: its prompts, what is computed from them, and the user's edits. */
export class Workspace {
  readonly history = new History();
  readonly analysis: Analysis;
  readonly clusters: ClusterEdits;
  readonly map: MapView;
  readonly importJob = new Job('Import', 'bytes');
  readonly #store: WorkspaceStore;
  readonly #contents: WorkspaceContents;
  /** Of the last `process`. */
  #afresh = false;
  readonly #services: WorkspaceServices;

  constructor(record: WorkspaceRecord, services: WorkspaceServices) {
    this.#services = services;
    this.#store = new WorkspaceStore(record, services.repository, services.onSaved);
    this.#contents = new WorkspaceContents(this.#store);
    this.analysis = new Analysis({ ...services, store: this.#store, history: this.history });
    this.clusters = new ClusterEdits(this.history, (state) => this.#keepClusters(state));
    this.map = new MapView(this);
  }

  get id(): string {
    return this.#store.record.id;
  }
  get name(): string {
    return this.#store.record.name;
  }
  get prompts(): readonly Prompt[] {
    return this.#contents.now.prompts;
  }
  /** Rows that the last import left out. */
  get rowErrors(): readonly RowError[] {
    return this.#contents.now.errors;
  }
  /** What the last import did, in words. */
  get importSummary(): string {
    return this.#contents.now.summary;
  }
  get readOnly(): boolean {
    return this.#store.readOnly;
  }
  get saving(): boolean {
    return this.#store.saving;
  }
  get jobs(): readonly Job[] {
    return [this.importJob, ...this.analysis.jobs, this.map.describeJob];
  }
  get canPause(): boolean {
    return this.analysis.embedding.job.state === 'running';
  }

  async load(): Promise<void> {
    await this.#contents.load();
    await this.analysis.load();
    await this.analysis.embedding.take(this.#contents.now.given);
    this.clusters.replace((await this.#store.stage<ClusterState>(CLUSTERS_STAGE))?.result ?? null);
    void this.process();
  }

  /**
   * Adds the prompts of files; what was there stays as it is, also when nothing could be read or
   * kept. Can be undone.
   */
  async addFiles(files: readonly ImportFile[]): Promise<void> {
    await this.#attempt(async () => {
      const before = this.#contents.now;
      const clusters = this.clusters.state;
      const held = before.given?.vectors ?? null;
      const { vectors, ...added } = await this.importJob.run((control) =>
        addFiles(files, before.prompts, held, control),
      );
      const version = crypto.randomUUID();
      const given = vectors === held ? before.given : vectors && { version, vectors };
      const after = { ...added, given };
      await this.#contents.replace(after);
      await this.analysis.embedding.take(given, given !== before.given);
      this.history.remember({
        label: `Import ${files.map(({ name }) => name).join(', ')}`,
        redo: () => this.#restore(after),
        undo: () => this.#restore(before, clusters),
      });
      await this.process();
    });
  }

  /** Brings vectors, map and clusters up to date with the prompts; `afresh`, see `Analysis.run`. */
  async process(afresh = false): Promise<void> {
    this.#afresh = afresh;
    await this.#attempt(async () => {
      if (this.prompts.length === 0) this.analysis.clear();
      else if (await this.analysis.run(this.prompts, afresh)) await this.map.settle(afresh);
    });
  }

  /** Chooses what the prompts are embedded with; later stages are out of date until `embedAnew`. */
  async chooseEmbedding(wanted: VectorOrigin): Promise<void> {
    await this.#attempt(() => this.analysis.embedding.choose(wanted));
  }

  /**
   * Embeds with what is chosen, lays out and clusters anew.
   * @param apiKey of an endpoint, where the user has read that the prompts go to its host
   */
  async embedAnew(apiKey?: string): Promise<void> {
    if (apiKey !== undefined) this.analysis.embedding.agree(this.prompts, apiKey);
    await this.process(true);
  }

  /** Sends the prompts that wait to the endpoint of the others. */
  async sendWaiting(apiKey: string): Promise<void> {
    this.analysis.embedding.agree(this.prompts, apiKey);
    await this.process();
  }

  /** Different prompts that have no vector yet under a choice. */
  countMissing(choice: EmbeddingChoice): Promise<number> {
    return this.analysis.embedding.missing(this.prompts, choice);
  }

  /** Goes on with what was paused or failed. */
  async resume(): Promise<void> {
    await this.process(this.#afresh);
  }

  pause(): void {
    this.analysis.embedding.job.pause();
  }

  cancel(): void {
    this.importJob.cancel();
    this.analysis.cancel();
    this.map.describeJob.cancel();
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
    if (this.analysis.jobs.some((job) => job.state === 'running')) return 'run';
    if (!this.clusters.state) return 'empty';
    return this.analysis.stale ? 'stale' : 'done';
  }
  /** "WASM · 2 threads". */
  get deviceText(): string | null {
    const { device } = this.analysis.embedding;
    if (!device) return null;
    return device.device === 'webgpu' ? 'WebGPU' : `WASM · ${device.threads} threads`;
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
  }

  /** Goes back or forward to what an import left; `clusters`, where given, come back as they were. */
  #restore(contents: Contents, clusters?: ClusterState | null): void {
    this.cancel();
    void this.#attempt(async () => {
      await this.#contents.replace(contents);
      await this.analysis.embedding.take(contents.given);
      if (clusters !== undefined) this.clusters.replace(clusters);
      await this.process();
    });
  }

  #keepClusters(state: ClusterState | null): void {
    if (state) void this.#attempt(() => this.map.describe());
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
