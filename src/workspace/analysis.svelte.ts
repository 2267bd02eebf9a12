import type { Clustering, ClusterSettings, Neighbours, Prompt, Vectors } from '../core/data';
import type { ClusterSweep } from '../core/clusters/sweep';
import type { Control } from '../engine/control';
import { findNeighbours, type NeighbourSearch } from '../engine/neighbours';
import { clusterPoints, layOut, sweepClusters } from '../stages/cluster-prompts';
import { sequenceHash } from '../stages/text-hashes';
import type { EmbeddedSet } from './embedding-record';
import { Embedding, type EmbeddingServices } from './embedding.svelte';
import type { History } from './history.svelte';
import { Job } from './job.svelte';
import {
  CLUSTERING,
  extendLayout,
  firstRows,
  originalPoints,
  PICTURE,
  type Layout,
} from './layout';
import { StageRuns } from './stage-runs';
import type { StoredStage } from './workspace-store.svelte';
import { NEAR_DUPLICATE_STAGE, NearDuplicateGroups } from './near-duplicate-groups.svelte';

export const NEIGHBOURS = 15;
export const DEFAULT_SEED = 1;

export interface AnalysisServices extends EmbeddingServices {
  readonly history: History;
  report(error: unknown): void;
}

/**
 * What is computed from the prompts: vectors, neighbour graph, layouts, sweep. Each result is kept
 * with a key over what made it, and is computed only where that key has changed.
 */
export class Analysis {
  readonly embedding: Embedding;
  readonly nearDuplicates: NearDuplicateGroups;
  readonly neighboursJob = new Job('Neighbours');
  readonly layoutJob = new Job('Map');
  readonly clusterJob = new Job('Clusters');
  readonly seed = DEFAULT_SEED;

  #search = $state.raw<NeighbourSearch | null>(null);
  #layout = $state.raw<Layout | null>(null);
  #sweep = $state.raw<ClusterSweep | null>(null);
  /** The vectors have changed since the layout was made. */
  #outdated = $state(false);
  #layoutReplaced = false;
  #layoutKey = $state('');
  readonly #runs: StageRuns;
  readonly #base = new URL('./', document.baseURI).href;
  readonly #services: AnalysisServices;

  constructor(services: AnalysisServices) {
    this.#services = services;
    this.#runs = new StageRuns(services.store);
    this.embedding = new Embedding(services);
    this.nearDuplicates = new NearDuplicateGroups(
      services.history,
      () => this.neighbours,
      (cosine) =>
        void services.store
          .saveStage(NEAR_DUPLICATE_STAGE, NEAR_DUPLICATE_STAGE, cosine)
          .catch((error: unknown) => services.report(error)),
    );
  }

  get jobs(): readonly Job[] {
    return [this.embedding.job, this.neighboursJob, this.layoutJob, this.clusterJob];
  }
  get vectors(): Vectors | null {
    return this.embedding.vectors;
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
  /** Map and clusters rest on other vectors than those chosen, or on fewer prompts. */
  get stale(): boolean {
    return (
      this.#layout !== null && (this.#outdated || this.embedding.stale || this.placedLater > 0)
    );
  }
  /** Tells the layout at hand from others. */
  get layoutKey(): string {
    return this.#layoutKey;
  }
  /** The last run laid out anew, so that an earlier clustering is of other points. */
  get layoutReplaced(): boolean {
    return this.#layoutReplaced;
  }
  get sweep(): ClusterSweep | null {
    return this.#sweep;
  }

  async load(): Promise<void> {
    await this.embedding.load();
    const cosine = await this.#services.store.stage<number>(NEAR_DUPLICATE_STAGE);
    if (cosine) this.nearDuplicates.replace(cosine.result);
  }

  /**
   * Brings everything up to date with the prompts.
   * @param afresh embed with what is chosen, lay out and cluster anew, where otherwise later prompts
   *   are placed into what is there
   * @returns whether there are vectors to go on from; see `Embedding.run`
   */
  async run(prompts: readonly Prompt[], afresh: boolean): Promise<boolean> {
    const run = this.#runs.start();
    this.neighboursJob.cancel();
    this.layoutJob.cancel();
    const embedded = await run.current(this.embedding.run(prompts, afresh));
    if (!embedded) return false;
    const { vectors } = embedded;
    const neighboursKey = `${sequenceHash(embedded.hashes)} ${embedded.key} k=${NEIGHBOURS}`;
    const search = await run.stage('neighbours', neighboursKey, this.neighboursJob, (control) =>
      findNeighbours(vectors, { k: NEIGHBOURS, seed: this.seed }, this.#base, control),
    );
    this.#search = search;
    const { neighbours } = search;

    const before = await this.#services.store.stage<Layout>('layout');
    const held = await run.current(this.#heldLayout(before, embedded.hashes, afresh));
    this.#layoutReplaced = before !== undefined && !held;
    const layoutKey = held ? held.key : `${neighboursKey} seed=${this.seed}`;
    this.#layout = held
      ? extendLayout(held.layout, neighbours)
      : await run.stage('layout', layoutKey, this.layoutJob, (control) =>
          this.#layOut(neighbours, embedded, control),
        );
    this.#layoutKey = layoutKey;
    this.#outdated = this.#layout.vectors !== embedded.key;
    if (held) this.layoutJob.mark(this.stale ? 'stale' : 'done');

    const points = originalPoints(this.#layout);
    this.#sweep = await run.stage('sweep', layoutKey, this.clusterJob, (control) =>
      sweepClusters(points, firstRows(neighbours, points.count), control),
    );
    if (this.stale) this.clusterJob.mark('stale');
    return true;
  }

  async cluster(settings: ClusterSettings): Promise<Clustering> {
    const points = this.points;
    if (!points) throw new Error('There is no layout to cluster yet.');
    return this.clusterJob.run((control) => clusterPoints(points, settings, control));
  }

  /** There are no prompts any more. */
  clear(): void {
    this.cancel();
    this.embedding.clear();
    this.#search = null;
    this.#layout = null;
    this.#sweep = null;
    for (const job of this.jobs) job.mark('empty');
  }

  cancel(): void {
    this.#runs.end();
    for (const job of this.jobs) job.cancel();
  }

  close(): void {
    this.cancel();
    this.embedding.close();
  }

  async #layOut(
    neighbours: Neighbours,
    { hashes, key }: EmbeddedSet,
    control: Control,
  ): Promise<Layout> {
    const [picture, points] = await Promise.all([
      layOut(neighbours, { ...PICTURE, seed: this.seed }, control),
      layOut(neighbours, { ...CLUSTERING, seed: this.seed }, { signal: control.signal }),
    ]);
    return {
      picture: picture.data,
      points,
      madeFor: neighbours.count,
      texts: sequenceHash(hashes),
      vectors: key,
    };
  }

  /** A stored layout of these prompts, or of the first of them, which has been clustered. */
  async #heldLayout(
    kept: StoredStage<Layout> | undefined,
    hashes: readonly string[],
    afresh: boolean,
  ): Promise<{ key: string; layout: Layout } | null> {
    if (afresh) return null;
    const swept = await this.#services.store.stage('sweep');
    if (!kept || kept.key !== swept?.key || kept.result.madeFor > hashes.length) return null;
    const { madeFor, texts } = kept.result;
    return texts === sequenceHash(hashes, madeFor) ? { key: kept.key, layout: kept.result } : null;
  }
}
