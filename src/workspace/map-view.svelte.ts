import { mergeClusters } from '../core/clusters/relabel';
import { placeIntoClusters } from '../core/clusters/noise-assignment';
import { type ClusterSettings, type Prompt } from '../core/data';
import { importedScores } from '../core/labels/tagged-fields';
import { nearestTo } from '../core/vectors/cosine';
import {
  assignNoise,
  ClusterDescriber,
  splitCluster,
  type ClusterDescription,
} from '../stages/cluster-prompts';
import { DEFAULT_SEED, type Analysis } from './analysis.svelte';
import {
  clusterState,
  relabelled,
  type ClusterEdits,
  type ClusterState,
} from './cluster-state.svelte';
import type { History } from './history.svelte';
import { Job } from './job.svelte';
import type { Labels } from './labels.svelte';
import type {
  ClusterInfo,
  Filter,
  MapModel,
  ScoredPrompt,
  SearchMode,
  Structure,
  Sweep,
} from './map-model';
import { PromptSearch } from './prompt-search';

const SEARCH_RESULTS = 200;
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
  /** Vectors came from a file, so that no model serves for a query. */
  readonly vectorsGiven: boolean;
}

/** The map's side of a workspace: clusters as edited, names, selection, search. */
export class MapView implements MapModel {
  readonly describeJob = new Job('Names');
  readonly seed = DEFAULT_SEED;
  #colourBy = $state('cluster');
  #filters = $state.raw<readonly Filter[]>([]);
  #selectedCluster = $state<number | null>(null);
  #openedPrompt = $state<number | null>(null);
  /** Of the current labels; null while it is being made. */
  #description = $state.raw<ClusterDescription | null>(null);
  /** Undo comes back to labels that were described before. */
  readonly #described = new WeakMap<Int32Array, ClusterDescription>();
  readonly #describer = new ClusterDescriber();
  readonly #words = new PromptSearch();
  readonly #subject: MapSubject;
  readonly #clusters: readonly ClusterInfo[] = $derived.by(() => this.#infos());
  readonly #structure: Structure | null = $derived.by(() => this.#structureOf());
  readonly #sweep: Sweep | null = $derived.by(() => this.#sweepOf());
  readonly #scores = $derived.by(() => importedScores(this.prompts));

  constructor(subject: MapSubject) {
    this.#subject = subject;
  }

  get #state(): ClusterState | null {
    return this.#subject.clusters.state;
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
  get scores(): Float32Array | null {
    return this.#scores;
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
    return this.#subject.analysis.vectors !== null && !this.#subject.vectorsGiven;
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
    this.#edit('Rename cluster', (state) => ({
      ...state,
      clusters: state.clusters.map((cluster, label) =>
        label === id ? { ...cluster, givenName: name.trim() || null } : cluster,
      ),
    }));
  }

  merge(ids: readonly number[]): void {
    this.#edit('Merge clusters', (state) => {
      const merged = relabelled(state, mergeClusters(state.labels, state.clusters.length, ids));
      const name = state.clusters[ids[0]].givenName;
      const into = Math.min(...ids);
      const clusters = merged.clusters.map((cluster, label) =>
        label === into ? { ...cluster, givenName: name } : cluster,
      );
      return { ...merged, clusters };
    });
    this.#selectedCluster = Math.min(...ids);
  }

  async split(id: number): Promise<void> {
    const { points, vectors } = this.#subject.analysis;
    const state = this.#state;
    if (!points || !vectors || !state) return;
    const parts = await splitCluster(points, vectors, state.labels, state.clusters.length, id);
    // A newer edit made these parts those of another state.
    if (this.#state === state) this.#edit('Split cluster', (now) => relabelled(now, parts));
  }

  async assignNoise(on: boolean): Promise<void> {
    const state = this.#state;
    const { vectors } = this.#subject.analysis;
    if (!state || !vectors || state.noiseAssigned === on) return;
    // Assigning leaves a noise point's probability at 0, which tells it apart afterwards.
    const labels = on
      ? await assignNoise(vectors, state.labels, state.clusters.length)
      : state.labels.map((label, i) => (state.probabilities[i] === 0 ? -1 : label));
    if (this.#state !== state) return;
    const label = on ? 'Assign noise to the nearest clusters' : 'Show noise again';
    this.#edit(label, (now) => ({ ...now, labels, noiseAssigned: on }));
  }

  async recluster(settings: ClusterSettings): Promise<void> {
    const clustering = await this.#subject.analysis.cluster(settings);
    this.#selectedCluster = null;
    this.#edit('Cluster with other settings', () => clusterState(clustering));
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
    if (mode === 'words') return this.#words.search(this.prompts, query);
    const { analysis } = this.#subject;
    if (!analysis.vectors) return [];
    const vector = await analysis.embedQuery(query);
    return nearestTo(vector, analysis.vectors, SEARCH_RESULTS).map(({ index, distance }) => ({
      index,
      score: 1 - distance,
    }));
  }

  /** After the analysis: takes the automatic clustering, or places later prompts into the edited one. */
  async settle(afresh: boolean): Promise<void> {
    const { sweep, neighbours } = this.#subject.analysis;
    const state = this.#state;
    if (!sweep || !neighbours) return;
    if (!state || afresh) {
      this.#subject.clusters.replace(clusterState(sweep.clustering));
    } else if (state.labels.length < neighbours.count) {
      const probabilities = new Float64Array(neighbours.count);
      probabilities.set(state.probabilities);
      const { labels } = placeIntoClusters(state.labels, neighbours);
      this.#subject.clusters.replace({ ...state, labels, probabilities });
    }
    await this.describe();
  }

  /** Brings names, examples and structure up to date with the labels. */
  async describe(): Promise<void> {
    const state = this.#state;
    const { vectors } = this.#subject.analysis;
    if (!state || !vectors) return;
    const { labels, clusters } = state;
    const known = this.#described.get(labels);
    this.#description = known ?? null;
    if (known) return;
    const made = await this.describeJob.run((control) =>
      this.#describer.describe(this.prompts, vectors, labels, clusters.length, control),
    );
    this.#described.set(labels, made);
    if (this.#state?.labels === labels) this.#description = made;
  }

  close(): void {
    this.describeJob.cancel();
  }

  #edit(label: string, change: (state: ClusterState) => ClusterState): void {
    const state = this.#state;
    if (state) this.#subject.clusters.edit(label, change(state));
  }

  #infos(): ClusterInfo[] {
    const state = this.#state;
    if (!state) return [];
    const sizes = new Int32Array(state.clusters.length);
    for (const label of state.labels) if (label >= 0) sizes[label]++;
    const made = this.#description;
    return state.clusters
      .map(({ persistence, givenName, colour }, id) => ({
        id,
        name: givenName ?? made?.names[id] ?? `Cluster ${id + 1}`,
        keywords: made?.keywords[id] ?? [],
        size: sizes[id],
        persistence,
        colour,
        exemplars: made?.exemplars[id] ?? [],
      }))
      .sort((a, b) => b.size - a.size || a.id - b.id);
  }

  #structureOf(): Structure | null {
    if (!this.#description) return null;
    const { similarities, linkage } = this.#description;
    return {
      ids: Int32Array.from({ length: linkage.count }, (_, id) => id),
      similarity: similarities,
      merges: Array.from(linkage.left, (left, i) => ({
        left,
        right: linkage.right[i],
        distance: linkage.distances[i],
      })),
    };
  }

  #sweepOf(): Sweep | null {
    const { sweep } = this.#subject.analysis;
    if (!sweep) return null;
    return {
      points: sweep.points.map(({ settings, clusters, noise }) => ({
        settings,
        clusters,
        noiseShare: noise,
      })),
      automatic: sweep.clustering.settings,
      reasons: [sweep.reason],
    };
  }
}
