import type { Diversity } from '../core/quality/diversity';
import type { LabellerServices } from './knn-labels.svelte';

export interface DiversityInputs extends LabellerServices {
  /** Near-duplicate group of each prompt. */
  duplicateGroups(): Int32Array | null;
  clusters(): {
    readonly labels: Int32Array;
    readonly clusters: { readonly length: number };
  } | null;
}

/** Diversity figures of sets of prompts, computed once for each set and clustering. */
export class SetDiversity {
  readonly #inputs: DiversityInputs;
  readonly #known = new WeakMap<Int32Array, { readonly of: unknown; readonly made: Diversity }>();

  constructor(inputs: DiversityInputs) {
    this.#inputs = inputs;
  }

  /** @returns null before there are vectors for all of the rows */
  async of(rows: Int32Array): Promise<Diversity | null> {
    const vectors = this.#inputs.vectors();
    if (!vectors || rows.some((row) => row >= vectors.count)) return null;
    const state = this.#inputs.clusters();
    const groups = this.#inputs.duplicateGroups();
    const known = this.#known.get(rows);
    if (known && known.of === state?.labels) return known.made;
    const made = await this.#inputs.labeller.diversity(vectors, rows, {
      clusters: state && state.labels.length === vectors.count ? state.labels : null,
      clusterCount: state?.clusters.length ?? 0,
      duplicateGroups: groups?.length === vectors.count ? groups : null,
    });
    this.#known.set(rows, { of: state?.labels, made });
    return made;
  }
}
