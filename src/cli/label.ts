import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { TouchstoneError } from '../core/data';
import { GENERAL } from '../core/labels/category';
import { contradictorySeeds } from '../core/labels/contradictions';
import { thresholdInNats } from '../core/labels/entropy-threshold';
import { predictKnn, type KnnPredictions, type KnnWeights, type Seed } from '../core/labels/knn';
import { adviseKnn, seedCounts } from '../core/labels/knn-advice';
import { parseLabelFile } from '../core/labels/label-file';
import { isRowKey, resolveLabelRows } from '../core/labels/label-rows';
import { SeedDistances } from '../core/labels/seed-distances';
import type { Command } from './command';
import { readTextInput } from './input-file';
import { numberOption } from './number-option';
import { readVectorFile } from './vector-file';

/** The paper's, as the usage says; the advice tells when fewer would be better. */
const DEFAULT_K = 40;
const DEFAULT_ENTROPY_NATS = 1.5;

export const command: Command = {
  purpose: 'k-NN labels of all rows but the seeds',
  usage:
    'label --vectors V --dim D --seeds SEEDS.csv [--k 40] [--weights uniform|distance] [--entropy 1.5] --json OUT',
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        vectors: { type: 'string' },
        dim: { type: 'string' },
        seeds: { type: 'string' },
        k: { type: 'string' },
        weights: { type: 'string', default: 'uniform' },
        entropy: { type: 'string' },
        json: { type: 'string' },
      },
    });
    if (!values.vectors || !values.seeds || !values.json)
      throw new TouchstoneError(
        'usage',
        `Give --vectors, --seeds and --json: npx touchstone ${command.usage}`,
      );
    const distances = new SeedDistances(
      readVectorFile(values.vectors, numberOption('dim', values.dim)),
    );
    const { count } = distances.vectors;
    const seeds = readSeeds(values.seeds, count);
    distances.retain(seeds.map((seed) => seed.row));
    const settings = {
      k: numberOption('k', values.k) ?? DEFAULT_K,
      weights: weightsOption(values.weights),
    };
    const categories = [...seedCounts(seeds).keys()];
    const thresholdNats = thresholdInNats(
      { unit: 'nats', value: numberOption('entropy', values.entropy) ?? DEFAULT_ENTROPY_NATS },
      categories.length,
      settings.k,
    );
    const isSeed = new Set(seeds.map((seed) => seed.row));
    const rows = Int32Array.from({ length: count }, (_, row) => row).filter(
      (row) => !isSeed.has(row),
    );
    const predictions = predictKnn(distances, seeds, settings, rows);
    const { entropy } = predictions;
    const advice = adviseKnn({ categories, seeds, k: settings.k, thresholdNats, entropy });
    for (const { message } of [...advice, ...contradictorySeeds(distances, seeds)])
      console.error(`touchstone: ${message}`);
    const records = labelRecords(predictions, thresholdNats);
    writeFileSync(
      values.json,
      `[\n${records.map((record) => JSON.stringify(record)).join(',\n')}\n]\n`,
    );
    const general = records.filter((record) => record.general).length;
    console.log(
      `${values.json}: ${records.length} rows labelled from ${seeds.length} seeds of ${categories.length} categories (k = ${settings.k}, ${settings.weights}); ${general} general.`,
    );
  },
};

/** A row of the output; `label` is the most probable class, also where `general` is true. */
export interface LabelRecord {
  readonly row: number;
  readonly label: string;
  readonly general: boolean;
  readonly probability: number;
  readonly entropy: number;
}

function labelRecords(predictions: KnnPredictions, thresholdNats: number): LabelRecord[] {
  const { rows, classes, predicted, probabilities, entropy } = predictions;
  return Array.from(rows, (row, i) => ({
    row,
    label: classes[predicted[i]],
    general: entropy[i] > thresholdNats,
    probability: probabilities[i * classes.length + predicted[i]],
    entropy: entropy[i],
  }));
}

function weightsOption(text: string): KnnWeights {
  if (text !== 'uniform' && text !== 'distance')
    throw new TouchstoneError('usage', `--weights is "${text}": give uniform or distance.`);
  return text;
}

/**
 * The seeds of a file; rows that can't be used are named on the error stream, the others count.
 * @param count rows of the vectors, where they are known
 * @throws TouchstoneError `file-missing`, `label-columns`
 */
export function readSeeds(path: string, count: number | null): Seed[] {
  const { rows, errors, byRow } = parseLabelFile(readTextInput(path), path, true);
  if (!byRow)
    throw new TouchstoneError(
      'label-columns',
      `${path} names prompts by id, but the vectors have only rows. Give a column "row" that counts them from 0.`,
    );
  const known = new Set(
    rows.map((each) => each.key).filter((key) => isRowKey(key, count ?? Infinity)),
  );
  const resolved = resolveLabelRows(rows, known, null, path);
  for (const { row, reason } of [...errors, ...resolved.errors])
    console.error(`touchstone: ${path}, line ${row}: ${reason}`);
  if (resolved.computed > 0)
    console.error(
      `touchstone: ${path}: ${resolved.computed} rows of source "knn" were left out, as they are no seeds.`,
    );
  const heldOut = resolved.labels.filter((label) => label.heldOut).length;
  if (heldOut > 0)
    console.error(
      `touchstone: ${path}: ${heldOut} rows that "split" holds out for validation or test were left out, as they are no seeds.`,
    );
  return resolved.labels
    .filter((label) => label.category !== GENERAL && !label.heldOut)
    .map(({ promptId, category }) => ({ row: Number(promptId), category }));
}
