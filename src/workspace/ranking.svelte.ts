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
import { Job } from './job.svelte';
import { StoredChoices, type ChoicesServices } from './stored-choices.svelte';

const REPORT_STAGE = 'ranking';
const SETTINGS_STAGE = 'ranking-settings';
/** Raised whenever the same battles rank otherwise: what is stored is then out of date. */
const RESULT_FORM = 2;
/** A newer request waits so long for the one that runs, as ending it costs sending the battles again. */
const PATIENCE_MS = 700;

/** Share of pairs that a plan is to tell apart. */
export const SEPARATED_SHARE = 0.8;
/** Planning costs pairs × some thousand: with more models it is left to the Planning tab. */
export const MAX_PLANNED_MODELS = 60;

export interface RankingServices extends ChoicesServices {
  readonly battles: Battles;
  /** What the workspace knows of its prompts: category, cluster, language, tags, score. */
  groups(): readonly PromptGroup[];
}

interface Result {
  readonly report: RankingReport;
  /** Null where there are too many models, or one. */
  readonly plan: PromptsNeeded | null;
  readonly groupsKey: string;
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
  readonly #choices: StoredChoices<Settings>;
  #report = $state.raw<RankingReport | null>(null);
  #plan = $state.raw<PromptsNeeded | null>(null);
  #facets = $state.raw<Facets | null>(null);
  /** Why there is no ranking for what was chosen. */
  #error = $state<string | null>(null);
  /** Of the request that the report answers. */
  #key = $state('');
  #groupsKey = $state('');
  /** Report and plan are there and stored. */
  #isComplete = false;
  #loop: Promise<void> | null = null;
  #wanted = false;
  readonly #services: RankingServices;

  constructor(services: RankingServices) {
    this.#services = services;
    this.#choices = new StoredChoices(
      SETTINGS_STAGE,
      { options: DEFAULT_RANKING, filter: {} },
      services,
      () => {
        if (services.battles.count > 0) void this.rank();
      },
    );
  }

  get options(): RankingOptions {
    return this.#choices.value.options;
  }
  get filter(): BattleFilter {
    return this.#choices.value.filter;
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
  /** Of the categories, clusters and languages of the prompts that have battles. */
  get groupsKey(): string {
    return this.#groupsKey;
  }
  /** Of options, filter and battles: equal keys give equal results. */
  get requestKey(): string {
    const { options, filter } = this.#choices.value;
    const files = this.#services.battles.files.map(({ id, renamed }) => [id, renamed ?? {}]);
    const { category, cell, cluster, language, tag, score } = filter;
    const isGrouped = options.within ?? category ?? cell ?? cluster ?? language ?? tag ?? score;
    const groups = isGrouped ? this.#groupsKey : '';
    return contentHash(JSON.stringify([RESULT_FORM, options, filter, files, groups]));
  }

  async load(): Promise<void> {
    const { store, battles } = this.#services;
    await this.#choices.load();
    this.#replaceBattles();
    if (battles.count === 0) return;
    const stored = await store.stage<Result>(REPORT_STAGE);
    if (stored) {
      this.#report = stored.result.report;
      this.#plan = stored.result.plan;
      this.#groupsKey = stored.result.groupsKey;
      this.#key = stored.key;
      this.#isComplete = true;
      this.job.mark(this.stale ? 'stale' : 'done');
    }
    void this.#settle();
  }

  update(change: Partial<RankingOptions>): void {
    this.#change('Change how models are ranked', { options: { ...this.options, ...change } });
  }

  /** Chooses battles by some facets, the others stay; `undefined` takes a facet's choice away. */
  choose(change: BattleFilter): void {
    const merged = Object.entries({ ...this.filter, ...change });
    const filter = Object.fromEntries(merged.filter(([, value]) => value !== undefined));
    this.#change('Choose the battles that are ranked', { filter });
  }

  clearFilter(): void {
    this.#change('Rank all battles', { filter: {} });
  }

  /** Battles came or went. */
  battlesChanged(): void {
    this.#replaceBattles();
    this.#facets = null;
    if (this.#services.battles.count > 0) void this.rank();
    else {
      this.#report = null;
      this.#plan = null;
      this.#error = null;
      this.job.mark('empty');
    }
  }

  /** Clusters, categories or languages of prompts changed. */
  groupsChanged(): void {
    if (this.#services.battles.count === 0) return;
    this.#replaceBattles();
    this.#facets = null;
    void this.#settle();
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
  }

  close(): void {
    this.cancel();
    this.session.close();
  }

  async #work(): Promise<void> {
    while (this.#wanted) {
      this.#wanted = false;
      try {
        if (!this.#facets) await this.#loadFacets();
        const key = this.requestKey;
        const request = this.#choices.value;
        const report = await this.job.run((control) =>
          this.session.call('rank', [request, progressCallback(control.onProgress)], control),
        );
        if (key !== this.requestKey) continue;
        this.#report = report;
        this.#plan = null;
        this.#isComplete = false;
        this.#key = key;
        this.#error = null;
        const plan = await this.#planFor(report, request);
        const result: Result = { report, plan, groupsKey: this.#groupsKey };
        if (key !== this.requestKey) continue;
        this.#plan = plan;
        this.#isComplete = true;
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

  #change(label: string, change: Partial<Settings>): void {
    if (this.#services.store.readOnly) this.#choices.look(change);
    else this.#choices.change(label, change);
  }

  /** Ranks unless what is there answers the present choice. */
  async #settle(): Promise<void> {
    try {
      if (!this.#facets) await this.#loadFacets();
      if (this.stale || !this.#isComplete) await this.rank();
    } catch (error) {
      // Other battles came in the meantime, and are ranked themselves.
      this.#services.report(error);
    }
  }

  async #loadFacets(): Promise<void> {
    const { values, groupsKey } = await this.session.call('facets', []);
    this.#facets = values;
    this.#groupsKey = groupsKey;
  }

  #replaceBattles(): void {
    const { battles, groups } = this.#services;
    this.session.replace({ blocks: battles.blocks, groups });
  }
}
