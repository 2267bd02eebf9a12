import type { Prompt, RowError } from '../core/data';
import type { GivenVectors } from './embedding-record';
import type { WorkspaceStore } from './workspace-store.svelte';

const GIVEN_STAGE = 'given-vectors';

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
    this.#now = {
      ...NOTHING,
      prompts: await this.#store.prompts(),
      errors: await this.#store.rowErrors(),
      given: given?.result ?? null,
    };
  }

  /**
   * Stores in one transaction, then shows.
   * @throws {TouchstoneError} `disk-full`: all is as it was
   */
  async replace(next: Contents): Promise<void> {
    const { prompts, errors, given } = next;
    const stage = { stage: GIVEN_STAGE, key: given?.version ?? GIVEN_STAGE, result: given };
    await this.#store.savePrompts(prompts, errors, given === this.#now.given ? [] : [stage]);
    this.#now = next;
  }
}
