import { TouchstoneError } from '../data';
import { seededRandom, shuffle } from '../random';
import { GENERAL } from './category';
import { compareCodePoints } from './code-point-order';
import { accuracy, confusionMatrix, macroF1, type ConfusionMatrix } from './confusion-matrix';
import { assignedCategories } from './entropy-threshold';
import { predictKnn, type KnnPredictions, type KnnSettings, type Seed } from './knn';
import type { SeedDistances } from './seed-distances';

/** A prompt whose true category is known; unlike a seed it may be `general`. */
export type LabelledRow = Seed;

export interface Validation {
  readonly predictions: KnnPredictions;
  readonly truth: readonly string[];
  /** Of the most probable classes, before the threshold; rows that are truly `general` are left out. */
  readonly confusion: ConfusionMatrix;
  readonly accuracy: number;
  readonly macroF1: number;
}

/**
 * How well the seeds predict rows of known category. Given the seeds themselves this is
 * leave-one-out, since no prompt is its own neighbour.
 * @throws TouchstoneError `no-validation` and those of `predictKnn`
 */
export function validateKnn(
  distances: SeedDistances,
  seeds: readonly Seed[],
  settings: KnnSettings,
  known: readonly LabelledRow[] = seeds,
): Validation {
  if (known.length === 0)
    throw new TouchstoneError(
      'no-validation',
      'There is no labelled prompt to validate on. Set some labels aside, or use leave-one-out.',
    );
  const rows = Int32Array.from(known, (each) => each.row);
  const predictions = predictKnn(distances, seeds, settings, rows);
  const truth = known.map((each) => each.category);
  const classed = truth.map((_, i) => i).filter((i) => truth[i] !== GENERAL);
  const confusion = confusionMatrix(
    classed.map((i) => truth[i]),
    classed.map((i) => predictions.classes[predictions.predicted[i]]),
  );
  return {
    predictions,
    truth,
    confusion,
    accuracy: accuracy(confusion),
    macroF1: macroF1(confusion),
  };
}

export interface KPoint {
  readonly k: number;
  readonly accuracy: number;
  readonly macroF1: number;
}

export interface KSweep {
  /** By rising k. */
  readonly points: readonly KPoint[];
  readonly best: KPoint | null;
}

/**
 * Validation for each k. `best` has the highest macro-F1, then accuracy, then the smallest k.
 * @throws TouchstoneError as `validateKnn`
 */
export function sweepK(
  distances: SeedDistances,
  seeds: readonly Seed[],
  settings: KnnSettings,
  ks: readonly number[],
  known: readonly LabelledRow[] = seeds,
): KSweep {
  const points = [...ks]
    .sort((a, b) => a - b)
    .map((k) => {
      const found = validateKnn(distances, seeds, { ...settings, k }, known);
      return { k, accuracy: found.accuracy, macroF1: found.macroF1 };
    });
  const best = points.reduce<KPoint | null>(
    (a, b) =>
      a && (a.macroF1 > b.macroF1 || (a.macroF1 === b.macroF1 && a.accuracy >= b.accuracy)) ? a : b,
    null,
  );
  return { points, best };
}

export interface ThresholdPoint {
  /** In nats. */
  readonly threshold: number;
  /** Share of the rows that keep a class. */
  readonly coverage: number;
  /** Share right among the rows that keep a class; NaN when none does. */
  readonly accuracyKept: number;
  /** Share right among all, where `general` is right only for a row that is truly `general`. */
  readonly accuracy: number;
  readonly macroF1: number;
}

/** What each threshold would do to a validation's predictions. */
export function sweepThreshold(
  { predictions, truth }: Validation,
  thresholds: readonly number[],
): ThresholdPoint[] {
  return thresholds.map((threshold) => {
    const assigned = assignedCategories(predictions, threshold);
    const confusion = confusionMatrix(truth, assigned);
    const kept = assigned.filter((name) => name !== GENERAL).length;
    const keptRight = assigned.filter((name, i) => name !== GENERAL && name === truth[i]).length;
    return {
      threshold,
      coverage: kept / assigned.length,
      accuracyKept: keptRight / kept,
      accuracy: accuracy(confusion),
      macroF1: macroF1(confusion),
    };
  });
}

/**
 * Sets a share (0 to 1) of each category's labels aside for validation, rounded, drawn at random;
 * every category keeps at least one seed. `general` labels all go to validation: they are no seeds.
 */
export function setAside(
  labelled: readonly LabelledRow[],
  share: number,
  seed: number,
): { readonly seeds: Seed[]; readonly validation: LabelledRow[] } {
  const random = seededRandom(seed);
  const validation = labelled.filter((each) => each.category === GENERAL);
  const seeds: Seed[] = [];
  const names = [...new Set(labelled.map((each) => each.category))].sort(compareCodePoints);
  for (const name of names.filter((each) => each !== GENERAL)) {
    const members = labelled.filter((each) => each.category === name);
    const size = Math.min(members.length - 1, Math.round(share * members.length));
    shuffle(members, random);
    validation.push(...members.slice(0, size));
    seeds.push(...members.slice(size));
  }
  return { seeds, validation };
}
