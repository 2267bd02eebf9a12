import { untrack } from 'svelte';
import { TouchstoneError } from '../core/data';
import type { ExportedPrompt } from '../core/prompts/export-columns';
import { curate, type CurationAction } from '../core/selection/curation';
import { activeEntries, type EvaluationSet } from '../core/selection/evaluation-set';
import { exportedSet } from '../core/selection/exported-set';
import { parseManifest, requireEntries, type Manifest } from '../core/selection/manifest';
import { expecting, type SamplingSettings } from '../core/selection/sampling-settings';
import { DrawnCategories } from './drawn-categories.svelte';
import { adoptLabelling, provenanceOf } from './labelling';
import { SelectionPreview, type SelectionInput } from './selection-preview.svelte';
import {
  DEFAULT_SETTINGS,
  storedSettings,
  upgraded,
  withEntries,
  type KeptSet,
  type SelectionSettings,
} from './selection-settings';
import type { SelectionSubject } from './selection-subject';
import type { WorkspaceStore } from './workspace-store.svelte';

const SETTINGS_STAGE = 'selection-settings';
const SET_STAGE = 'evaluation-set';

/** Filters, sampling and curation: from labelled, clustered prompts to an evaluation set. */
export class Selection {
  readonly preview = new SelectionPreview();
  readonly categories: DrawnCategories;
  #settings = $state.raw(DEFAULT_SETTINGS);
  #kept = $state.raw<KeptSet | null>(null);
  readonly #store: WorkspaceStore;
  readonly #subject: SelectionSubject;
  readonly #rows = $derived.by(
    () => new Map(this.#subject.prompts.map(({ id }, row) => [id, row])),
  );

  constructor(store: WorkspaceStore, subject: SelectionSubject) {
    this.#store = store;
    this.#subject = subject;
    this.categories = new DrawnCategories({
      set: () => this.set,
      categoryNow: (id) => this.#categoryNow(id),
    });
  }

  get settings(): SelectionSettings {
    return this.#settings;
  }
  get set(): EvaluationSet | null {
    return this.#kept?.set ?? null;
  }
  /** Prompts of the set that are not rejected. */
  get size(): number {
    return this.#kept ? activeEntries(this.#kept.set).length : 0;
  }
  /** Prompts, labels, clusters or scores have changed since the set was drawn. */
  get stale(): boolean {
    const made = this.#kept?.candidatesHash ?? null;
    const { hash } = this.preview;
    return made !== null && hash !== null && made !== hash;
  }
  /** Other settings than the set's own are chosen now. */
  get changed(): boolean {
    return this.#kept !== null && this.#kept.settings !== this.#settings;
  }
  get state(): 'empty' | 'run' | 'done' | 'stale' {
    if (!this.#kept) return 'empty';
    return this.stale ? 'stale' : 'done';
  }

  /** Row of a prompt in the workspace's prompts. */
  rowOf(id: string): number | undefined {
    return this.#rows.get(id);
  }

  async load(): Promise<void> {
    const settings = await this.#store.stage<SelectionSettings>(SETTINGS_STAGE);
    const kept = await this.#store.stage<KeptSet | null>(SET_STAGE);
    this.#kept = kept?.result ? upgraded(kept.result) : null;
    this.#settings = storedSettings(settings?.result, this.#kept);
  }

  /** For an effect: reads what the preview depends on and brings it up to date. */
  watch(): void {
    const input = this.#input;
    const settings = this.#settings;
    const sampling = this.#expecting(settings);
    if (input.prompts.length === 0) return;
    untrack(() => {
      this.preview.update(input, settings, sampling).catch((error) => this.#subject.report(error));
    });
  }

  change(label: string, next: Partial<SelectionSettings>): void {
    const before = this.#settings;
    const after = { ...before, ...next };
    this.#subject.history.run({
      label,
      redo: () => this.#takeSettings(after),
      undo: () => this.#takeSettings(before),
    });
  }

  /** The next draw avoids the prompts of the set, too, as `refresh` does. @throws TouchstoneError `no-set` */
  avoidSet(): void {
    const { set } = this.#required();
    this.change('Avoid the prompts of the set', { earlier: withEntries(this.#settings, set) });
  }

  /** Takes what the preview shows as the set; settings chosen meanwhile stay chosen. */
  draw(): void {
    const { offer } = this.preview;
    if (offer) this.#replace('Draw evaluation set', offer, this.#settings);
  }

  /** A decision on a prompt of the set. @throws TouchstoneError as `curate`, `no-set` */
  curate(label: string, action: CurationAction): void {
    const kept = this.#required();
    this.#replace(label, { ...kept, set: curate(kept.set, action) });
  }

  /**
   * Fills short strata from prompts that came later; decisions stay. @returns how many came in
   * @throws TouchstoneError `no-set`
   */
  async topUp(): Promise<number> {
    const kept = this.#required();
    const { filters, earlier } = kept.settings;
    const input = this.#input;
    const next = await this.preview.use(input, async (selector) => ({
      set: await selector.topUp(kept.set, filters, earlier),
      candidatesHash: selector.hash,
      candidates: input.prompts.length,
    }));
    if (this.#kept !== kept) return 0;
    this.#replace('Top up', { ...kept, ...next });
    return next.set.entries.length - kept.set.entries.length;
  }

  /** A new set with the next seed, without the prompts of this one while others last. */
  async refresh(): Promise<void> {
    const kept = this.#required();
    const { filters, sampling } = kept.settings;
    const settings = {
      filters,
      sampling: { ...sampling, seed: sampling.seed + 1 },
      earlier: withEntries(kept.settings, kept.set),
    };
    const next = await this.preview.use(this.#input, async (selector) => {
      const drawn = await selector.draw(filters, this.#expecting(settings), settings.earlier);
      return { set: drawn.set, candidatesHash: selector.hash, candidates: drawn.candidates };
    });
    if (this.#kept === kept) this.#replace('New set with another seed', { ...next, settings });
  }

  /**
   * The set of a manifest, with its labels where the workspace has none. @returns whether it was drawn again and came out the same
   * @throws TouchstoneError as `parseManifest` and `restoreOrAdopt`
   */
  async restore(text: string, file: string): Promise<boolean> {
    const manifest = parseManifest(text, file);
    const { filters, sample: sampling, earlier, labels } = manifest;
    const settings = { filters, sampling, earlier };
    requireEntries(manifest, this.#rows);
    const { labels: current } = this.#subject;
    if (labels && current.given.size === 0) await adoptLabelling(current, labels);
    const { set, exact, hash } = await this.preview.use(this.#input, async (selector) => ({
      ...(await selector.restore(manifest)),
      hash: selector.hash,
    }));
    this.#replace('Open manifest', {
      ...{ set, settings, candidatesHash: exact ? hash : null },
      candidates: manifest.candidates.count,
    });
    return exact;
  }

  /** @throws TouchstoneError `no-set` */
  manifest(): Promise<Manifest> {
    const { set, settings, candidatesHash, candidates } = this.#required();
    const { filters, earlier } = settings;
    const input = this.#input;
    const from = { count: candidates ?? input.prompts.length, hash: candidatesHash };
    return this.preview.use(input, (selector) =>
      selector.manifest(set, from, filters, earlier, provenanceOf(this.#subject)),
    );
  }

  /** The prompts of the set, to be written. @throws TouchstoneError `no-set` */
  exported(): ExportedPrompt[] {
    const { prompts, columns } = this.#input;
    return exportedSet(this.#required().set, prompts, columns, (id) => this.rowOf(id));
  }

  close(): void {
    this.preview.close();
  }

  #categoryNow(id: string): string | null {
    const row = this.rowOf(id);
    return row === undefined ? null : this.#subject.facts.categoryOf(row);
  }

  get #input(): SelectionInput {
    const { prompts, facts } = this.#subject;
    return { prompts, columns: facts.columns };
  }

  #expecting({ sampling }: SelectionSettings): SamplingSettings {
    const names = this.#subject.labels.categories.map(({ name }) => name);
    return expecting(sampling, names);
  }

  #required(): KeptSet {
    if (this.#kept) return this.#kept;
    throw new TouchstoneError('no-set', 'There is no evaluation set yet. Draw one first.');
  }

  #takeSettings(settings: SelectionSettings): void {
    this.#settings = settings;
    this.#save(SETTINGS_STAGE, settings);
  }

  /** Settings come and go with their set, so that undo leaves the two in step. */
  #replace(label: string, next: KeptSet, settings = next.settings): void {
    const before = this.#kept;
    const settingsBefore = this.#settings;
    const show = (kept: KeptSet | null, settings: SelectionSettings) => {
      this.#kept = kept;
      this.#save(SET_STAGE, kept);
      if (settings !== this.#settings) this.#takeSettings(settings);
    };
    this.#subject.history.run({
      label,
      redo: () => show(next, settings),
      undo: () => show(before, settingsBefore),
    });
  }

  #save(stage: string, result: unknown): void {
    this.#store.saveStage(stage, stage, result).catch((error) => this.#subject.report(error));
  }
}
