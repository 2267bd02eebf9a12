import { distinctNames } from '../core/clusters/cluster-names';
import type { Prompt, Vectors } from '../core/data';
import { ClusterDescriber, type ClusterDescription } from '../stages/cluster-prompts';
import type { ClusterRecord, ClusterState } from './cluster-state.svelte';
import { Job } from './job.svelte';
import type { ClusterInfo, Structure } from './map-model';

type Shown = Pick<ClusterInfo, 'name' | 'keywords' | 'exemplars'>;

/** Names, keywords, examples and structure of the current clusters, kept for every state seen. */
export class ClusterNaming {
  readonly job = new Job('Names');
  /** Of the current labels; null while it is being made. */
  #description = $state.raw<ClusterDescription | null>(null);
  /** Undo comes back to labels that were described before. */
  readonly #described = new WeakMap<Int32Array, ClusterDescription>();
  /** What a cluster was called last: it stays so while an edit elsewhere is being described. */
  readonly #shown = new WeakMap<ClusterRecord, Shown>();
  readonly #describer = new ClusterDescriber();
  #wanted: Int32Array | null = null;

  /** Brings the description up to date with the labels; a newer call supersedes. */
  async describe(
    { labels, clusters }: ClusterState,
    prompts: readonly Prompt[],
    vectors: Vectors,
  ): Promise<void> {
    this.#wanted = labels;
    const known = this.#described.get(labels);
    this.#description = known ?? null;
    if (known) return;
    const made = await this.job.run((control) =>
      this.#describer.describe(prompts, vectors, labels, clusters.length, control),
    );
    this.#described.set(labels, made);
    clusters.forEach((record, id) => this.#shown.set(record, shownOf(made, id)));
    if (this.#wanted === labels) this.#description = made;
  }

  /** The clusters of a state as the map shows them, largest first. */
  infos(state: ClusterState): ClusterInfo[] {
    const sizes = new Int32Array(state.clusters.length);
    for (const label of state.labels) if (label >= 0) sizes[label]++;
    const made = this.#description;
    const shown = state.clusters.map((record, id) =>
      made ? shownOf(made, id) : this.#shown.get(record),
    );
    const names = distinctNames(
      state.clusters.map(
        ({ givenName }, id) => givenName ?? shown[id]?.name ?? `Cluster ${id + 1}`,
      ),
    );
    return state.clusters
      .map(({ persistence, givenName, colour }, id) => {
        const { keywords, exemplars } = shown[id] ?? { keywords: [], exemplars: [] };
        const own = { id, name: names[id], givenName, size: sizes[id], persistence, colour };
        return { ...own, keywords, exemplars };
      })
      .sort((a, b) => b.size - a.size || a.id - b.id);
  }

  /** Null while it is being made. */
  structure(): Structure | null {
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
}

function shownOf({ names, keywords, exemplars }: ClusterDescription, id: number): Shown {
  return { name: names[id], keywords: keywords[id], exemplars: exemplars[id] };
}
