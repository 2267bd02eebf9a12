import { batches } from '../core/batches';
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
  /** Called after answers came, went or were replaced. */
  onChange?(): void;
}

/** The workspace's answers, imported and generated, with their tokens counted. */
export class StoredAnswers {
  #book = $state.raw<AnswerBook>(new AnswerBook());
  #saved: Promise<void> = Promise.resolve();
  readonly #services: AnswerServices;

  constructor(services: AnswerServices) {
    this.#services = services;
  }

  async load(): Promise<void> {
    const parts = await this.#services.store.stageParts<readonly Answer[]>(STAGE);
    this.#book = new AnswerBook(parts.flat());
  }

  /** Replaced, never changed, when answers come or go. */
  get book(): AnswerBook {
    return this.#book;
  }

  /** Adds answers, in place of earlier ones of the same model and prompt, undoably. */
  async add(answers: Iterable<Answer>, label: string): Promise<void> {
    const added = [...answers];
    if (added.length === 0) return;
    const known = added.filter(({ tokens }) => tokens !== undefined);
    const uncounted = added.filter(({ tokens }) => tokens === undefined);
    const counts =
      uncounted.length > 0
        ? await this.#services.countTokens(uncounted.map(({ turns }) => turns.at(-1) ?? ''))
        : [];
    const counted = uncounted.map((answer, i) => ({ ...answer, tokens: counts[i] }));
    this.#change(label, new AnswerBook([...this.#book, ...known, ...counted]));
    await this.#saved;
  }

  /** Takes a model's answers away, undoably. */
  removeModel(model: string): void {
    const left = [...this.#book].filter((answer) => answer.model !== model);
    this.#change(`Remove the answers of ${model}`, new AnswerBook(left));
  }

  #change(label: string, next: AnswerBook): void {
    const before = this.#book;
    const { store, history } = this.#services;
    if (store.readOnly) this.#book = next;
    else history.run({ label, redo: () => this.#show(next), undo: () => this.#show(before) });
  }

  #show(book: AnswerBook): void {
    this.#book = book;
    this.#services.onChange?.();
    const { store, report } = this.#services;
    this.#saved = store.saveStageParts(STAGE, batches([...book], charactersOf)).catch(report);
  }
}

function charactersOf({ turns, reasoning = '' }: Answer): number {
  return turns.reduce((sum, turn) => sum + turn.length, reasoning.length);
}
