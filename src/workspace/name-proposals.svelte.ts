import type { Prompt } from '../core/data';
import { clusterAsText, type ClusterName } from '../core/judging/cluster-naming';
import { knownClusters, type KnownCluster } from '../core/judging/known-clusters';
import type { TagItem } from '../core/judging/tag-call';
import type { HeldTags } from '../core/judging/tag-strata';
import { nameTags, type YesNoTag } from '../core/judging/yes-no-tags';
import type { ClusterInfo } from './map-model';
import type { KeptTags, TagResults } from './tag-results.svelte';

interface NamedSubject {
  readonly prompts: readonly Prompt[];
  readonly map: { readonly clusters: readonly ClusterInfo[]; readonly labels: Int32Array };
  readonly judging: { readonly tags: Pick<TagResults, 'of'> };
}

type NamedCluster = TagItem & KnownCluster;

/** Names that a model proposed for the clusters as they are now, see `knownClusters`. */
export class NameProposals {
  readonly #subject: NamedSubject;
  /** By the examples' array, which stays through renames. */
  readonly #described = new WeakMap<readonly number[], Omit<NamedCluster, 'id'>>();
  readonly #items = $derived.by(() => this.#asItems());
  readonly #kept = $derived.by(() => this.#subject.judging.tags.of('names'));
  readonly #asked: ReadonlyMap<string, string> = $derived.by(() =>
    this.#kept?.question.task === 'names'
      ? knownClusters(this.#items, this.#kept.question.items)
      : new Map(),
  );

  constructor(subject: NamedSubject) {
    this.#subject = subject;
  }

  /** The clusters as a model is shown them, by their ids. */
  get items(): readonly NamedCluster[] {
    return this.#items;
  }
  /** Of the last run; null before any. */
  get kept(): KeptTags<ClusterName> | null {
    return this.#kept;
  }
  /** How many names were proposed for clusters that have changed so far that none of now is one of them. */
  get lost(): number {
    const there = new Set(this.#asked.values());
    return Array.from(this.#kept?.tags.keys() ?? []).filter((id) => !there.has(id)).length;
  }
  /** What the model was asked about when it named a cluster; null where it was not. */
  askedAs(cluster: number): string | null {
    return this.#asked.get(`${cluster}`) ?? null;
  }
  /** Null where the model gave none, or the cluster has changed since. */
  of(cluster: number): ClusterName | null {
    const asked = this.askedAs(cluster);
    return asked === null ? null : (this.#kept?.tags.get(asked) ?? null);
  }
  /** The names as tags of the prompts in their clusters; of clusters without one, prompts have none. */
  get tags(): readonly YesNoTag[] {
    const { clusters } = this.#subject.map;
    return nameTags(clusters.flatMap(({ id }) => this.of(id)?.name ?? []));
  }
  /** By prompt; those in no cluster, or in one without a proposed name, are held by none. */
  get held(): HeldTags {
    const { prompts, map } = this.#subject;
    const names = new Map(map.clusters.map(({ id }) => [id, this.of(id)?.name]));
    return new Map(
      prompts.map(({ id }, row) => {
        const name = names.get(map.labels[row]);
        return [id, name === undefined ? [] : [name]];
      }),
    );
  }

  #asItems(): NamedCluster[] {
    const { prompts, map } = this.#subject;
    return map.clusters.map(({ id, keywords, exemplars }) => {
      const described = this.#described.get(exemplars) ?? {
        text: clusterAsText({ keywords, prompts: exemplars.map((row) => prompts[row].text) }),
        central: exemplars.map((row) => prompts[row].id),
      };
      this.#described.set(exemplars, described);
      return { id: `${id}`, ...described };
    });
  }
}
