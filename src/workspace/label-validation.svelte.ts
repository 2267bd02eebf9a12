import type { KnnSettings, Seed } from '../core/labels/knn';
import {
  setAside,
  sweepThreshold,
  type KSweep,
  type LabelledRow,
  type ThresholdPoint,
  type Validation,
} from '../core/labels/validation';
import type { LabellerServices } from './knn-labels.svelte';

const SWEPT_K: readonly number[] = [1, 2, 3, 5, 7, 10, 15, 20, 30, 40, 60, 80, 100];
const THRESHOLD_STEPS = 40;
const DEFAULT_SHARE = 0.25;

export interface ValidationInputs extends LabellerServices {
  seeds(): readonly Seed[];
  settings(): KnnSettings;
  /** Prompts that a person put into `general`: known too, though no seeds. */
  general(): readonly LabelledRow[];
  /** Labels that were brought for validation and are no seeds. */
  heldOut(): readonly LabelledRow[];
}

export type ValidationMode = 'held-out' | 'leave-one-out' | 'set-aside';

export interface ValidationResult {
  readonly validation: Validation;
  readonly sweep: KSweep;
  readonly seeds: number;
  /** Over the entropies that occur, by rising threshold. */
  readonly thresholds: readonly ThresholdPoint[];
}

/**
 * How well k-NN predicts the labels that are known: on those held out, by leave-one-out, or on a share
 * set aside.
 */
export class LabelValidation {
  #chosen = $state<ValidationMode | null>(null);
  #share = $state(DEFAULT_SHARE);
  #drawSeed = $state(1);
  #result = $state.raw<ValidationResult | null>(null);
  #madeFor = $state('');
  #running = false;
  #wanted = false;
  readonly #inputs: ValidationInputs;
  /** Changes with whatever the result rests on. */
  readonly #asked = $derived.by(() =>
    JSON.stringify([
      this.#inputs.seeds(),
      this.#inputs.settings(),
      this.#inputs.general(),
      this.#inputs.heldOut(),
      this.mode,
      this.#share,
      this.#drawSeed,
      this.#inputs.vectors()?.count,
    ]),
  );

  constructor(inputs: ValidationInputs) {
    this.#inputs = inputs;
  }

  /** On the labels held out where there are any, unless another is chosen. */
  get mode(): ValidationMode {
    if (this.heldOut === 0) return this.#chosen === 'set-aside' ? this.#chosen : 'leave-one-out';
    return this.#chosen ?? 'held-out';
  }
  set mode(mode: ValidationMode) {
    this.#chosen = mode;
  }
  /** How many labels are held out for validation. */
  get heldOut(): number {
    return this.#inputs.heldOut().length;
  }
  /** Share of each category's labels that is set aside, above 0 and below 1. */
  get share(): number {
    return this.#share;
  }
  set share(share: number) {
    if (share > 0 && share < 1) this.#share = share;
  }
  /** Of the draw of the labels set aside. */
  get drawSeed(): number {
    return this.#drawSeed;
  }
  set drawSeed(seed: number) {
    this.#drawSeed = seed;
  }
  /** Null before there are two seeds and vectors. */
  get result(): ValidationResult | null {
    return this.#result;
  }
  get asked(): string {
    return this.#asked;
  }
  /** The result is that of the labels and settings as they stand. */
  get fresh(): boolean {
    return this.#result !== null && this.#madeFor === this.#asked;
  }

  /** Brings the result up to date; a screen that shows it calls this whenever `asked` changes. */
  async update(): Promise<void> {
    this.#wanted = true;
    if (this.#running) return;
    this.#running = true;
    try {
      while (this.#wanted) {
        this.#wanted = false;
        const asked = this.#asked;
        this.#result = await this.#compute();
        this.#madeFor = asked;
      }
    } catch (error) {
      this.#result = null;
      this.#inputs.report(error);
    } finally {
      this.#running = false;
    }
  }

  async #compute(): Promise<ValidationResult | null> {
    const { labeller, vectors, seeds, settings, general, heldOut } = this.#inputs;
    const all = vectors();
    const has = ({ row }: LabelledRow) => row < (all?.count ?? 0);
    const labelled = seeds().filter(has);
    if (!all || labelled.length < 2) return null;
    const known = [...labelled, ...general().filter(has)];
    const parts = {
      'held-out': () => ({ seeds: labelled, validation: heldOut().filter(has) }),
      'leave-one-out': () => ({ seeds: labelled, validation: known }),
      'set-aside': () => setAside(known, this.#share, this.#drawSeed),
    }[this.mode]();
    if (parts.validation.length === 0) return null;
    const { k, weights } = settings();
    const ks = [...new Set([...SWEPT_K.filter((each) => each <= parts.seeds.length), k])];
    const found = await labeller.validate(all, parts.seeds, { k, weights }, parts.validation, ks);
    return { ...found, seeds: parts.seeds.length, thresholds: thresholdSweep(found.validation) };
  }
}

function thresholdSweep(validation: Validation): ThresholdPoint[] {
  const highest = validation.predictions.entropy.reduce((a, b) => Math.max(a, b), 0);
  const steps = Array.from({ length: THRESHOLD_STEPS + 1 }, (_, i) => i / THRESHOLD_STEPS);
  return sweepThreshold(
    validation,
    steps.map((step) => step * highest),
  );
}
