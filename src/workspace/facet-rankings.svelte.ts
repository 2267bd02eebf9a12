import { contentHash } from '../core/prompts/content-hash';
import type { Facet } from '../core/ranking/battle-filter';
import type { RankingsByFacet } from '../core/ranking/rank-by-facet';
import type { FigureSession } from './figure-session';
import { told } from './figure-session';
import { Job } from './job.svelte';
import { SEPARATED_SHARE, type RankingState } from './ranking.svelte';
import { StageFigure } from './stage-figure.svelte';
import type { WorkspaceStore } from './workspace-store.svelte';

export interface FacetRankingsServices {
  readonly store: WorkspaceStore;
  readonly ranking: RankingState;
  readonly session: FigureSession;
}

/** The rankings of each category (or other facet), for the options and filter of the ranking. */
export class FacetRankings {
  readonly job = new Job('Categories', 'rankings');
  readonly figure: StageFigure<RankingsByFacet>;
  #facet = $state<Facet>('category');
  readonly #services: FacetRankingsServices;

  constructor(services: FacetRankingsServices) {
    this.#services = services;
    this.figure = new StageFigure('ranking-by-facet', services.store, this.job);
  }

  get facet(): Facet {
    return this.#facet;
  }

  async load(): Promise<void> {
    await this.figure.load();
    if (this.figure.result) this.#facet = this.figure.result.facet;
  }

  choose(facet: Facet): void {
    this.#facet = facet;
    void this.refresh();
  }

  /** Ranks where what is there is out of date, or nothing is. */
  async refresh(): Promise<void> {
    const { ranking, session } = this.#services;
    const request = { options: ranking.options, filter: ranking.filter };
    const facet = this.#facet;
    const chosen = [ranking.requestKey, ranking.groupsKey, facet, SEPARATED_SHARE];
    await this.figure.update(contentHash(JSON.stringify(chosen)), (control) =>
      session.call('rankBy', [request, facet, SEPARATED_SHARE, told(control)], control),
    );
  }
}
