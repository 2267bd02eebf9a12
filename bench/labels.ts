import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { ensureModel } from '../scripts/model.mjs';
import { nodeEmbedder } from '../src/cli/node-embedder';
import { readVectorFile } from '../src/cli/vector-file';
import type { Vectors } from '../src/core/data';
import { accuracy, confusionMatrix } from '../src/core/labels/confusion-matrix';
import { predictKnn, type KnnSettings, type Seed } from '../src/core/labels/knn';
import { SeedDistances } from '../src/core/labels/seed-distances';
import { validateKnn } from '../src/core/labels/validation';
import { seededRandom } from '../src/core/random';
import { sharedPath } from '../src/core/testing/shared';
import { embedPrompts, openedSource } from '../src/stages/embed';

interface Expected {
  readonly accuracy: number;
  readonly predictions: readonly string[];
  readonly entropy_nats: readonly number[];
}

interface Fixture {
  readonly seed_rows: readonly number[];
  readonly query_rows: readonly number[];
  readonly results: Readonly<Record<string, Expected>>;
}

const SETTINGS: readonly KnnSettings[] = [10, 40].flatMap((k) => [
  { k, weights: 'uniform' },
  { k, weights: 'distance' },
]);
const ENTROPY_TOLERANCE = 1e-4;
const percent = (share: number) => `${(100 * share).toFixed(2)} %`;

/**
 * k-NN labels against scikit-learn's on `domains.jsonl`, and the time that one more seed costs.
 * From the fixture's vectors; with `--text` end to end, from vectors of the text computed here (some
 * three minutes), with `--vectors FILE` from those of a file, a row for each of the 2,032 prompts.
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { vectors: { type: 'string' }, text: { type: 'boolean', default: false } },
  });
  const fixture = sharedPath('fixtures/knn-labels.json');
  const embeddings = sharedPath('fixtures/domains-embeddings.f32');
  const prompts = sharedPath('data/prompts/domains.jsonl');
  if (fixture && embeddings && prompts) {
    const expected = JSON.parse(readFileSync(fixture, 'utf8')) as Fixture;
    const lines = readFileSync(prompts, 'utf8').trimEnd().split('\n');
    const records = lines.map((line) => JSON.parse(line) as { prompt: string; domain: string });
    const vectors = values.text
      ? await embed(records.map(({ prompt }) => prompt))
      : readVectorFile(values.vectors ?? embeddings, values.vectors?.endsWith('.npy') ? null : 384);
    const domains = records.map(({ domain }) => domain);
    compare(vectors, expected, domains);
  } else console.log('Comparison with scikit-learn: skipped, ../shared is not there.');
  timeSeeds();
}

async function embed(texts: readonly string[]): Promise<Vectors> {
  const model = await ensureModel(fileURLToPath(new URL('../.cache', import.meta.url)));
  if (!model.available) throw new Error(model.reason);
  const embedder = await nodeEmbedder(model.dir);
  const nothingKept = {
    load: async (_key: string, hashes: readonly string[]) => hashes.map(() => null),
    save: async () => {},
  };
  return (await embedPrompts(texts, { source: openedSource(embedder), store: nothingKept }))
    .vectors;
}

function compare(vectors: Vectors, expected: Fixture, domains: readonly string[]): void {
  const seeds: Seed[] = expected.seed_rows.map((row) => ({ row, category: domains[row] }));
  const distances = new SeedDistances(vectors);
  distances.retain(expected.seed_rows);
  const truth = expected.query_rows.map((row) => domains[row]);
  const rows = Int32Array.from(expected.query_rows);
  const table = SETTINGS.map((settings) => {
    const theirs = expected.results[`k=${settings.k},${settings.weights}`];
    const found = predictKnn(distances, seeds, settings, rows);
    const names = Array.from(found.predicted, (best) => found.classes[best]);
    const equal = names.filter((name, i) => name === theirs.predictions[i]).length;
    const off = theirs.entropy_nats.filter(
      (entropy, i) => Math.abs(entropy - found.entropy[i]) > ENTROPY_TOLERANCE,
    ).length;
    const score = accuracy(confusionMatrix(truth, names));
    const out = validateKnn(distances, seeds, settings);
    return {
      setting: `k = ${settings.k}, ${settings.weights}`,
      'equal predictions (target 99.5 %)': percent(equal / names.length),
      'entropies off by > 1e-4': off,
      accuracy: score.toFixed(4),
      'scikit-learn (target ± 0.003)': theirs.accuracy.toFixed(4),
      'leave-one-out': out.accuracy.toFixed(3),
      'macro-F1': out.macroF1.toFixed(3),
    };
  });
  console.table(table);
}

/** Random unit rows: the time does not depend on what they mean. */
function timeSeeds(count = 20_000, dim = 384, seeds = 260): void {
  const random = seededRandom(1);
  const data = Float32Array.from({ length: count * dim }, () => random() - 0.5);
  const distances = new SeedDistances({ data, count, dim });
  const labelled = Array.from({ length: seeds }, (_, row) => ({
    row: row * 70,
    category: String(row % 13),
  }));
  for (const { row } of labelled.slice(1)) distances.add(row);
  const started = performance.now();
  distances.add(labelled[0].row);
  const added = performance.now();
  predictKnn(distances, labelled, { k: 40, weights: 'distance' });
  const predicted = performance.now();
  console.table([
    {
      'one more seed': `${count} × ${dim}, ${seeds} seeds, 13 categories, k = 40`,
      'its column, ms': (added - started).toFixed(0),
      'all labels anew, ms': (predicted - added).toFixed(0),
      'together (target well under 1000 ms)': (predicted - started).toFixed(0),
    },
  ]);
}
