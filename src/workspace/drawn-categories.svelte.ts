import {
  activeEntries,
  drawnCategory,
  type EvaluationSet,
  type SetEntry,
} from '../core/selection/evaluation-set';

export interface DrawnCategoriesSubject {
  set(): EvaluationSet | null;
  /** Category of a prompt as its label is now; null for none, or a prompt that is gone. */
  categoryNow(id: string): string | null;
}

/** The categories under which the prompts of a set were drawn, beside those that they have by now. */
export class DrawnCategories {
  readonly #subject: DrawnCategoriesSubject;
  readonly #changed = $derived.by(() => this.#countChanged());

  constructor(subject: DrawnCategoriesSubject) {
    this.#subject = subject;
  }

  /** Prompts of the set whose category is another by now. */
  get changed(): number {
    return this.#changed;
  }

  /** Null for none. */
  of(entry: SetEntry): string | null {
    const set = this.#subject.set();
    const now = this.#subject.categoryNow(entry.id);
    return set ? drawnCategory(entry, set.settings, now) : now;
  }

  #countChanged(): number {
    const set = this.#subject.set();
    return (set ? activeEntries(set) : []).filter(
      (entry) => this.of(entry) !== this.#subject.categoryNow(entry.id),
    ).length;
  }
}
