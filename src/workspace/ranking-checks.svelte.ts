import type { RankingChecks } from '../core/ranking/ranking-checks';
import { told } from './figure-session';
import type { FacetRankingsServices } from './facet-rankings.svelte';
import { Job } from './job.svelte';
import { StageFigure } from './stage-figure.svelte';

/** Second opinions on the ranking by other methods, for its options and filter, on request. */
export class ChecksOfRanking {
  readonly job = new Job('Checks', 'rounds');
  readonly figure: StageFigure<RankingChecks>;
  readonly #services: FacetRankingsServices;

  constructor(services: FacetRankingsServices) {
    this.#services = services;
    this.figure = new StageFigure('ranking-checks', services.store, this.job);
  }

  /** The checks answer another choice than the ranking's, also one of an earlier session. */
  get stale(): boolean {
    return this.figure.result !== null && this.figure.key !== this.#services.ranking.requestKey;
  }

  async refresh(): Promise<void> {
    const { ranking, session } = this.#services;
    const request = { options: ranking.options, filter: ranking.filter };
    await this.figure.update(ranking.requestKey, (control) =>
      session.call('checks', [request, told(control)], control),
    );
  }
}
