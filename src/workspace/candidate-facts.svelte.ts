import type { Prompt } from '../core/data';
import type { TagColumn } from '../core/judging/prompt-tags';
import type { CandidateColumns } from '../core/selection/candidate-columns';
import { GENERAL } from '../core/labels/category';
import { categoryField } from '../core/labels/imported-tags';
import type { PromptTags } from './prompt-tags.svelte';

export interface FactsSubject {
  readonly prompts: readonly Prompt[];
  readonly labels: { readonly categoryOf: readonly (string | null)[] | null };
  readonly clusters: { readonly state: { readonly labels: Int32Array } | null };
  readonly tags: Pick<PromptTags, 'scores' | 'highestScore' | 'expert' | 'occupations' | 'flags'>;
  readonly analysis: { readonly nearDuplicates: { readonly groupOf: Int32Array | null } };
}

/** What a workspace knows of its prompts beside their text, gathered for selection. */
export class CandidateFacts {
  readonly #subject: FactsSubject;
  readonly #field = $derived.by(() => categoryField(this.#subject.prompts));
  readonly #columns = $derived.by((): CandidateColumns => this.#gather());

  constructor(subject: FactsSubject) {
    this.#subject = subject;
  }

  get columns(): CandidateColumns {
    return this.#columns;
  }
  /** Category of a prompt as selection sees it: `general` while there are no labels, null for none. */
  categoryOf(row: number): string | null {
    const { categories, categoryNames } = this.#columns;
    return categories ? (categoryNames[categories[row]] ?? null) : GENERAL;
  }
  /** The imported column that stands for categories while there are no labels; null with labels. */
  get categoryField(): string | null {
    return this.#subject.labels.categoryOf ? null : this.#field;
  }

  #gather(): CandidateColumns {
    const { prompts, labels, clusters, analysis, tags } = this.#subject;
    const { names, rows } = numbered(this.#categories(prompts, labels.categoryOf));
    const known = clusters.state?.labels;
    return {
      categoryNames: names,
      categories: rows,
      // Prompts that were just added have no place in the clusters yet.
      clusters: known?.length === prompts.length ? known : null,
      scores: tags.scores,
      highestScore: tags.highestScore,
      duplicateGroups: analysis.nearDuplicates.groupOf,
      flags: rowsOf(tags.flags, (list) => list.length > 0),
      expert: tags.expert && Int8Array.from(tags.expert.values, (expert) => Number(expert ?? -1)),
      occupations: rowsOf(tags.occupations),
    };
  }

  #categories(
    prompts: readonly Prompt[],
    labelled: readonly (string | null)[] | null,
  ): readonly (string | null)[] | null {
    if (labelled) return labelled;
    const field = this.#field;
    return field === null
      ? null
      : prompts.map(({ fields }) => (fields[field] == null ? null : String(fields[field])));
  }
}

/** The lists of a column by row, as far as there are any. @param wanted which of them; all unless given */
function rowsOf(
  column: TagColumn<readonly string[]> | null,
  wanted: (list: readonly string[]) => boolean = () => true,
): ReadonlyMap<number, readonly string[]> {
  const rows = new Map<number, readonly string[]>();
  column?.values.forEach((list, row) => {
    if (list && wanted(list)) rows.set(row, list);
  });
  return rows;
}

/** Names by first appearance, and each value's row among them, −1 for none. */
function numbered(values: readonly (string | null)[] | null): {
  readonly names: readonly string[];
  readonly rows: Int32Array | null;
} {
  const names = new Map<string, number>();
  const rows =
    values &&
    Int32Array.from(values, (value) => {
      if (value === null) return -1;
      const known = names.get(value);
      if (known !== undefined) return known;
      names.set(value, names.size);
      return names.size - 1;
    });
  return { names: [...names.keys()], rows };
}
