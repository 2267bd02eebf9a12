import type { Prompt } from '../core/data';
import type { CandidateColumns } from '../core/selection/candidate-columns';
import type { DrawnSet } from '../core/selection/drawn-set';
import type { SamplingSettings } from '../core/selection/sampling-settings';
import { PromptSelector } from '../stages/select-prompts';
import type { KeptSet, SelectionSettings } from './selection-settings';

export interface SelectionInput {
  readonly prompts: readonly Prompt[];
  readonly columns: CandidateColumns;
}

/** A draw with what it was made by and from. */
interface ShownDraw {
  readonly drawn: DrawnSet;
  readonly settings: SelectionSettings;
  readonly hash: string;
}

/** What the chosen settings would draw from the prompts as they are now. */
export class SelectionPreview {
  #shown = $state.raw<ShownDraw | null>(null);
  #refusal = $state<string | null>(null);
  #hash = $state<string | null>(null);
  #waiting = $state(0);
  #last: Promise<unknown> = Promise.resolve();
  #selector: PromptSelector | null = null;
  #wanted: SelectionSettings | null = null;

  /** Null while it is computed for the first time, or refused. */
  get drawn(): DrawnSet | null {
    return this.#shown?.drawn ?? null;
  }
  /** What is shown, to be kept: while newer settings are computed it is still that of the former ones. */
  get offer(): KeptSet | null {
    if (!this.#shown) return null;
    const { drawn, settings, hash } = this.#shown;
    return { set: drawn.set, settings, candidatesHash: hash, candidates: drawn.candidates };
  }
  /** Why the settings can't draw at all. */
  get refusal(): string | null {
    return this.#refusal;
  }
  /** Over all that selection knows of the prompts; null until they were looked at. */
  get hash(): string | null {
    return this.#hash;
  }

  get working(): boolean {
    return this.#waiting > 0;
  }

  /**
   * Draws anew; of several calls only the last one counts.
   * @param sampling that of the settings, with the strata that are expected
   */
  async update(
    input: SelectionInput,
    settings: SelectionSettings,
    sampling: SamplingSettings,
  ): Promise<void> {
    this.#wanted = settings;
    const { filters, earlier } = settings;
    await this.use(input, async (selector) => {
      if (this.#wanted !== settings) return;
      const outcome = await selector.draw(filters, sampling, earlier).then(
        (drawn) => ({ shown: { drawn, settings, hash: selector.hash }, refusal: null }),
        (error: Error) => ({ shown: null, refusal: error.message }),
      );
      if (this.#wanted !== settings) return;
      this.#shown = outcome.shown;
      this.#refusal = outcome.refusal;
    });
  }

  /** Runs work, one after another, on a selector that holds the prompts with what is known of them. */
  async use<T>(
    { prompts, columns }: SelectionInput,
    work: (selector: PromptSelector) => Promise<T>,
  ): Promise<T> {
    const turn = this.#last.then(async () => {
      const selector = this.#selectorOf(prompts);
      await selector.describe(columns);
      this.#hash = selector.hash;
      return work(selector);
    });
    this.#last = turn.catch(() => {});
    this.#waiting++;
    try {
      return await turn;
    } finally {
      this.#waiting--;
    }
  }

  close(): void {
    this.#selector?.close();
    this.#selector = null;
  }

  #selectorOf(prompts: readonly Prompt[]): PromptSelector {
    if (!this.#selector?.holds(prompts)) {
      this.#selector?.close();
      this.#selector = new PromptSelector(prompts);
    }
    return this.#selector;
  }
}
