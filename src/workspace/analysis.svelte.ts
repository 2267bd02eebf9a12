import type { Clustering, ClusterSettings, Neighbours, Prompt, Vectors } from '../core/data';
import { placePoints } from '../core/vectors/place-points';
import type { ClusterSweep } from '../core/clusters/sweep';
import type { Control } from '../engine/control';
import { openEmbedder, type DeviceReport, type PageEmbedder } from '../engine/embedder';
import { DEFAULT_MODEL } from '../engine/embedding-model';
import { findNeighbours, type NeighbourSearch } from '../engine/neighbours';
import { clusterPoints, layOut, sweepClusters } from '../stages/cluster-prompts';
import { embedPrompts, type EmbeddedPrompts, type VectorStore } from '../stages/embed';
import { inputKey } from '../stages/input-key';
import { Job } from './job.svelte';
import type { Preferences } from './preferences.svelte';
import type { WorkspaceStore } from './workspace-store.svelte';

export const NEIGHBOURS = 15;
export const DEFAULT_SEED = 1;
const PICTURE = { dim: 2, minDist: 0.1 } as const;
const CLUSTERING = { dim: 5, minDist: 0 } as const;

export interface AnalysisServices {
  readonly store: WorkspaceStore;
  readonly vectors: VectorStore;
  readonly preferences: Preferences;
}

interface Layout {
  /** Row-major n×2, for the picture. */
  readonly picture: Float32Array;
  /** n×5, for clustering. */
  readonly points: Vectors;
  /** How many prompts the layout was made for; later ones are placed between their neighbours. */
  readonly madeFor: number;
}

/**
 * What is computed from the prompts: vectors, neighbour graph, layouts, sweep. Each result is kept
 * with a key over what made it, and is computed only where that key has changed.
 */
export class Analysis {
  readonly embedJob = new Job('Embedding', 'prompts');
  readonly neighboursJob = new Job('Neighbours', 'prompts');
  readonly layoutJob = new Job('Map');
  readonly clusterJob = new Job('Clusters');
  readonly seed = DEFAULT_SEED;

  #vectors = $state.raw<Vectors | null>(null);
  #search = $state.raw<NeighbourSearch | null>(null);
  #layout = $state.raw<Layout | null>(null);
  #layoutReplaced = false;
  #sweep = $state.raw<ClusterSweep | null>(null);
  #device = $state.raw<DeviceReport | null>(null);
  /** Share of prompts longer than the model reads; null where the vectors came from a file. */
  #overLimit = $state<number | null>(null);
  #reused = $state(0);
  #embedder: PageEmbedder | null = null;
  readonly #base = new URL('./', document.baseURI).href;
  readonly #services: AnalysisServices;

  constructor(services: AnalysisServices) {
    this.#services = services;
  }

  get jobs(): readonly Job[] {
    return [this.embedJob, this.neighboursJob, this.layoutJob, this.clusterJob];
  }
  get vectors(): Vectors | null {
    return this.#vectors;
  }
  get neighbours(): Neighbours | null {
    return this.#search?.neighbours ?? null;
  }
  /** How the neighbours were found, and what share of the true ones. */
  get search(): NeighbourSearch | null {
    return this.#search;
  }
  get picture(): Float32Array | null {
    return this.#layout?.picture ?? null;
  }
  get points(): Vectors | null {
    return this.#layout?.points ?? null;
  }
  /** Prompts that came after the layout was made. */
  get placedLater(): number {
    return this.#layout ? this.#layout.points.count - this.#layout.madeFor : 0;
  }
  /** The last run laid out anew, so that an earlier clustering is of other points. */
  get layoutReplaced(): boolean {
    return this.#layoutReplaced;
  }
  get sweep(): ClusterSweep | null {
    return this.#sweep;
  }
  get device(): DeviceReport | null {
    return this.#device;
  }
  get overLimit(): number | null {
    return this.#overLimit;
  }
  get reused(): number {
    return this.#reused;
  }

  /**
   * Brings everything up to date with the prompts.
   * @param given vectors of the prompts' own, in their order; else the model embeds
   * @param afresh lay out and cluster anew, where otherwise later prompts are placed into what is there
   */
  async run(prompts: readonly Prompt[], given: Vectors | null, afresh: boolean): Promise<void> {
    const embedded = given
      ? null
      : await this.embedJob.run((control) => this.#embed(prompts, control));
    const vectors = embedded?.vectors ?? given!;
    if (given) this.embedJob.mark('done');
    this.#vectors = vectors;
    const keyOfFirst = async (count: number) =>
      `${await inputKey(prompts, given ?? embedded!.key, count)} k=${NEIGHBOURS}`;

    const neighboursKey = await keyOfFirst(prompts.length);
    const search = await this.#stage('neighbours', neighboursKey, this.neighboursJob, (control) =>
      findNeighbours(vectors, { k: NEIGHBOURS, seed: this.seed }, this.#base, control),
    );
    this.#search = search;
    const { neighbours } = search;

    const ownKey = `${neighboursKey} seed=${this.seed}`;
    const kept = await this.#services.store.stage<Layout>('layout');
    const fits =
      kept?.key === ownKey ||
      kept?.key === `${await keyOfFirst(kept?.result.madeFor ?? 0)} seed=${this.seed}`;
    const held = fits && !afresh ? kept : undefined;
    this.#layoutReplaced = kept !== undefined && !held;
    const layoutKey = held?.key ?? ownKey;
    this.#layout = held
      ? { ...held.result, ...this.#extend(held.result, neighbours) }
      : await this.#stage('layout', layoutKey, this.layoutJob, (control) =>
          this.#layOut(neighbours, control),
        );
    if (held) this.layoutJob.mark(this.placedLater > 0 ? 'stale' : 'done');

    const { points, madeFor } = this.#layout;
    this.#sweep = await this.#stage('sweep', layoutKey, this.clusterJob, (control) =>
      sweepClusters(firstPoints(points, madeFor), firstRows(neighbours, madeFor), control),
    );
    if (this.placedLater > 0) this.clusterJob.mark('stale');
  }

  async cluster(settings: ClusterSettings): Promise<Clustering> {
    const points = this.points;
    if (!points) throw new Error('There is no layout to cluster yet.');
    return this.clusterJob.run((control) => clusterPoints(points, settings, control));
  }

  /** The unit vector of a text under the workspace's own model. */
  async embedQuery(text: string): Promise<Float32Array> {
    const embedder = await this.#openEmbedder({});
    return (await embedder.embed([text])).vectors.data;
  }

  cancel(): void {
    for (const job of this.jobs) job.cancel();
  }

  close(): void {
    this.cancel();
    this.#embedder?.close();
    this.#embedder = null;
  }

  async #openEmbedder(control: Control): Promise<PageEmbedder> {
    this.#embedder ??= await openEmbedder(
      {
        model: DEFAULT_MODEL,
        device: this.#services.preferences.device,
        maxTokens: DEFAULT_MODEL.maxTokens,
        longTexts: 'truncate',
      },
      this.#base,
      control,
    );
    this.#device = this.#embedder.report;
    return this.#embedder;
  }

  async #embed(prompts: readonly Prompt[], control: Required<Control>): Promise<EmbeddedPrompts> {
    control.onProgress({ done: 0, total: prompts.length });
    const embedder = await this.#openEmbedder({ signal: control.signal });
    const texts = prompts.map(({ text }) => text);
    const store = this.#services.vectors;
    const embedded = await embedPrompts(texts, { embedder, store }, control);
    this.#overLimit = embedded.overLimit / Math.max(1, texts.length);
    this.#reused = embedded.reused;
    return embedded;
  }

  async #layOut(neighbours: Neighbours, control: Control): Promise<Layout> {
    const [picture, points] = await Promise.all([
      layOut(neighbours, { ...PICTURE, seed: this.seed }, control),
      layOut(neighbours, { ...CLUSTERING, seed: this.seed }, { signal: control.signal }),
    ]);
    return { picture: picture.data, points, madeFor: neighbours.count };
  }

  #extend(layout: Layout, neighbours: Neighbours): Pick<Layout, 'picture' | 'points'> {
    const { dim } = layout.points;
    return {
      picture: placePoints(layout.picture, PICTURE.dim, neighbours),
      points: {
        data: placePoints(layout.points.data, dim, neighbours),
        count: neighbours.count,
        dim,
      },
    };
  }

  async #stage<T>(
    stage: string,
    key: string,
    job: Job,
    compute: (control: Required<Control>) => Promise<T>,
  ): Promise<T> {
    const { store } = this.#services;
    const kept = await store.stage<T>(stage);
    if (kept?.key === key) {
      job.mark('done');
      return kept.result;
    }
    const result = await job.run(compute);
    await store.saveStage(stage, key, result);
    return result;
  }
}

const firstPoints = ({ data, dim }: Vectors, count: number): Vectors => ({
  data: data.subarray(0, count * dim),
  count,
  dim,
});

const firstRows = ({ indices, distances, k }: Neighbours, count: number): Neighbours => ({
  indices: indices.subarray(0, count * k),
  distances: distances.subarray(0, count * k),
  count,
  k,
});
