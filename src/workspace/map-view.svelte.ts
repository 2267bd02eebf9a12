import type { ClusterSweep } from '../core/clusters/sweep';
import type { ClusterSettings, Prompt } from '../core/data';
import { successor } from '../core/clusters/successor';
import { pause } from '../stages/pause';
import { searchMeaning, searchWords } from '../stages/search-prompts';
import { DEFAULT_SEED, type Analysis } from './analysis.svelte';
import { ClusterEditor } from './cluster-editor';
import { ClusterNaming } from './cluster-naming.svelte';
import type { ClusterEdits, ClusterState } from './cluster-state.svelte';
import type { History } from './history.svelte';
import type { Job } from './job.svelte';
import type { Labels } from './labels.svelte';
import type { PromptTags } from './prompt-tags.svelte';
import type {
  ClusterInfo,
  Filter,
  MapModel,
  ScoredPrompt,
  SearchMode,
  Structure,
  Sweep,
} from './map-model';

/** A search by meaning ranks all prompts: its answer is the first of them, a fifth at most. */
const MOST_FOUND = 200;
const FOUND_SHARE = 0.2;
const NO_POINTS = new Float32Array(0);
const NO_LABELS = new Int32Array(0);
const NO_PROBABILITIES = new Float64Array(0);
const NO_SETTINGS: ClusterSettings = { minClusterSize: 2, minSamples: 1, method: 'leaf' };

/** What the map shows and edits: a workspace. */
export interface MapSubject {
  readonly prompts: readonly Prompt[];
  readonly analysis: Analysis;
  readonly clusters: ClusterEdits;
  readonly history: History;
  readonly labels: Pick<Labels, 'categoryOf' | 'colourOf'>;
  readonly tags: PromptTags;
}

/** The map's side of a workspace: clusters as edited, names, selection, search. */
export class MapView implements MapModel {
  readonly #naming = new ClusterNaming();
  readonly #editor: ClusterEditor;
  readonly seed = DEFAULT_SEED;
  #colourBy = $state('cluster');
  #filters = $state.raw<readonly Filter[]>([]);
  #selectedCluster = $state<number | null>(null);
  #openedPrompt = $state<number | null>(null);
  /** Labels that the selection and the filters speak of. */
  #selectedIn: Int32Array | null = null;
  readonly #subject: MapSubject;
  readonly #clusters: readonly ClusterInfo[] = $derived.by(() =>
    this.#state ? this.#naming.infos(this.#state) : [],
  );
  readonly #structure: Structure | null = $derived.by(() => this.#naming.structure());
  readonly #sweep: Sweep | null = $derived.by(() => sweepOf(this.#subject.analysis.sweep));

  constructor(subject: MapSubject) {
    this.#subject = subject;
    this.#editor = new ClusterEditor(subject.clusters, subject.analysis);
  }

  get #state(): ClusterState | null {
    return this.#subject.clusters.state;
  }
  get describeJob(): Job {
    return this.#naming.job;
  }
  get prompts(): readonly Prompt[] {
    return this.#subject.prompts;
  }
  get points(): Float32Array {
    return this.#subject.analysis.picture ?? NO_POINTS;
  }
  get labels(): Int32Array {
    return this.#state?.labels ?? NO_LABELS;
  }
  get probabilities(): Float64Array {
    return this.#state?.probabilities ?? NO_PROBABILITIES;
  }
  get settings(): ClusterSettings {
    return this.#state?.settings ?? NO_SETTINGS;
  }
  get edited(): boolean {
    return this.#state?.edited ?? false;
  }
  get noiseAssigned(): boolean {
    return this.#state?.noiseAssigned ?? false;
  }
  get categories(): readonly (string | null)[] | null {
    return this.#subject.labels.categoryOf;
  }
  get categoryColours(): ReadonlyMap<string, number> {
    return this.#subject.labels.colourOf;
  }
  get tags(): PromptTags {
    return this.#subject.tags;
  }
  get clusters(): readonly ClusterInfo[] {
    return this.#clusters;
  }
  get structure(): Structure | null {
    return this.#structure;
  }
  get sweep(): Sweep | null {
    return this.#sweep;
  }
  get colourBy(): string {
    return this.#colourBy;
  }
  get filters(): readonly Filter[] {
    return this.#filters;
  }
  get selectedCluster(): number | null {
    return this.#selectedCluster;
  }
  get openedPrompt(): number | null {
    return this.#openedPrompt;
  }
  get undoLabel(): string | null {
    return this.#subject.history.undoLabel;
  }
  get redoLabel(): string | null {
    return this.#subject.history.redoLabel;
  }
  get canSearchByMeaning(): boolean {
    const { vectors, embedding } = this.#subject.analysis;
    return vectors !== null && embedding.canEmbedQueries;
  }

  setColourBy(column: string): void {
    this.#colourBy = column;
  }
  setFilters(filters: readonly Filter[]): void {
    this.#filters = filters;
  }
  selectCluster(id: number | null): void {
    this.#selectedCluster = id;
  }
  openPrompt(index: number | null): void {
    this.#openedPrompt = index;
  }
  undo(): void {
    this.#subject.history.undo();
  }
  redo(): void {
    this.#subject.history.redo();
  }

  rename(id: number, name: string): void {
    this.#editor.rename(id, name);
  }
  renameAll(names: ReadonlyMap<number, string>, label: string): void {
    this.#editor.renameAll(names, label);
  }
  merge(ids: readonly number[]): void {
    this.#editor.merge(ids);
  }
  split(id: number): Promise<void> {
    return this.#editor.split(id);
  }
  assignNoise(on: boolean): Promise<void> {
    return this.#editor.assignNoise(on);
  }
  recluster(settings: ClusterSettings): Promise<void> {
    return this.#editor.recluster(settings);
  }

  async neighbours(index: number): Promise<readonly ScoredPrompt[]> {
    const graph = this.#subject.analysis.neighbours;
    if (!graph) return [];
    const { indices, distances, k } = graph;
    return Array.from({ length: k }, (_, j) => ({
      index: indices[index * k + j],
      score: 1 - distances[index * k + j],
    })).filter((near) => near.index >= 0);
  }

  async search(query: string, mode: SearchMode): Promise<readonly ScoredPrompt[]> {
    if (mode === 'words') return searchWords(this.prompts, query);
    const { analysis } = this.#subject;
    if (!analysis.vectors) return [];
    const vector = await analysis.embedding.embedQuery(query);
    const most = Math.min(MOST_FOUND, Math.ceil(this.prompts.length * FOUND_SHARE));
    return searchMeaning(vector, analysis.vectors, most);
  }

  /** After the analysis, see `ClusterEditor.settle`. */
  async settle(afresh: boolean): Promise<void> {
    this.#editor.settle(afresh);
    await this.describe();
  }

  /** See `ClusterEditor.fitted`; a graph of other prompts, as while an import is taken back, places none. */
  fitted(state: ClusterState): ClusterState {
    const { neighbours } = this.#subject.analysis;
    return neighbours?.count === this.prompts.length ? this.#editor.fitted(state) : state;
  }

  /** Brings names, examples, structure, selection and filters up to date with the labels. */
  async describe(): Promise<void> {
    // In a task of its own: new clusters draw the map, and naming them starts workers.
    await pause();
    const state = this.#state;
    const { vectors } = this.#subject.analysis;
    if (!state || !vectors) return;
    this.#follow(state.labels);
    await this.#naming.describe(state, this.prompts, vectors);
  }

  close(): void {
    this.describeJob.cancel();
  }

  /** Clusters are numbered anew by an edit: what was selected or filtered is found again. */
  #follow(labels: Int32Array): void {
    const before = this.#selectedIn;
    this.#selectedIn = labels;
    if (!before || before === labels) return;
    const after = (id: number) => successor(id, before, labels);
    if (this.#selectedCluster !== null) {
      const id = after(this.#selectedCluster);
      this.#selectedCluster = id < 0 ? null : id;
    }
    this.#filters = this.#filters.map((filter) =>
      filter.kind === 'value' && filter.column === 'cluster'
        ? { ...filter, value: `${after(Number(filter.value))}` }
        : filter,
    );
  }
}

function sweepOf(sweep: ClusterSweep | null): Sweep | null {
  if (!sweep) return null;
  return {
    points: sweep.points.map(({ noise, largest, relativeValidity, ...point }) => ({
      ...point,
      noiseShare: noise,
      largestShare: largest,
      validity: relativeValidity,
    })),
    automatic: sweep.clustering.settings,
    reasons: [sweep.reason],
  };
}
