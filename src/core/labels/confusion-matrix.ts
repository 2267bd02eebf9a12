import { TouchstoneError } from '../data';
import { compareCodePoints } from './code-point-order';

export interface ConfusionMatrix {
  /** In code-point order; every name that is true or predicted somewhere. */
  readonly classes: readonly string[];
  /** Row-major classes×classes: rows are the truth, columns the prediction. */
  readonly counts: Int32Array;
  readonly total: number;
}

/** @throws TouchstoneError `confusion-length` when the two lists differ in length */
export function confusionMatrix(
  truth: readonly string[],
  predicted: readonly string[],
): ConfusionMatrix {
  if (truth.length !== predicted.length)
    throw new TouchstoneError(
      'confusion-length',
      `${truth.length} true labels stand against ${predicted.length} predicted ones.`,
    );
  const classes = [...new Set([...truth, ...predicted])].sort(compareCodePoints);
  const index = new Map(classes.map((name, i) => [name, i]));
  const counts = new Int32Array(classes.length ** 2);
  const at = (name: string) => index.get(name) as number;
  truth.forEach((name, i) => counts[at(name) * classes.length + at(predicted[i])]++);
  return { classes, counts, total: truth.length };
}

/** Share predicted right, 0 to 1; NaN without any row. */
export function accuracy({ classes, counts, total }: ConfusionMatrix): number {
  let right = 0;
  for (let c = 0; c < classes.length; c++) right += counts[c * classes.length + c];
  return right / total;
}

/**
 * Unweighted mean over classes of F1 = 2·hits/(true + predicted), 0 to 1, as scikit-learn's
 * `f1_score(average='macro', zero_division=0)`; NaN without any row.
 */
export function macroF1({ classes, counts }: ConfusionMatrix): number {
  const n = classes.length;
  let sum = 0;
  for (let c = 0; c < n; c++) {
    let trueCount = 0;
    let predictedCount = 0;
    for (let other = 0; other < n; other++) {
      trueCount += counts[c * n + other];
      predictedCount += counts[other * n + c];
    }
    sum += (2 * counts[c * n + c]) / (trueCount + predictedCount);
  }
  return sum / n;
}
