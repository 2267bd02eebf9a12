import { AnswerBook, type Answer } from '../core/judging/answer';
import type { TokenCounter } from '../engine/token-counter';
import type { History } from './history.svelte';
import type { WorkspaceStore } from './workspace-store.svelte';

const STAGE = 'answers';

interface AnswerServices {
  readonly store: WorkspaceStore;
  readonly history: History;
  readonly countTokens: TokenCounter;
  report(error: unknown): void;
}

/** The workspace's answers, imported and generated, with their tokens counted. */
export class StoredAnswers {
  #book = $state.raw<AnswerBook>(new AnswerBook());
  readonly #services: AnswerServices;

  constructor(services: AnswerServices) {
    this.#services = services;
  }

  async load(): Promise<void> {
    this.#book = new AnswerBook(
      (await this.#services.store.stage<readonly Answer[]>(STAGE))?.result ?? [],
    );
  }

  /** Replaced, never changed, when answers come or go. */
  get book(): AnswerBook {
    return this.#book;
  }

  /** Adds answers, in place of earlier ones of the same model and prompt. */
  async add(answers: Iterable<Answer>): Promise<void> {
    const added = [...answers];
    const known = added.filter(({ tokens }) => tokens !== undefined);
    const uncounted = added.filter(({ tokens }) => tokens === undefined);
    const counts =
      uncounted.length > 0
        ? await this.#services.countTokens(uncounted.map(({ turns }) => turns.at(-1) ?? ''))
        : [];
    const counted = uncounted.map((answer, i) => ({ ...answer, tokens: counts[i] }));
    await this.#keep(new AnswerBook([...this.#book, ...known, ...counted]));
  }

  /** Takes a model's answers away, undoably. */
  removeModel(model: string): void {
    const { history, report } = this.#services;
    const removed = [...this.#book].filter((answer) => answer.model === model);
    const show = (answers: Iterable<Answer>) => {
      this.#keep(new AnswerBook(answers)).catch(report);
    };
    history.run({
      label: `Remove the answers of ${model}`,
      redo: () => show([...this.#book].filter((answer) => answer.model !== model)),
      undo: () => show([...this.#book, ...removed]),
    });
  }

  async #keep(book: AnswerBook): Promise<void> {
    this.#book = book;
    await this.#services.store.saveStage(STAGE, STAGE, [...book]);
  }
}
