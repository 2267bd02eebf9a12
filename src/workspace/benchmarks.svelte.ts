import type { RowError } from '../core/data';
import type { BenchmarkComparison, NamedLeaderboard } from '../core/quality/benchmark-comparison';
import type { RankingRequest } from '../core/ranking/rank-battles';
import { compareBenchmarks } from '../stages/compare-benchmarks';
import { loadAliases, loadLeaderboards } from '../stages/load-leaderboard';
import {
  atPublishedCoverage,
  CEILING_ID,
  comparable,
  EMPTY_LIST,
  loadedBenchmark,
  NO_FACTS,
  OWN_ID,
  PUBLISHED_COVERAGE,
  withBenchmark,
  withLoaded,
  withoutBenchmark,
} from './benchmark-list';
import type { BenchmarkFacts, BenchmarkList, LoadedBenchmark } from './benchmark-list';
import type { FigureSession } from './figure-session';
import { Job } from './job.svelte';
import { MadeLeaderboard } from './made-leaderboard';
import { LEAST_MATCHED, matchedNames, nameMatches } from './name-matches';
import type { NameMatch } from './name-matches';
import { outcomeOf } from './outcome';
import type { RankingState } from './ranking.svelte';
import { StoredChoices } from './stored-choices.svelte';
import type { ChoicesServices } from './stored-choices.svelte';

const OWN_STAGE = 'own-leaderboard';
const CEILING_STAGE = 'noise-ceiling';

export interface BenchmarksServices extends ChoicesServices {
  readonly ranking: RankingState;
  readonly session: FigureSession;
}

/** Leaderboards side by side, one of them the reference: what the Quality tab shows. */
export class Benchmarks {
  readonly job = new Job('Benchmarks');
  readonly loadJob = new Job('Leaderboards');
  readonly #list: StoredChoices<BenchmarkList>;
  readonly #own: MadeLeaderboard;
  readonly #ceiling: MadeLeaderboard;
  #matches = $state.raw<readonly NameMatch[]>([]);
  #comparison = $state.raw<BenchmarkComparison | null>(null);
  /** Why there is no comparison. */
  #error = $state<string | null>(null);
  /** Of the refresh under way: an older one that wakes up later gives way. */
  #turn = 0;
  readonly #services: BenchmarksServices;

  constructor(services: BenchmarksServices) {
    this.#services = services;
    this.#list = new StoredChoices('benchmarks', EMPTY_LIST, services, () => void this.refresh());
    this.#own = new MadeLeaderboard(OWN_STAGE, services);
    this.#ceiling = new MadeLeaderboard(CEILING_STAGE, services);
  }

  get list(): BenchmarkList {
    return this.#list.value;
  }
  get comparison(): BenchmarkComparison | null {
    return this.#comparison;
  }
  get error(): string | null {
    return this.#error;
  }
  /** How the names of each leaderboard shown match those of the reference. */
  get matches(): readonly NameMatch[] {
    return this.#matches;
  }
  get reference(): LoadedBenchmark | null {
    return this.list.loaded.find(({ id }) => id === this.list.reference) ?? null;
  }
  /** The battles that the reference was made from, where they are here; null for a published one. */
  get referenceRequest(): RankingRequest | null {
    const { report } = this.#services.ranking;
    if (this.list.reference === OWN_ID && report) return this.#ownRequest;
    const request = this.reference?.request;
    return request ? atPublishedCoverage(request) : null;
  }
  get rowErrors(): readonly RowError[] {
    return this.list.loaded.flatMap(({ errors }) => errors);
  }

  nameOf(id: string): string {
    if (id === OWN_ID) return 'This workspace';
    if (id === CEILING_ID) return `Reference on ${this.list.ceiling?.toLocaleString()} battles`;
    return this.list.loaded.find((each) => each.id === id)?.name ?? id;
  }

  factsOf(id: string): BenchmarkFacts {
    if (id === OWN_ID) return this.#ownFacts();
    return this.list.loaded.find((each) => each.id === id)?.facts ?? NO_FACTS;
  }

  async load(): Promise<void> {
    await this.#list.load();
    await this.#own.load();
    await this.#ceiling.load();
  }

  /** Adds leaderboards and bootstrap results; what can't be read is reported, the rest is added. */
  async addFiles(files: readonly File[]): Promise<void> {
    const added: LoadedBenchmark[] = [];
    for (const file of files) {
      try {
        const boards = await this.loadJob.run((control) =>
          loadLeaderboards(file, file.name, control),
        );
        added.push(...boards.map((board) => loadedBenchmark(board, boards.length > 1)));
      } catch (error) {
        this.#services.report(error);
      }
    }
    if (added.length > 0) {
      const names = added.map(({ name }) => name).join(', ');
      this.edit(`Add ${names}`, withLoaded(this.list, added));
    }
  }

  /** Keeps the ranking as it is chosen now, under a name, to compare it with others later. */
  async keepOwn(name: string): Promise<void> {
    try {
      const request = this.#ownRequest;
      const board = await this.#own.make(request, null, this.job);
      const kept: LoadedBenchmark = {
        id: crypto.randomUUID(),
        name,
        file: 'battles of this workspace',
        rows: board.rows,
        errors: [],
        sortedResults: false,
        interval: PUBLISHED_COVERAGE,
        facts: this.#ownFacts(),
        request,
      };
      this.edit(`Keep ${name}`, withLoaded(this.list, [kept]));
    } catch (error) {
      this.#services.report(error);
    }
  }

  async importAliases(file: File): Promise<void> {
    try {
      const read = await loadAliases(file, file.name);
      const names = new Set(read.map(([alias]) => alias));
      const aliases = [...this.list.aliases.filter(([alias]) => !names.has(alias)), ...read];
      this.edit(`Import ${file.name}`, { ...this.list, aliases });
    } catch (error) {
      this.#services.report(error);
    }
  }

  remove(id: string): void {
    this.edit(`Remove ${this.nameOf(id)}`, withoutBenchmark(this.list, id));
  }

  setFacts(id: string, facts: BenchmarkFacts): void {
    const next =
      id === OWN_ID ? { ...this.list, ownFacts: facts } : withBenchmark(this.list, id, { facts });
    this.edit(`Facts of ${this.nameOf(id)}`, next);
  }

  /** Every change goes through here, so that it can be undone and is kept. */
  edit(label: string, next: BenchmarkList): void {
    this.#list.change(label, next);
  }

  /** Brings the comparison up to date with the list and the ranking. */
  async refresh(): Promise<void> {
    const { reference, hidden, top } = this.list;
    const turn = ++this.#turn;
    try {
      const boards = await this.#boards();
      if (turn !== this.#turn) return;
      const own = boards.find(({ id }) => id === reference);
      const others = boards.filter(({ id }) => id !== reference && !hidden.includes(id));
      this.#matches = own ? nameMatches(others, own, new Map(this.list.aliases)) : [];
      if (!own || others.length === 0) {
        this.#comparison = null;
        this.#error = null;
        return;
      }
      const aliases = new Map(this.list.aliases);
      // One that has next to nothing in common with the reference would take all others with it.
      const usable = others.filter((_, i) => matchedNames(this.#matches[i]) >= LEAST_MATCHED);
      const outcome = await this.job.run((control) =>
        outcomeOf(
          compareBenchmarks(usable.length > 0 ? usable : others, own, { aliases, top }, control),
        ),
      );
      if (turn !== this.#turn) return;
      this.#comparison = 'value' in outcome ? outcome.value : null;
      this.#error = 'problem' in outcome ? outcome.problem : null;
    } catch (error) {
      if (turn !== this.#turn || isAbort(error)) return;
      this.#comparison = null;
      this.#error = error instanceof Error ? error.message : String(error);
    }
  }

  close(): void {
    this.job.cancel();
    this.loadJob.cancel();
  }

  get #ownRequest(): RankingRequest {
    const { options, filter } = this.#services.ranking;
    return atPublishedCoverage({ options, filter });
  }

  async #boards(): Promise<NamedLeaderboard[]> {
    const boards: NamedLeaderboard[] = this.list.loaded.map(comparable);
    const made = async (
      id: string,
      from: MadeLeaderboard,
      of: RankingRequest,
      part: number | null,
    ) => {
      const { rows } = await from.make(of, part, this.job);
      boards.push({ id, rows, interval: PUBLISHED_COVERAGE });
    };
    const { ceiling } = this.list;
    const request = this.referenceRequest;
    if (this.#services.ranking.report) await made(OWN_ID, this.#own, this.#ownRequest, null);
    if (ceiling !== null && request) await made(CEILING_ID, this.#ceiling, request, ceiling);
    return boards;
  }

  #ownFacts(): BenchmarkFacts {
    const { report } = this.#services.ranking;
    const { ownFacts } = this.list;
    if (!report) return ownFacts;
    return {
      prompts: ownFacts.prompts ?? report.ranking.prompts,
      cost: ownFacts.cost,
      judge: ownFacts.judge || report.judges.join(', '),
    };
  }
}

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}
