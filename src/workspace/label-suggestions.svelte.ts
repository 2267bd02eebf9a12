import type { Prompt } from '../core/data';
import type { SuggestedLabel } from '../core/judging/label-suggestion';
import type { TagQuestion } from '../core/judging/run-spec';
import { GENERAL } from '../core/labels/category';
import type { LabelCategory } from '../core/labels/label-state';
import type { LabelSet } from '../core/labels/label-set';
import type { TagResults } from './tag-results.svelte';

export interface SuggestionSubject {
  readonly prompts: readonly Prompt[];
  readonly labels: { readonly categories: readonly LabelCategory[]; readonly given: LabelSet };
  readonly judging: { readonly tags: Pick<TagResults, 'of'> };
}

/** Labels that a model suggests: shown beside prompts, and no labels until a person takes them. */
export class LabelSuggestions {
  readonly #subject: SuggestionSubject;
  readonly #kept = $derived.by(() => this.#subject.judging.tags.of('labels'));
  readonly #all = $derived.by(() => this.#byRow());
  readonly #open = $derived.by(() => {
    const { prompts, labels } = this.#subject;
    return [...this.#all.keys()].filter((row) => !labels.given.has(prompts[row].id));
  });

  constructor(subject: SuggestionSubject) {
    this.#subject = subject;
  }

  /** The model that was asked; null before any was. */
  get model(): string | null {
    return this.#kept?.tagger.model ?? null;
  }
  /** What a model is asked with the categories as they are now. */
  get question(): TagQuestion {
    const { categories } = this.#subject.labels;
    const asked = categories.map(({ name, description }) => ({ name, description }));
    return { task: 'labels', categories: asked };
  }
  /** Rows with a suggestion and without a label of their own, in the order of the prompts. */
  get open(): readonly number[] {
    return this.#open;
  }

  /** What the model says of a prompt; null for nothing, and where the category is gone since. */
  of(row: number): SuggestedLabel | null {
    return this.#all.get(row) ?? null;
  }

  #byRow(): ReadonlyMap<number, SuggestedLabel> {
    const { prompts, labels } = this.#subject;
    const found = new Map<number, SuggestedLabel>();
    const tags = this.#kept?.tags;
    if (!tags) return found;
    const known = new Set([GENERAL, ...labels.categories.map(({ name }) => name)]);
    prompts.forEach(({ id }, row) => {
      const tag = tags.get(id);
      if (tag && known.has(tag.category)) found.set(row, tag);
    });
    return found;
  }
}
