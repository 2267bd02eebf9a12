import type { Label, LabelSource, Neighbours, Prompt, Vectors } from '../core/data';
import { GENERAL } from '../core/labels/category';
import { nearDuplicateContradictions, type Contradiction } from '../core/labels/contradictions';
import {
  assignedCategories,
  maximumEntropy,
  thresholdInNats,
} from '../core/labels/entropy-threshold';
import { checkK, type KnnPredictions } from '../core/labels/knn';
import { adviseKnn, suggestK } from '../core/labels/knn-advice';
import type { LabelSettings } from '../core/labels/label-state';
import { chooseSeeds, seedLimit, type SeedChoice } from '../core/labels/seed-choice';
import type { LabelledRow } from '../core/labels/validation';
import type { Notice } from '../core/notice';
import { Labeller } from '../stages/label-prompts';
import type { Job } from './job.svelte';
import { KnnLabels } from './knn-labels.svelte';
import { LabelEdits, type LabelEditsSubject } from './label-edits.svelte';
import { LabelValidation } from './label-validation.svelte';
import { SetDiversity } from './set-diversity.svelte';
import type { WorkspaceStore } from './workspace-store.svelte';

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

export interface LabelSubject extends LabelEditsSubject {
  readonly analysis: {
    readonly vectors: Vectors | null;
    readonly neighbours: Neighbours | null;
    readonly nearDuplicates: { readonly groupOf: Int32Array | null };
  };
  readonly clusters: {
    readonly state: { readonly labels: Int32Array; readonly clusters: { length: number } } | null;
  };
  readonly prompts: readonly Prompt[];
}

/**
 * A workspace's categories and labels. Given labels (by hand, import, model) are edited, undone and
 * kept; those of k-NN follow by themselves and never stand in a given label's place.
 */
export class Labels extends LabelEdits {
  readonly validation: LabelValidation;
  readonly diversity: SetDiversity;
  readonly #prompts: () => readonly Prompt[];
  readonly #neighbours: () => Neighbours | null;
  readonly #labeller = new Labeller();
  readonly #knn: KnnLabels;
  readonly #rowOf = $derived.by(() => new Map(this.#prompts().map(({ id }, row) => [id, row])));
  readonly #seedChoice = $derived.by((): SeedChoice =>
    chooseSeeds(this.given, this.#rowOf, seedLimit(this.#prompts().length)),
  );
  readonly #classes = $derived.by(
    () => new Set(this.#seedChoice.seeds.map(({ category }) => category)).size,
  );
  readonly #colourOf = $derived.by(
    () => new Map(this.categories.map(({ name, colour }) => [name, colour])),
  );
  readonly #categoryOf = $derived.by(() => this.#currentCategories());
  readonly #notices = $derived.by(() => this.#advice());
  readonly #contradictions = $derived.by(() => this.#contradicting());

  constructor(subject: LabelSubject, store: WorkspaceStore) {
    super(subject, store);
    this.#prompts = () => subject.prompts;
    this.#neighbours = () => subject.analysis.neighbours;
    const services = {
      labeller: this.#labeller,
      vectors: () => subject.analysis.vectors,
      report: (error: unknown) => subject.report(error),
    };
    const settings = () => ({ k: this.k, weights: this.settings.weights });
    const seeds = () => this.#seedChoice.seeds;
    this.#knn = new KnnLabels({
      ...services,
      prompts: this.#prompts,
      seeds,
      settings,
      store,
    });
    this.validation = new LabelValidation({
      ...services,
      seeds,
      settings,
      general: () => this.#knownRows(({ category, heldOut }) => category === GENERAL && !heldOut),
      heldOut: () => this.#knownRows(({ heldOut }) => heldOut === true),
    });
    this.diversity = new SetDiversity({
      ...services,
      duplicateGroups: () => subject.analysis.nearDuplicates.groupOf,
      clusters: () => subject.clusters.state,
    });
  }

  get job(): Job {
    return this.#knn.job;
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
    return this.settings.k ?? this.suggestedK;
  }
  /** Palette slot of each category by its name. */
  get colourOf(): ReadonlyMap<string, number> {
    return this.#colourOf;
  }
  /** Categories that have seeds. */
  get classes(): number {
    return this.#classes;
  }
  /** Largest entropy that k-NN can give here, in nats. */
  get maximumEntropy(): number {
    return maximumEntropy(this.#classes, this.k);
  }
  /** Above it a prompt is `general`, in nats. */
  get thresholdNats(): number {
    return thresholdInNats(this.settings.threshold, this.#classes, this.k);
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
  /** Near-duplicates that were given different categories. */
  get contradictions(): readonly Contradiction[] {
    return this.#contradictions;
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
    const prompt = this.#prompts()[index];
    const given = prompt && this.given.get(prompt.id);
    const predicted = this.knnOf(index);
    if (given) {
      const { category, source, probability } = given;
      return { category, source, probability, entropy: predicted?.entropy ?? NaN };
    }
    return predicted ?? NOTHING_KNOWN;
  }

  /** What k-NN says of a prompt, whatever label it was given; its own label has no voice in it. */
  knnOf(index: number): PromptLabel | null {
    const found = this.knn;
    if (!found || index >= found.rows.length) return null;
    const best = found.predicted[index];
    const name = found.classes[best];
    // Predictions that have not caught up with a rename or a deletion say nothing.
    const named = this.#colourOf.has(name) ? name : null;
    return {
      category: found.entropy[index] > this.thresholdNats ? GENERAL : named,
      source: 'knn',
      probability: found.probabilities[index * found.classes.length + best],
      entropy: found.entropy[index],
    };
  }

  /** @throws TouchstoneError `knn-k`, `entropy-threshold` */
  setSettings(change: Partial<LabelSettings>): void {
    const { k, threshold } = { ...this.settings, ...change };
    if (k !== null) checkK(k);
    thresholdInNats(threshold, this.#classes, k ?? this.suggestedK);
    this.changeSettings(change);
  }

  override async load(): Promise<void> {
    await super.load();
    await this.#knn.load();
  }

  /** Goes on with k-NN where it was stopped. */
  resume(): Promise<void> {
    return this.#knn.resume();
  }

  /** Waits until the labels follow from the seeds and settings as they stand. */
  settled(): Promise<void> {
    return this.#knn.settled();
  }

  cancel(): void {
    this.job.cancel();
  }

  close(): void {
    this.#knn.close();
    this.#labeller.close();
  }

  #currentCategories(): readonly (string | null)[] | null {
    const found = this.knn;
    if (!found && this.given.size === 0) return null;
    const known = this.#colourOf;
    const of = new Array<string | null>(this.#prompts().length).fill(null);
    if (found) {
      assignedCategories(found, this.thresholdNats).forEach((name, i) => {
        if (i < of.length && (name === GENERAL || known.has(name))) of[i] = name;
      });
    }
    for (const [id, { category }] of this.given) {
      const row = this.#rowOf.get(id);
      if (row !== undefined) of[row] = category;
    }
    return of;
  }

  #knownRows(counts: (label: Label) => boolean): LabelledRow[] {
    return [...this.given.values()].filter(counts).flatMap(({ promptId, category }) => {
      const row = this.#rowOf.get(promptId);
      return row === undefined ? [] : [{ row, category }];
    });
  }

  #advice(): readonly Notice[] {
    const entropy = this.knn?.entropy;
    return adviseKnn({
      categories: this.categories.map(({ name }) => name),
      seeds: this.#seedChoice.seeds,
      available: this.#seedChoice.available,
      k: this.k,
      thresholdNats: this.thresholdNats,
      ...(entropy && { entropy }),
    });
  }

  #contradicting(): readonly Contradiction[] {
    const neighbours = this.#neighbours();
    return neighbours ? nearDuplicateContradictions(this.given, this.#prompts(), neighbours) : [];
  }
}
