import { group } from 'd3-array';
import type { Prompt } from '../core/data';
import {
  categoryQuestion,
  CLUSTER_LIST,
  type ClusterSummary,
  type ProposedCategory,
} from '../core/judging/category-generator';
import { knownClusters } from '../core/judging/known-clusters';
import type { TagQuestion } from '../core/judging/run-spec';
import type { HeldTags } from '../core/judging/tag-strata';
import { categoryTags, type YesNoTag } from '../core/judging/yes-no-tags';
import type { ClusterInfo } from './map-model';
import type { KeptTags, TagResults } from './tag-results.svelte';

interface CategorisedSubject {
  readonly prompts: readonly Prompt[];
  readonly map: { readonly clusters: readonly ClusterInfo[]; readonly labels: Int32Array };
  readonly judging: { readonly tags: Pick<TagResults, 'of'> };
}

/** A category that a model proposed, with what belongs to it as the clusters are now. */
export interface CategoryProposal extends Omit<ProposedCategory, 'clusters'> {
  readonly clusters: readonly ClusterInfo[];
  /** How many of the clusters that the model named have changed since. */
  readonly changed: number;
  /** In the clusters. */
  readonly prompts: number;
}

/** Categories that a model proposed from the clusters; its word on a prompt is that on its cluster. */
export class CategoryProposals {
  readonly #subject: CategorisedSubject;
  readonly #kept = $derived.by(() => this.#subject.judging.tags.of('categories'));
  readonly #all = $derived.by(() => this.#asTheyAreNow());

  constructor(subject: CategorisedSubject) {
    this.#subject = subject;
  }

  /** Of the last run; null before any. */
  get kept(): KeptTags<readonly ProposedCategory[]> | null {
    return this.#kept;
  }
  get all(): readonly CategoryProposal[] {
    return this.#all;
  }
  get tags(): readonly YesNoTag[] {
    return categoryTags('categories', this.#all);
  }
  /** By prompt; those in no cluster, or in one that belongs to no category, are held by none. */
  get held(): HeldTags {
    const { prompts, map } = this.#subject;
    const names = new Map<number, string[]>();
    for (const { name, clusters } of this.#all) {
      for (const { id } of clusters) names.set(id, [...(names.get(id) ?? []), name]);
    }
    return new Map(prompts.map(({ id }, row) => [id, names.get(map.labels[row]) ?? []]));
  }

  /** What a model is asked about the clusters as they are now. @param wanted at most so many categories */
  question(wanted: number): TagQuestion {
    return categoryQuestion(this.#summaries(), wanted);
  }

  #summaries(): ClusterSummary[] {
    const { prompts, map } = this.#subject;
    return map.clusters.map(({ id, name, size, keywords, exemplars }) => {
      const [first] = exemplars;
      const example = first === undefined ? '' : prompts[first].text;
      const central = exemplars.map((row) => prompts[row].id);
      return { id: `${id}`, name, size, keywords, example, central };
    });
  }

  #asTheyAreNow(): readonly CategoryProposal[] {
    if (this.#kept?.question.task !== 'categories') return [];
    const listed = this.#kept.question.clusters;
    const asked = knownClusters(this.#summaries(), listed);
    const byAskedId = group(this.#subject.map.clusters, ({ id }) => asked.get(`${id}`));
    return (this.#kept.tags.get(CLUSTER_LIST) ?? []).map(({ clusters, ...category }) => {
      const found = clusters.map((position) => byAskedId.get(listed[position].id) ?? []);
      const there = found.flat();
      return {
        ...category,
        clusters: there,
        changed: found.filter(({ length }) => length === 0).length,
        prompts: there.reduce((sum, { size }) => sum + size, 0),
      };
    });
  }
}
