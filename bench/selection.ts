import { readFileSync } from 'node:fs';
import { readCandidates } from '../src/cli/candidate-file';
import { readVectorFile } from '../src/cli/vector-file';
import { spread } from '../src/core/quality/diversity';
import { vendiScore } from '../src/core/quality/vendi';
import type { Candidate } from '../src/core/selection/candidate';
import { DEFAULT_FILTERS } from '../src/core/selection/filter';
import { sampleSet } from '../src/core/selection/sample';
import { PAPER_SAMPLE } from '../src/core/selection/sampling-settings';
import { systematicSample } from '../src/core/selection/systematic-sample';
import { sharedPath } from '../src/core/testing/shared';
import { readPromptFile } from '../src/readers/prompt-file';

const UNBIASEDNESS_SEEDS = 2000;

/** The paper's procedure on `mixed.jsonl`, the evenness of the draw, and the Vendi score's time. */
export async function run(): Promise<void> {
  const path = sharedPath('data/prompts/mixed.jsonl');
  if (path) {
    const file = await readPromptFile(new Blob([readFileSync(path)]), 'mixed.jsonl');
    paperProcedure(readCandidates(file, {}));
  } else console.log('The paper’s procedure: skipped, ../shared is not there.');
  evenness();
  const embeddings = sharedPath('fixtures/domains-embeddings.f32');
  if (embeddings) {
    const vectors = readVectorFile(embeddings, 384);
    const started = performance.now();
    const score = vendiScore(vectors);
    const ms = (performance.now() - started).toFixed(0);
    console.table([
      { vectors: `${vectors.count} × ${vectors.dim}`, 'Vendi score': score.toFixed(3), ms },
    ]);
  }
}

function paperProcedure(candidates: readonly Candidate[]): void {
  const draw = (seed: number, earlier?: ReadonlySet<string>) =>
    sampleSet(candidates, DEFAULT_FILTERS, { ...PAPER_SAMPLE, seed }, earlier);
  const started = performance.now();
  const first = draw(1);
  const ms = performance.now() - started;
  const ids = (set: typeof first) => set.entries.map((entry) => entry.id);
  const firstIds = new Set(ids(first));
  const shared = (set: typeof first) => ids(set).filter((id) => firstIds.has(id)).length;
  const forced = first.strata.reduce(
    (sum, { available, chosen }) => sum + Math.max(0, 2 * chosen - available),
    0,
  );
  console.table([
    {
      prompts: candidates.length,
      strata: first.strata.length,
      chosen: first.entries.length,
      'same seed, same set': ids(draw(1)).join() === ids(first).join(),
      'in both seed 1 and 2': shared(draw(2)),
      'in both 1 and its refresh by seed 9': shared(draw(9, firstIds)),
      'least possible': forced,
      'effective categories': spread(
        first.entries.map((entry) => entry.stratum),
      ).effectiveNumber.toFixed(2),
      ms: ms.toFixed(0),
    },
  ]);
}

/** Pearson's statistic over how often each of 40 prompts is drawn; 39 degrees of freedom, 95 % below 54.6. */
function evenness(): void {
  const items = Array.from({ length: 40 }, (_, id) => id);
  const keys = [(id: number) => Math.floor(Math.log2(id + 1))];
  const size = 12;
  const turns = Math.floor(items.length / size);
  const counts = new Float64Array(items.length);
  for (let round = 0; round < UNBIASEDNESS_SEEDS; round++)
    for (const id of systematicSample(items, size, keys, 1 + round * turns, 'x').chosen)
      counts[id]++;
  const share = size / items.length;
  const expected = UNBIASEDNESS_SEEDS * share;
  const statistic = counts.reduce(
    (sum, count) => sum + (count - expected) ** 2 / (expected * (1 - share)),
    0,
  );
  console.table([
    {
      seeds: UNBIASEDNESS_SEEDS,
      'chi-square, 39 degrees of freedom': ((statistic * 39) / 40).toFixed(1),
      target: 'below 54.6',
    },
  ]);
}
