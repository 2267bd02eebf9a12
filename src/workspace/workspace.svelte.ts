import type { Prompt, RowError, Vectors } from '../core/data';
import type { CallRepository } from '../storage/calls';
import type { WorkspaceRecord } from '../storage/database';
import type { VectorRepository } from '../storage/vectors';
import type { WorkspaceRepository } from '../storage/workspaces';
import { addFiles } from '../stages/add-files';
import type { ImportFile } from '../stages/import-prompts';
import { Analysis } from './analysis.svelte';
import { ClusterEdits, type ClusterState } from './cluster-state.svelte';
import { History } from './history.svelte';
import { Job } from './job.svelte';
import { Judging } from './judging.svelte';
import { MapView } from './map-view.svelte';
import type { Preferences } from './preferences.svelte';
import type { ProviderKeys } from './provider-keys.svelte';
import { WorkspaceStore } from './workspace-store.svelte';

export interface WorkspaceServices {
  readonly repository: WorkspaceRepository;
  readonly vectors: VectorRepository;
  readonly calls: CallRepository;
  readonly preferences: Preferences;
  readonly keys: ProviderKeys;
  report(error: unknown): void;
  onSaved(): void;
}

const CLUSTERS_STAGE = 'clusters';
const GIVEN_VECTORS_STAGE = 'given-vectors';

/** One workspace: its prompts, what is computed from them, and the user's edits. */
export class Workspace {
  readonly history = new History();
  readonly analysis: Analysis;
  readonly clusters: ClusterEdits;
  readonly map: MapView;
  readonly judging: Judging;
  readonly importJob = new Job('Import');
  readonly #store: WorkspaceStore;
  #prompts = $state.raw<readonly Prompt[]>([]);
  #rowErrors = $state.raw<readonly RowError[]>([]);
  /** What the last import did, in words. */
  #importSummary = $state('');
  #given: Vectors | null = null;
  readonly #services: WorkspaceServices;

  constructor(record: WorkspaceRecord, services: WorkspaceServices) {
    this.#services = services;
    this.#store = new WorkspaceStore(record, services.repository, services.onSaved);
    this.analysis = new Analysis({ store: this.#store, ...services });
    this.clusters = new ClusterEdits(this.history, (state) => this.#keepClusters(state));
    this.map = new MapView(this);
    this.judging = new Judging({
      store: this.#store,
      calls: services.calls,
      keys: services.keys,
      history: this.history,
      prompts: () => this.#prompts,
      report: (error) => this.report(error),
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
    return [this.importJob, ...this.analysis.jobs, this.map.describeJob, this.judging.run.job];
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
    await this.judging.load();
    if (this.#prompts.length > 0) void this.process();
  }

  /** Adds the prompts of files; what was there stays as it is, also when nothing could be read. */
  async addFiles(files: readonly ImportFile[]): Promise<void> {
    await this.#attempt(async () => {
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
      await this.process();
    });
  }

  /** Brings vectors, map and clusters up to date with the prompts. */
  async process(afresh = false): Promise<void> {
    await this.#attempt(async () => {
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
    this.judging.close();
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
