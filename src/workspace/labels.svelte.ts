import type { Label, LabelSource, Prompt, Vectors } from '../core/data';
import { GENERAL, type Category } from '../core/labels/category';
import {
  assignedCategories,
  maximumEntropy,
  thresholdInNats,
} from '../core/labels/entropy-threshold';
import { checkK, type KnnPredictions } from '../core/labels/knn';
import { adviseKnn, suggestK } from '../core/labels/knn-advice';
import { labelPatch, patched } from '../core/labels/label-patch';
import { assignLabels, handLabels, removeLabels, type LabelSet } from '../core/labels/label-set';
import {
  addCategories,
  describeCategory,
  NO_LABELS,
  recolourCategory,
  removeCategory,
  renameCategory,
  type LabelCategory,
  type LabelSettings,
  type LabelState,
} from '../core/labels/label-state';
import { chooseSeeds, seedLimit, type SeedChoice } from '../core/labels/seed-choice';
import type { Notice } from '../core/notice';
import type { Provenance } from '../core/selection/manifest';
import type { History } from './history.svelte';
import type { Job } from './job.svelte';
import { KnnLabels } from './knn-labels.svelte';
import type { WorkspaceStore } from './workspace-store.svelte';

const LABELS_STAGE = 'labels';
const NOTHING_KNOWN: PromptLabel = {
  category: null,
  source: null,
  probability: NaN,
  entropy: NaN,
};

/** The label of one prompt as it stands: given where there is one, else by k-NN. */
export interface PromptLabel {
  /** A category's name, or `general`; null where nothing is known yet. */
  readonly category: string | null;
  readonly source: LabelSource | null;
  /** 0 to 1: of the category, under `general` of the most probable one; NaN for none. */
  readonly probability: number;
  /** Of the k-NN class probabilities, in nats; NaN where k-NN has not been asked. */
  readonly entropy: number;
}

export interface LabelSubject {
  readonly prompts: readonly Prompt[];
  readonly analysis: { readonly vectors: Vectors | null };
  readonly history: History;
  report(error: unknown): void;
}

/**
 * A workspace's categories and labels. Given labels (by hand, import, model) are edited, undone and
 * kept; those of k-NN follow by themselves and never stand in a given label's place.
 */
export class Labels {
  // Three signals, so that what follows one of them rests while the others change.
  #categories = $state.raw(NO_LABELS.categories);
  #given = $state.raw(NO_LABELS.given);
  #settings = $state.raw(NO_LABELS.settings);
  readonly #subject: LabelSubject;
  readonly #store: WorkspaceStore;
  readonly #knn: KnnLabels;
  readonly #rowOf = $derived.by(
    () => new Map(this.#subject.prompts.map(({ id }, row) => [id, row])),
  );
  readonly #seedChoice = $derived.by((): SeedChoice =>
    chooseSeeds(this.#given, this.#rowOf, seedLimit(this.#subject.prompts.length)),
  );
  readonly #classes = $derived.by(
    () => new Set(this.#seedChoice.seeds.map(({ category }) => category)).size,
  );
  readonly #categoryOf = $derived.by(() => this.#currentCategories());
  readonly #notices = $derived.by(() => this.#advice());

  constructor(subject: LabelSubject, store: WorkspaceStore) {
    this.#subject = subject;
    this.#store = store;
    this.#knn = new KnnLabels({
      vectors: () => subject.analysis.vectors,
      prompts: () => subject.prompts,
      seeds: () => this.#seedChoice.seeds,
      settings: () => ({ k: this.k, weights: this.#settings.weights }),
      store,
      report: (error) => subject.report(error),
    });
  }

  get job(): Job {
    return this.#knn.job;
  }
  get categories(): readonly LabelCategory[] {
    return this.#categories;
  }
  /** Labels given by hand, import or model, by prompt id. */
  get given(): LabelSet {
    return this.#given;
  }
  get settings(): LabelSettings {
    return this.#settings;
  }
  /** What k-NN learns from. */
  get seedChoice(): SeedChoice {
    return this.#seedChoice;
  }
  /** Row of each prompt by its id. */
  get rowOf(): ReadonlyMap<string, number> {
    return this.#rowOf;
  }
  get suggestedK(): number {
    return suggestK(this.#seedChoice.seeds);
  }
  /** Neighbours asked: the chosen number, else the suggested one. */
  get k(): number {
    return this.#settings.k ?? this.suggestedK;
  }
  /** Largest entropy that k-NN can give here, in nats. */
  get maximumEntropy(): number {
    return maximumEntropy(this.#classes, this.k);
  }
  /** Above it a prompt is `general`, in nats. */
  get thresholdNats(): number {
    return thresholdInNats(this.#settings.threshold, this.#classes, this.k);
  }
  /** Of all prompts, in their order: class probabilities and entropy. Null before there are seeds. */
  get knn(): KnnPredictions | null {
    return this.#knn.predictions;
  }
  /** The predictions are those of an earlier state and new ones are on their way. */
  get knnStale(): boolean {
    return this.#knn.stale;
  }
  /** What is doubtful about the labelling. */
  get notices(): readonly Notice[] {
    return this.#notices;
  }
  /**
   * Category of each prompt, in their order: a category's name, `general`, or null where nothing is
   * known. The same array until a label changes; null before there is any label.
   */
  get categoryOf(): readonly (string | null)[] | null {
    return this.#categoryOf;
  }

  /** @param index of the prompt */
  labelOf(index: number): PromptLabel {
    const prompt = this.#subject.prompts[index];
    const given = prompt && this.#given.get(prompt.id);
    const predicted = this.knnOf(index);
    if (given) {
      const { category, source, probability } = given;
      return { category, source, probability, entropy: predicted?.entropy ?? NaN };
    }
    return predicted ?? NOTHING_KNOWN;
  }

  /** What k-NN says of a prompt, whatever label it was given; its own label has no voice in it. */
  knnOf(index: number): PromptLabel | null {
    const found = this.#knn.predictions;
    if (!found || index >= found.rows.length) return null;
    const best = found.predicted[index];
    const category =
      found.entropy[index] > this.thresholdNats ? GENERAL : this.#current(found.classes[best]);
    return {
      category,
      source: 'knn',
      probability: found.probabilities[index * found.classes.length + best],
      entropy: found.entropy[index],
    };
  }

  /** Goes on with k-NN where it was stopped. */
  update(): Promise<void> {
    return this.#knn.update();
  }
  cancel(): void {
    this.job.cancel();
  }

  async load(): Promise<void> {
    this.#show((await this.#store.stage<LabelState>(LABELS_STAGE))?.result ?? NO_LABELS);
    await this.#knn.load();
  }

  addCategories(added: readonly Category[]): void {
    const label = added.length === 1 ? `Add ${added[0].name}` : `Add ${added.length} categories`;
    this.#edit(label, addCategories(this.#state, added));
  }
  /** @throws TouchstoneError `category-name`, `category-exists` */
  renameCategory(from: string, to: string): void {
    this.#edit(`Rename ${from}`, renameCategory(this.#state, from, to));
  }
  describeCategory(name: string, description: string): void {
    this.#edit(`Describe ${name}`, describeCategory(this.#state, name, description));
  }
  recolourCategory(name: string, colour: number): void {
    this.#edit(`Colour ${name}`, recolourCategory(this.#state, name, colour));
  }
  /** Its labels come off with it. */
  removeCategory(name: string): void {
    this.#edit(`Delete ${name}`, removeCategory(this.#state, name));
  }

  /** Labels prompts by hand. @param category a category's name, or `general` */
  assign(indices: Iterable<number>, category: string): void {
    const ids = this.#ids(indices);
    const { labels } = assignLabels(this.#state.given, handLabels(ids, category));
    const what = ids.length === 1 ? '' : `${ids.length} prompts `;
    this.#edit(`Label ${what}as ${category}`, { ...this.#state, given: labels });
  }

  /** Takes given labels off; the prompts are open to k-NN again. */
  unassign(indices: Iterable<number>): void {
    const given = removeLabels(this.#state.given, this.#ids(indices));
    this.#edit('Take labels off', { ...this.#state, given });
  }

  /**
   * Takes labels in, with categories for the names that are new; hand labels stay.
   * @returns ids of the prompts that kept a stronger label
   */
  takeIn(labels: readonly Label[], categories: readonly Category[] = []): readonly string[] {
    const widened = addCategories(this.#state, categories);
    const { labels: given, kept } = assignLabels(widened.given, labels);
    this.#edit(`Take in ${labels.length} labels`, { ...widened, given });
    return kept;
  }

  /** How the labels came about, for a manifest; null where there are none. */
  get provenance(): Provenance['labels'] {
    if (this.#given.size === 0) return null;
    const { weights, threshold } = this.#settings;
    const { prompts } = this.#subject;
    const seeds = this.#seedChoice.seeds.map(({ row, category }) => ({
      id: prompts[row].id,
      category,
    }));
    return { k: this.k, weights, threshold, seeds };
  }

  /** Takes over the seeds and settings of a manifest and waits for their k-NN labels. */
  async adopt({ seeds, k, weights, threshold }: NonNullable<Provenance['labels']>): Promise<void> {
    const names = [...new Set(seeds.map(({ category }) => category))];
    this.takeIn(
      seeds.map(({ id, category }) => ({
        promptId: id,
        category,
        source: 'import' as const,
        probability: 1,
      })),
      names.map((name) => ({ name, description: '' })),
    );
    this.setSettings({ k, weights, threshold });
    await this.update();
  }

  /** @throws TouchstoneError `knn-k`, `entropy-threshold` */
  setSettings(change: Partial<LabelSettings>): void {
    const settings = { ...this.#settings, ...change };
    if (settings.k !== null) checkK(settings.k);
    thresholdInNats(settings.threshold, this.#classes, settings.k ?? this.suggestedK);
    this.#edit('Change label settings', { ...this.#state, settings });
  }

  close(): void {
    this.#knn.close();
  }

  #ids(indices: Iterable<number>): string[] {
    return Array.from(indices, (index) => this.#subject.prompts[index].id);
  }

  /** Predictions that have not caught up with a rename or deletion say nothing. */
  #current(category: string): string | null {
    return this.#categories.some(({ name }) => name === category) ? category : null;
  }

  #currentCategories(): readonly (string | null)[] | null {
    const found = this.#knn.predictions;
    if (!found && this.#given.size === 0) return null;
    const known = new Set(this.#categories.map(({ name }) => name)).add(GENERAL);
    const of: (string | null)[] = new Array(this.#subject.prompts.length).fill(null);
    if (found) {
      assignedCategories(found, this.thresholdNats).forEach((name, i) => {
        if (i < of.length && known.has(name)) of[i] = name;
      });
    }
    for (const [id, { category }] of this.#given) {
      const row = this.#rowOf.get(id);
      if (row !== undefined) of[row] = category;
    }
    return of;
  }

  #advice(): readonly Notice[] {
    return adviseKnn({
      categories: this.#categories.map(({ name }) => name),
      seeds: this.#seedChoice.seeds,
      k: this.k,
      thresholdNats: this.thresholdNats,
      ...(this.#knn.predictions && { entropy: this.#knn.predictions.entropy }),
    });
  }

  #edit(label: string, next: LabelState): void {
    const before = this.#state;
    const patch = labelPatch(before.given, next.given);
    const show = (side: 'before' | 'after') => {
      const { categories, settings } = side === 'after' ? next : before;
      const given = patch.changes.size > 0 ? patched(this.#given, patch, side) : this.#given;
      this.#show({ categories, settings, given });
      this.#save();
    };
    this.#subject.history.run({ label, redo: () => show('after'), undo: () => show('before') });
  }

  get #state(): LabelState {
    return { categories: this.#categories, given: this.#given, settings: this.#settings };
  }

  #show({ categories, given, settings }: LabelState): void {
    this.#categories = categories;
    this.#given = given;
    this.#settings = settings;
  }

  #save(): void {
    this.#store
      .saveStage(LABELS_STAGE, LABELS_STAGE, this.#state)
      .catch((error: unknown) => this.#subject.report(error));
  }
}
