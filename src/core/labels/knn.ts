import { TouchstoneError } from '../data';
import { shannonEntropy } from '../quality/entropy';
import { GENERAL } from './category';
import { compareCodePoints } from './code-point-order';
import { NearestSeeds } from './nearest-seeds';
import type { SeedDistances } from './seed-distances';

/** Rows whose nearest seeds are sought together: their part of a seed's distances stays in the cache. */
const BLOCK = 256;

/** How near seeds count: alike, or by 1/distance (a seed at distance 0 then takes all the weight). */
export type KnnWeights = 'uniform' | 'distance';

export interface KnnSettings {
  /** Neighbours asked, at least 1; all seeds when there are fewer. The paper's sweep gave 40. */
  readonly k: number;
  readonly weights: KnnWeights;
}

/** A prompt, by its row of the vectors, whose category a person has given. */
export interface Seed {
  readonly row: number;
  readonly category: string;
}

export interface KnnPredictions {
  /** The rows asked about. */
  readonly rows: Int32Array;
  /** Names in code-point order. */
  readonly classes: readonly string[];
  /** Index into `classes` of the most probable one; ties go to the first. */
  readonly predicted: Int32Array;
  /** Row-major rows×classes; each row sums to 1. */
  readonly probabilities: Float64Array;
  /** In nats, 0 to ln(min(classes, k)). */
  readonly entropy: Float64Array;
}

/**
 * k-nearest-neighbour class probabilities by cosine, as scikit-learn's KNeighborsClassifier gives
 * them (its order among seeds at the same k-th distance is arbitrary; here the lower row wins).
 * A prompt is never its own neighbour, so the predictions for seed rows are leave-one-out.
 * Cost rows×seeds comparisons.
 * @param distances holds a column for each seed
 * @param rows all rows of the vectors unless given
 * @throws TouchstoneError `no-seeds`, `general-seed`, `seed-twice`, `knn-k`, `seed-row`
 */
export function predictKnn(
  distances: SeedDistances,
  seeds: readonly Seed[],
  settings: KnnSettings,
  rows: Int32Array = Int32Array.from({ length: distances.vectors.count }, (_, row) => row),
): KnnPredictions {
  checkSeeds(seeds, settings);
  const ordered = [...seeds].sort((a, b) => a.row - b.row);
  const classes = [...new Set(ordered.map((seed) => seed.category))].sort(compareCodePoints);
  const classOf = Int32Array.from(ordered, (seed) => classes.indexOf(seed.category));
  const seedRows = Int32Array.from(ordered, (seed) => seed.row);
  const columns = ordered.map((seed) => distances.column(seed.row));
  const probabilities = new Float64Array(rows.length * classes.length);
  const predicted = new Int32Array(rows.length);
  const entropy = new Float64Array(rows.length);
  const k = Math.min(settings.k, ordered.length);
  const block = Array.from({ length: Math.min(BLOCK, rows.length) }, () => new NearestSeeds(k));

  for (let start = 0; start < rows.length; start += BLOCK) {
    const end = Math.min(rows.length, start + BLOCK);
    for (let i = start; i < end; i++) block[i - start].size = 0;
    for (let seed = 0; seed < columns.length; seed++) {
      const column = columns[seed];
      for (let i = start; i < end; i++)
        if (rows[i] !== seedRows[seed]) block[i - start].offer(seed, column[rows[i]]);
    }
    for (let i = start; i < end; i++) {
      const shares = probabilities.subarray(i * classes.length, (i + 1) * classes.length);
      vote(shares, settings.weights, block[i - start], classOf);
      for (let c = 1; c < shares.length; c++)
        if (shares[c] > shares[predicted[i]]) predicted[i] = c;
      entropy[i] = shannonEntropy(shares);
    }
  }
  return { rows, classes, predicted, probabilities, entropy };
}

/** Fills the class shares of one prompt from its nearest seeds. */
function vote(
  shares: Float64Array,
  weights: KnnWeights,
  { seeds, distances, size }: NearestSeeds,
  classOf: Int32Array,
): void {
  const hasTwin = weights === 'distance' && distances.subarray(0, size).includes(0);
  let total = 0;
  for (let j = 0; j < size; j++) {
    let weight = 1;
    if (hasTwin) weight = distances[j] === 0 ? 1 : 0;
    else if (weights === 'distance') weight = 1 / distances[j];
    shares[classOf[seeds[j]]] += weight;
    total += weight;
  }
  // A lone seed that is left out has no neighbour at all: nothing is known, all classes alike.
  if (total === 0) shares.fill(1 / shares.length);
  else for (let c = 0; c < shares.length; c++) shares[c] /= total;
}

/** @throws TouchstoneError `knn-k` */
export function checkK(k: number): void {
  if (!Number.isInteger(k) || k < 1)
    throw new TouchstoneError('knn-k', `k is ${k}: it must be a whole number of at least 1.`);
}

function checkSeeds(seeds: readonly Seed[], { k }: KnnSettings): void {
  checkK(k);
  if (seeds.length === 0)
    throw new TouchstoneError(
      'no-seeds',
      'No prompt is labelled yet. Label at least one prompt in each category first.',
    );
  const rows = new Set<number>();
  for (const { row, category } of seeds) {
    if (category === GENERAL)
      throw new TouchstoneError(
        'general-seed',
        `Row ${row} is a seed of "${GENERAL}", which is the bucket for uncertain prompts and has no seeds. Leave it out or give it a category.`,
      );
    if (rows.has(row))
      throw new TouchstoneError(
        'seed-twice',
        `Row ${row} is listed twice among the seeds. Keep one label for it.`,
      );
    rows.add(row);
  }
}
