import type { Prompt, RowError } from '../core/data';
import type { GivenVectors } from './embedding-record';
import type { WorkspaceStore } from './workspace-store.svelte';

const GIVEN_STAGE = 'given-vectors';
const SUMMARY_STAGE = 'import-summary';

/** What an import replaces as one. */
export interface Contents {
  readonly prompts: readonly Prompt[];
  /** Rows that the last import left out. */
  readonly errors: readonly RowError[];
  /** What the last import did, in words. */
  readonly summary: string;
  /** Vectors that came with the prompts. */
  readonly given: GivenVectors | null;
}

const NOTHING: Contents = { prompts: [], errors: [], summary: '', given: null };

/** A workspace's prompts and what came with them, as they are stored. */
export class WorkspaceContents {
  #now = $state.raw(NOTHING);
  readonly #store: WorkspaceStore;

  constructor(store: WorkspaceStore) {
    this.#store = store;
  }

  get now(): Contents {
    return this.#now;
  }

  async load(): Promise<void> {
    const given = await this.#store.stage<GivenVectors | null>(GIVEN_STAGE);
    const summary = await this.#store.stage<string>(SUMMARY_STAGE);
    this.#now = {
      prompts: await this.#store.prompts(),
      errors: await this.#store.rowErrors(),
      summary: summary?.result ?? '',
      given: given?.result ?? null,
    };
  }

  /**
   * Stores in one transaction, then shows.
   * @throws {TouchstoneError} `disk-full`: all is as it was
   */
  async replace(next: Contents): Promise<void> {
    const { prompts, errors, summary, given } = next;
    const vectors = { stage: GIVEN_STAGE, key: given?.version ?? GIVEN_STAGE, result: given };
    const said = { stage: SUMMARY_STAGE, key: SUMMARY_STAGE, result: summary };
    await this.#store.savePrompts(
      prompts,
      errors,
      given === this.#now.given ? [said] : [said, vectors],
    );
    this.#now = next;
  }
}
