import { TouchstoneError, type OnProgress, type Vectors } from '../src/core/data';
import { predictKnn, type KnnSettings, type Seed } from '../src/core/labels/knn';
import { SeedDistances } from '../src/core/labels/seed-distances';
import { sweepK, validateKnn, type LabelledRow } from '../src/core/labels/validation';
import { diversityOfRows, type DiversityColumns } from '../src/core/quality/diversity';
import { handOver, serve } from '../src/engine/serve';

/** Kept from call to call: a new seed then costs its own distances only. */
let distances: SeedDistances | null = null;

function held(): SeedDistances {
  if (!distances) throw new TouchstoneError('no-vectors', 'The labelling worker has no vectors.');
  return distances;
}

const api = {
  open(vectors: Vectors) {
    distances = new SeedDistances(vectors);
  },
  predict(seeds: readonly Seed[], settings: KnnSettings, onProgress: OnProgress) {
    held().retain(
      seeds.map(({ row }) => row),
      onProgress,
    );
    const found = predictKnn(held(), seeds, settings);
    return handOver(found, [
      found.rows.buffer,
      found.predicted.buffer,
      found.probabilities.buffer,
      found.entropy.buffer,
    ]);
  },
  /** @param known rows to predict, none of which has a voice in its own prediction */
  validate(
    seeds: readonly Seed[],
    settings: KnnSettings,
    known: readonly LabelledRow[],
    ks: readonly number[],
  ) {
    for (const { row } of seeds) held().add(row);
    return {
      validation: validateKnn(held(), seeds, settings, known),
      sweep: sweepK(held(), seeds, settings, ks, known),
    };
  },
  /** Diversity of some rows, without the spread of names. @param given parallel to all rows */
  diversity(rows: Int32Array, given: DiversityColumns) {
    return diversityOfRows(held().vectors, rows, given);
  },
};

export type LabelApi = typeof api;
serve(api);
