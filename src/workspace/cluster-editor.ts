import { placeIntoClusters } from '../core/clusters/noise-assignment';
import { mergeClusters } from '../core/clusters/relabel';
import type { ClusterSettings } from '../core/data';
import { assignNoise, splitCluster } from '../stages/cluster-prompts';
import type { Analysis } from './analysis.svelte';
import {
  clusterState,
  relabelled,
  type ClusterEdits,
  type ClusterState,
} from './cluster-state.svelte';

/** What the clusters are of. */
export type ClusteredData = Pick<
  Analysis,
  'neighbours' | 'points' | 'vectors' | 'sweep' | 'layoutKey' | 'layoutReplaced' | 'cluster'
>;

/** The user's commands on the clusters; each is one step of undo. */
export class ClusterEditor {
  readonly #edits: ClusterEdits;
  readonly #analysis: ClusteredData;

  constructor(edits: ClusterEdits, analysis: ClusteredData) {
    this.#edits = edits;
    this.#analysis = analysis;
  }

  get #state(): ClusterState | null {
    return this.#edits.state;
  }

  /** @param name empty to go back to the keywords */
  rename(id: number, name: string): void {
    this.renameAll(new Map([[id, name]]), 'Rename cluster');
  }

  /** Renames several clusters in one step; empty names go back to the keywords. */
  renameAll(names: ReadonlyMap<number, string>, label: string): void {
    this.#edit(label, (state) => ({
      ...state,
      clusters: state.clusters.map((cluster, id) => {
        const name = names.get(id);
        return name === undefined ? cluster : { ...cluster, givenName: name.trim() || null };
      }),
    }));
  }

  /** Joins the clusters under the name and colour of the first of them. */
  merge(ids: readonly number[]): void {
    this.#edit('Merge clusters', (state) => {
      const merged = relabelled(state, mergeClusters(state.labels, state.clusters.length, ids));
      const { givenName, colour } = state.clusters[ids[0]];
      const into = Math.min(...ids);
      const clusters = merged.clusters.map((cluster, label) =>
        label === into ? { ...cluster, givenName, colour } : cluster,
      );
      return { ...merged, clusters };
    });
  }

  async split(id: number): Promise<void> {
    const { points, vectors } = this.#analysis;
    const state = this.#state;
    if (!points || !vectors || !state) return;
    const parts = await splitCluster(points, vectors, state.labels, state.clusters.length, id);
    // A newer edit made these parts those of another state.
    if (this.#state === state) this.#edit('Split cluster', (now) => relabelled(now, parts));
  }

  /** Puts what is in no cluster into the nearest one, or takes that back. */
  async assignNoise(on: boolean): Promise<void> {
    const state = this.#state;
    const { vectors } = this.#analysis;
    if (!state || !vectors || state.noiseAssigned === on) return;
    // Assigning leaves a noise point's probability at 0, which no member of a cluster has.
    const labels = on
      ? await assignNoise(vectors, state.labels, state.clusters.length)
      : state.labels.map((label, i) => (state.probabilities[i] === 0 ? -1 : label));
    if (this.#state !== state) return;
    const label = on ? 'Assign noise to the nearest clusters' : 'Show noise again';
    this.#edit(label, (now) => ({ ...now, labels, noiseAssigned: on }));
  }

  async recluster(settings: ClusterSettings): Promise<void> {
    const clustering = await this.#analysis.cluster(settings);
    this.#edit('Cluster with other settings', () =>
      clusterState(clustering, this.#analysis.layoutKey),
    );
  }

  /**
   * After the analysis: takes the automatic clustering, or places later prompts into the edited one.
   * Where there is one already, clustering anew is an edit that can be undone.
   */
  settle(afresh: boolean): void {
    const { sweep, neighbours, layoutReplaced, layoutKey } = this.#analysis;
    if (!sweep || !neighbours) return;
    this.#cut(neighbours.count);
    const state = this.#state;
    if (!state) this.#edits.replace(clusterState(sweep.clustering, layoutKey));
    else if (afresh || layoutReplaced)
      this.#edit('Cluster anew', () => clusterState(sweep.clustering, layoutKey));
    else if (state.labels.length < neighbours.count) this.#edits.replace(state);
  }

  /** A state with a place for every prompt: later ones stand with their nearest neighbours. */
  fitted(state: ClusterState): ClusterState {
    const { neighbours } = this.#analysis;
    if (!neighbours || state.labels.length >= neighbours.count) return state;
    return { ...state, ...placeIntoClusters(state, neighbours) };
  }

  /**
   * More labels than prompts: an import was taken back from under them. The first prompts keep their
   * clusters; where that empties one, the clusters were of those that are gone.
   */
  #cut(count: number): void {
    const state = this.#state;
    if (!state || state.labels.length <= count) return;
    const labels = state.labels.slice(0, count);
    const held = new Set(labels);
    const whole = state.clusters.every((_, id) => held.has(id));
    const probabilities = state.probabilities.slice(0, count);
    this.#edits.replace(whole ? { ...state, labels, probabilities } : null);
  }

  #edit(label: string, change: (state: ClusterState) => ClusterState): void {
    const state = this.#state;
    if (state) this.#edits.edit(label, change(state));
  }
}
