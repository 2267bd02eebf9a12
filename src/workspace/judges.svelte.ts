import { contentHash } from '../core/prompts/content-hash';
import type { BenchmarkComparison, NamedLeaderboard } from '../core/quality/benchmark-comparison';
import type { JudgeProbe, JudgeSelfPreference } from '../core/quality/chosen-battles';
import type { JudgeComparison } from '../core/quality/judge-comparison';
import type { ReferenceSet } from '../core/quality/reference-comparison';
import type { RankingRequest } from '../core/ranking/rank-battles';
import { compareBenchmarks } from '../stages/compare-benchmarks';
import type { Benchmarks } from './benchmarks.svelte';
import type { FigureSession } from './figure-session';
import { told } from './figure-session';
import { Job } from './job.svelte';
import type { RankingState } from './ranking.svelte';
import { StageFigure } from './stage-figure.svelte';
import { StoredChoices } from './stored-choices.svelte';
import type { ChoicesServices } from './stored-choices.svelte';

/** What the user tells about models and judges. */
export interface JudgeChoices {
  /** From a model's or a judge's name to its family. */
  readonly families: readonly (readonly [string, string])[];
  /** The length probe: a model, and the same model under other system prompts. */
  readonly probe: { readonly model: string | null; readonly variants: readonly string[] };
  /** Reference answers to compare. */
  readonly references: readonly string[];
}

const NO_CHOICES: JudgeChoices = {
  families: [],
  probe: { model: null, variants: [] },
  references: [],
};

export interface JudgesServices extends ChoicesServices {
  readonly ranking: RankingState;
  readonly session: FigureSession;
  /** Gives the reference. */
  readonly benchmarks: Benchmarks;
}

/** A set of references in words, as it stands in tables and among leaderboards. */
export const setName = (references: readonly string[]): string => references.join(' + ');

/** The judges of the workspace's battles side by side: what the Judges tab shows. */
export class Judges {
  readonly job = new Job('Judges');
  readonly comparison: StageFigure<JudgeComparison>;
  /** The judges' rankings against the reference of the Quality tab, where one is loaded. */
  readonly quality: StageFigure<BenchmarkComparison>;
  readonly selfPreferences: StageFigure<readonly JudgeSelfPreference[]>;
  readonly probes: StageFigure<readonly JudgeProbe[]>;
  readonly references: StageFigure<readonly ReferenceSet[]>;
  /** The sets' rankings against the reference of the Quality tab. */
  readonly referenceQuality: StageFigure<BenchmarkComparison>;
  readonly choices: StoredChoices<JudgeChoices>;
  readonly #services: JudgesServices;

  constructor(services: JudgesServices) {
    this.#services = services;
    const figure = <T>(stage: string) => new StageFigure<T>(stage, services.store, this.job);
    this.comparison = figure('judges');
    this.quality = figure('judges-quality');
    this.selfPreferences = figure('self-preference');
    this.probes = figure('length-probe');
    this.references = figure('references');
    this.referenceQuality = figure('references-quality');
    this.choices = new StoredChoices(
      'judges-choices',
      NO_CHOICES,
      services,
      () => void this.refresh(),
    );
  }

  async load(): Promise<void> {
    await this.choices.load();
    const figures = [
      this.comparison,
      this.quality,
      this.selfPreferences,
      this.probes,
      this.references,
      this.referenceQuality,
    ];
    for (const figure of figures) await figure.load();
  }

  /** @param family empty for none */
  setFamily(name: string, family: string): void {
    const others = this.choices.value.families.filter(([each]) => each !== name);
    const families = family === '' ? others : [...others, [name, family] as const];
    this.choices.change(`Family of ${name}`, { families });
  }

  /** Brings all figures up to date with the ranking's filter and settings and the choices. */
  async refresh(): Promise<void> {
    const { ranking, session } = this.#services;
    const request: RankingRequest = { options: ranking.options, filter: ranking.filter };
    const { interval } = ranking.options;
    const { families, probe, references } = this.choices.value;
    const key = (choice: unknown) => contentHash(JSON.stringify([ranking.requestKey, choice]));
    const { model, variants } = probe;
    const parts = [
      () =>
        this.comparison.update(key('judges'), (control) =>
          session.call('judges', [request, told(control)], control),
        ),
      () =>
        this.#against(
          this.quality,
          key('judges-quality'),
          this.comparison.result?.judges.map(({ judge, leaderboard }) => ({
            id: judge,
            rows: leaderboard.rows,
            interval,
          })),
        ),
      () =>
        families.length === 0 ||
        this.selfPreferences.update(key(families), (control) =>
          session.call('selfPreferences', [request, new Map(families)], control),
        ),
      () =>
        model === null ||
        variants.length === 0 ||
        this.probes.update(key(probe), (control) =>
          session.call('probes', [request, model, variants], control),
        ),
      () =>
        references.length < 2 ||
        this.references.update(key(references), (control) =>
          session.call('references', [request, references, told(control)], control),
        ),
      () =>
        references.length < 2 ||
        this.#against(
          this.referenceQuality,
          key(references),
          this.references.result?.map(({ references: set, rows }) => ({
            id: setName(set),
            rows,
            interval,
          })),
        ),
    ];
    for (const part of parts) if (!(await part())) return;
  }

  /** Compares rankings with the loaded reference, where there is one. */
  #against(
    figure: StageFigure<BenchmarkComparison>,
    key: string,
    boards: readonly NamedLeaderboard[] | undefined,
  ) {
    const { reference, list } = this.#services.benchmarks;
    if (!reference || !boards) return true;
    const settings = { aliases: new Map(list.aliases), top: list.top };
    const full = contentHash(JSON.stringify([key, reference.id, list.aliases, list.top]));
    return figure.update(full, (control) =>
      compareBenchmarks(boards, reference, settings, control),
    );
  }

  cancel(): void {
    this.job.cancel();
  }
}
