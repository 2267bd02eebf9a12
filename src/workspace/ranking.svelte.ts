import { contentHash } from '../core/prompts/content-hash';
import type { BattleFilter, Facet, FacetValue, PromptGroup } from '../core/ranking/battle-filter';
import {
  DEFAULT_RANKING,
  type RankingOptions,
  type RankingReport,
} from '../core/ranking/rank-battles';
import type { PromptsNeeded } from '../core/ranking/plan-battles';
import { RankSession, progressCallback } from '../stages/rank-session';
import type { Battles } from './battles.svelte';
import { FacetRankings } from './facet-rankings.svelte';
import { Job } from './job.svelte';
import type { WorkspaceStore } from './workspace-store.svelte';

const REPORT_STAGE = 'ranking';
const SETTINGS_STAGE = 'ranking-settings';
/** A newer request waits so long for the one that runs, as ending it costs sending the battles again. */
const PATIENCE_MS = 700;

/** Share of pairs that a plan is to tell apart. */
export const SEPARATED_SHARE = 0.8;
/** Planning costs pairs × some thousand: with more models it is left to the Planning tab. */
const MAX_PLANNED_MODELS = 60;

export interface RankingServices {
  readonly store: WorkspaceStore;
  readonly battles: Battles;
  /** What the workspace knows of its prompts: category, cluster, language. */
  groups(): readonly PromptGroup[];
  report(error: unknown): void;
}

interface Result {
  readonly report: RankingReport;
  /** Null where there are too many models, or one. */
  readonly plan: PromptsNeeded | null;
}

interface Settings {
  readonly options: RankingOptions;
  readonly filter: BattleFilter;
}

export type Facets = Readonly<Record<Facet, readonly FacetValue[]>>;

/**
 * The ranking of the workspace's battles: what the user chose, and the result for it. Every change
 * ranks anew in the rank worker; a newer one supersedes an older one.
 */
export class RankingState {
  readonly job = new Job('Ranking', 'rounds');
  /** The worker with the battles; other calls on the same battles go through it too. */
  readonly session = new RankSession();
  readonly byFacet: FacetRankings;
  #options = $state.raw<RankingOptions>(DEFAULT_RANKING);
  #filter = $state.raw<BattleFilter>({});
  #report = $state.raw<RankingReport | null>(null);
  #plan = $state.raw<PromptsNeeded | null>(null);
  #facets = $state.raw<Facets | null>(null);
  /** Why there is no ranking for what was chosen. */
  #error = $state<string | null>(null);
  /** Of the request that the report answers. */
  #key = $state('');
  #groupsChanged = $state(0);
  #loop: Promise<void> | null = null;
  #wanted = false;
  readonly #services: RankingServices;

  constructor(services: RankingServices) {
    this.#services = services;
    this.byFacet = new FacetRankings(this, services.store);
  }

  get options(): RankingOptions {
    return this.#options;
  }
  get filter(): BattleFilter {
    return this.#filter;
  }
  /** The last result; `stale` says that it answers an earlier choice. */
  get report(): RankingReport | null {
    return this.#report;
  }
  /** How many prompts would tell 80 % of the pairs apart; null while it is not known. */
  get plan(): PromptsNeeded | null {
    return this.#plan;
  }
  get stale(): boolean {
    return this.#report !== null && this.#key !== this.requestKey;
  }
  get facets(): Facets | null {
    return this.#facets;
  }
  get error(): string | null {
    return this.#error;
  }
  get running(): boolean {
    return this.job.state === 'running';
  }
  /** Of options, filter and battles: equal keys give equal results. */
  get requestKey(): string {
    const files = this.#services.battles.files.map(({ id }) => id);
    const { category, cluster, language } = this.#filter;
    const groups = category || cluster || language ? this.#groupsChanged : 0;
    return contentHash(JSON.stringify([this.#options, this.#filter, files, groups]));
  }

  async load(): Promise<void> {
    const { store, battles } = this.#services;
    const settings = (await store.stage<Settings>(SETTINGS_STAGE))?.result;
    if (settings) {
      this.#options = { ...DEFAULT_RANKING, ...settings.options };
      this.#filter = settings.filter;
    }
    this.#session();
    const stored = await store.stage<Result>(REPORT_STAGE);
    if (stored && battles.count > 0) {
      this.#report = stored.result.report;
      this.#plan = stored.result.plan;
      this.#key = stored.key;
      this.job.mark(this.stale ? 'stale' : 'done');
      await this.byFacet.load();
    }
    if (battles.count === 0) return;
    if (this.#report === null || this.stale) void this.rank();
    else void this.#loadFacets();
  }

  update(change: Partial<RankingOptions>): void {
    this.#options = { ...this.#options, ...change };
    this.#changed();
  }

  /** Chooses battles by some facets, the others stay; `undefined` takes a facet's choice away. */
  choose(change: BattleFilter): void {
    const merged = Object.entries({ ...this.#filter, ...change });
    this.#filter = Object.fromEntries(merged.filter(([, value]) => value !== undefined));
    this.#changed();
  }

  clearFilter(): void {
    this.#filter = {};
    this.#changed();
  }

  /** Battles came or went. */
  battlesChanged(): void {
    this.#session();
    this.#facets = null;
    if (this.#services.battles.count > 0) void this.rank();
    else {
      this.#report = null;
      this.#plan = null;
      this.#error = null;
      this.job.mark('empty');
      this.byFacet.clear();
    }
  }

  /** Clusters, categories or languages of prompts changed. */
  groupsChanged(): void {
    if (this.#services.battles.count === 0) return;
    this.#groupsChanged++;
    this.#session();
    const { category, cluster, language } = this.#filter;
    if (category || cluster || language) void this.rank();
    else if (this.#facets) void this.#loadFacets();
  }

  /** Brings the result up to date; a request under way that is out of date gives way. */
  rank(): Promise<void> {
    this.#wanted = true;
    if (this.#loop) {
      const waitedFor = this.#loop;
      setTimeout(() => {
        if (this.#loop === waitedFor && this.#wanted) this.job.cancel();
      }, PATIENCE_MS);
    } else this.#loop = this.#work().finally(() => (this.#loop = null));
    return this.#loop;
  }

  cancel(): void {
    this.#wanted = false;
    this.job.cancel();
    this.byFacet.job.cancel();
  }

  close(): void {
    this.cancel();
    this.session.close();
  }

  async #work(): Promise<void> {
    while (this.#wanted) {
      this.#wanted = false;
      const key = this.requestKey;
      const request = { options: this.#options, filter: this.#filter };
      try {
        const report = await this.job.run((control) =>
          this.session.call('rank', [request, progressCallback(control.onProgress)], control),
        );
        if (key !== this.requestKey) continue;
        this.#report = report;
        this.#plan = null;
        this.#key = key;
        this.#error = null;
        if (!this.#facets) await this.#loadFacets();
        const plan = await this.#planFor(report, request);
        const result: Result = { report, plan };
        if (key !== this.requestKey) continue;
        this.#plan = plan;
        await this.#services.store.saveStage(REPORT_STAGE, key, result);
      } catch (error) {
        if (error instanceof DOMException && error.name === 'AbortError') {
          if (this.#report && !this.#wanted) this.job.mark(this.stale ? 'stale' : 'done');
          continue;
        }
        this.#error = error instanceof Error ? error.message : String(error);
        this.job.mark('stale');
      }
    }
  }

  async #planFor(report: RankingReport, request: Settings): Promise<PromptsNeeded | null> {
    const models = report.ranking.models.length;
    if (models < 2 || models > MAX_PLANNED_MODELS) return null;
    return this.session.call('promptsNeeded', [request, SEPARATED_SHARE]);
  }

  async #loadFacets(): Promise<void> {
    try {
      this.#facets = await this.session.call('facets', []);
    } catch (error) {
      this.#services.report(error);
    }
  }

  #session(): void {
    const { battles, groups } = this.#services;
    this.session.replace({ blocks: battles.blocks, groups });
  }

  #changed(): void {
    const settings: Settings = { options: this.#options, filter: this.#filter };
    this.#services.store
      .saveStage(SETTINGS_STAGE, SETTINGS_STAGE, settings)
      .catch((error: unknown) => this.#services.report(error));
    if (this.#services.battles.count > 0) void this.rank();
  }
}
