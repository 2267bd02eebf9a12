import { Benchmarks } from './benchmarks.svelte';
import { FacetRankings } from './facet-rankings.svelte';
import { FigureSession, type FigureSources } from './figure-session';
import type { Job } from './job.svelte';
import { Judges } from './judges.svelte';
import { Planning } from './planning.svelte';
import { ChecksOfRanking } from './ranking-checks.svelte';
import type { RankingState } from './ranking.svelte';
import type { ChoicesServices } from './stored-choices.svelte';

export interface RankingFiguresServices extends ChoicesServices, FigureSources {
  readonly ranking: RankingState;
}

/** What is computed on the battles beside their ranking, when a tab asks for it. */
export class RankingFigures {
  readonly byFacet: FacetRankings;
  readonly checks: ChecksOfRanking;
  readonly benchmarks: Benchmarks;
  readonly judges: Judges;
  readonly planning: Planning;
  readonly #session: FigureSession;

  constructor(services: RankingFiguresServices) {
    this.#session = new FigureSession(services);
    const { store, history, ranking } = services;
    const report = (error: unknown) => services.report(error);
    const common = { store, history, ranking, report, session: this.#session };
    this.byFacet = new FacetRankings(common);
    this.checks = new ChecksOfRanking(common);
    this.benchmarks = new Benchmarks(common);
    this.judges = new Judges({ ...common, benchmarks: this.benchmarks });
    this.planning = new Planning(common);
  }

  get jobs(): readonly Job[] {
    const { byFacet, checks, benchmarks, judges, planning } = this;
    const figures = [byFacet, checks, benchmarks, judges, planning];
    return [benchmarks.loadJob, ...figures.map(({ job }) => job)];
  }

  async load(): Promise<void> {
    await this.byFacet.load();
    await this.checks.figure.load();
    await this.benchmarks.load();
    await this.judges.load();
    await this.planning.load();
  }

  /** Prompts' categories or clusters changed. */
  groupsChanged(): void {
    this.#session.forget();
  }

  cancel(): void {
    for (const job of this.jobs) job.cancel();
  }

  close(): void {
    this.cancel();
    this.#session.close();
  }
}
