import { openAsBlob, readFileSync } from 'node:fs';
import { benchmarkQuality } from '../src/core/quality/benchmark-quality';
import type { BenchmarkQuality } from '../src/core/quality/benchmark-quality';
import { sharedPath } from '../src/core/testing/shared';
import { readLeaderboardFile } from '../src/readers/battle-file';
import { machine, printFigures } from './figures';

const TOLERANCE = 1e-9;
/** Our names of the figures in expected.json. */
const FIGURES = {
  pairs: 'pairs',
  separability: 'separability',
  agreement_signed: 'agreementSigned',
  agreement_half: 'agreementHalf',
  reference_separable_pairs: 'referenceSeparablePairs',
  agreement_signed_strict: 'agreementSignedStrict',
  agreement_half_strict: 'agreementHalfStrict',
  reference_separable_pairs_strict: 'referenceSeparablePairsStrict',
  kendall: 'kendall',
  strict_agreement: 'strictAgreement',
  spearman: 'spearman',
  brier: 'brier',
  log_loss: 'logLoss',
} as const satisfies Record<string, keyof BenchmarkQuality>;

/** Two published benchmarks against Chatbot Arena, each figure beside the one expected. */
export async function run(): Promise<void> {
  console.log(machine());
  const folder = sharedPath('data/benchmark-quality');
  if (!folder) {
    console.log('quality: skipped, as ../shared is not there.');
    return;
  }
  const open = async (name: string) => {
    const path = `${folder}/${name}`;
    return (await readLeaderboardFile(await openAsBlob(path), name)).rows;
  };
  const expected = JSON.parse(readFileSync(`${folder}/expected.json`, 'utf8')) as Record<
    string,
    Record<keyof typeof FIGURES, number>
  >;
  const reference = await open('reference-arena.csv');
  for (const [name, figures] of Object.entries(expected)) {
    const benchmark = await open(`${name}.jsonl`);
    const started = performance.now();
    const quality = benchmarkQuality(benchmark, reference);
    const time = (performance.now() - started).toFixed(1);
    printFigures(
      `${name} against Chatbot Arena, ${time} ms`,
      Object.entries(FIGURES).map(([theirs, ours]) => {
        const expected = figures[theirs as keyof typeof FIGURES];
        return {
          what: ours,
          value: quality[ours]!,
          digits: 10,
          atLeast: expected - TOLERANCE,
          atMost: expected + TOLERANCE,
        };
      }),
    );
  }
}
