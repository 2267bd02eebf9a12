import { AnswerBook, type Answer } from '../core/judging/answer';
import type { TokenCounter } from '../engine/token-counter';
import type { WorkspaceStore } from './workspace-store.svelte';

const STAGE = 'answers';

/** The workspace's answers, imported and generated, with their tokens counted. */
export class StoredAnswers {
  #book = $state.raw<AnswerBook>(new AnswerBook());
  readonly #store: WorkspaceStore;
  readonly #countTokens: TokenCounter;

  constructor(store: WorkspaceStore, countTokens: TokenCounter) {
    this.#store = store;
    this.#countTokens = countTokens;
  }

  async load(): Promise<void> {
    this.#book = new AnswerBook((await this.#store.stage<readonly Answer[]>(STAGE))?.result ?? []);
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
        ? await this.#countTokens(uncounted.map(({ turns }) => turns.at(-1) ?? ''))
        : [];
    const counted = uncounted.map((answer, i) => ({ ...answer, tokens: counts[i] }));
    await this.#keep(new AnswerBook([...this.#book, ...known, ...counted]));
  }

  async removeModel(model: string): Promise<void> {
    await this.#keep(new AnswerBook([...this.#book].filter((answer) => answer.model !== model)));
  }

  async #keep(book: AnswerBook): Promise<void> {
    this.#book = book;
    await this.#store.saveStage(STAGE, STAGE, [...book]);
  }
}
