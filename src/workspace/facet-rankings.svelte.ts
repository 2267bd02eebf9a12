import type { Facet } from '../core/ranking/battle-filter';
import type { RankingsByFacet } from '../core/ranking/rank-by-facet';
import { progressCallback } from '../stages/rank-session';
import { Job } from './job.svelte';
import { SEPARATED_SHARE, type RankingState } from './ranking.svelte';
import type { WorkspaceStore } from './workspace-store.svelte';

const STAGE = 'ranking-by-facet';

/** The rankings of each category (or other facet), for the options and filter of the ranking. */
export class FacetRankings {
  readonly job = new Job('Categories', 'rankings');
  #facet = $state<Facet>('category');
  #result = $state.raw<RankingsByFacet | null>(null);
  #key = $state('');
  #error = $state<string | null>(null);
  readonly #ranking: RankingState;
  readonly #store: WorkspaceStore;

  constructor(ranking: RankingState, store: WorkspaceStore) {
    this.#ranking = ranking;
    this.#store = store;
  }

  get facet(): Facet {
    return this.#facet;
  }
  get result(): RankingsByFacet | null {
    return this.#result;
  }
  get error(): string | null {
    return this.#error;
  }
  /** The result answers an earlier choice. */
  get stale(): boolean {
    return this.#result !== null && this.#key !== this.#wantedKey;
  }
  get running(): boolean {
    return this.job.state === 'running';
  }

  async load(): Promise<void> {
    const stored = await this.#store.stage<RankingsByFacet>(STAGE);
    if (!stored) return;
    this.#result = stored.result;
    this.#facet = stored.result.facet;
    this.#key = stored.key;
  }

  choose(facet: Facet): void {
    this.#facet = facet;
    void this.update();
  }

  /** Ranks where what is there is out of date, or nothing is. */
  async update(): Promise<void> {
    const key = this.#wantedKey;
    if (this.#result && this.#key === key) return;
    const request = { options: this.#ranking.options, filter: this.#ranking.filter };
    try {
      this.#error = null;
      const result = await this.job.run((control) =>
        this.#ranking.session.call(
          'rankBy',
          [request, this.#facet, SEPARATED_SHARE, progressCallback(control.onProgress)],
          control,
        ),
      );
      if (key !== this.#wantedKey) return;
      this.#result = result;
      this.#key = key;
      await this.#store.saveStage(STAGE, key, result);
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') return;
      this.#error = error instanceof Error ? error.message : String(error);
      this.job.mark('stale');
    }
  }

  clear(): void {
    this.#result = null;
    this.#error = null;
    this.job.mark('empty');
  }

  get #wantedKey(): string {
    return `${this.#ranking.requestKey} ${this.#facet} ${SEPARATED_SHARE}`;
  }
}
