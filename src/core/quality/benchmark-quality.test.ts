import { openAsBlob, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readLeaderboardFile } from '../../readers/battle-file';
import { sharedPath } from '../testing/shared';
import { benchmarkQuality } from './benchmark-quality';
import type { BenchmarkQuality } from './benchmark-quality';
import { matchModels } from './leaderboard';
import type { LeaderboardRow } from './leaderboard';

const folder = sharedPath('data/benchmark-quality');
/** Our names of the figures in expected.json. */
const FIGURES: Readonly<Record<string, keyof BenchmarkQuality>> = {
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
};

describe.skipIf(!folder)('expected.json (skips without ../shared)', () => {
  it.each(['arena-hard', 'mt-bench'])('%s: all figures to 1e-9', async (name) => {
    const open = async (file: string) =>
      readLeaderboardFile(await openAsBlob(`${folder}/${file}`), file);
    const benchmark = await open(`${name}.jsonl`);
    const reference = await open('reference-arena.csv');
    const expected = (
      JSON.parse(readFileSync(`${folder}/expected.json`, 'utf8')) as Record<
        string,
        Record<string, number>
      >
    )[name];
    const quality = benchmarkQuality(benchmark.rows, reference.rows);
    expect(quality.models).toHaveLength(expected.models);
    for (const [theirs, ours] of Object.entries(FIGURES)) {
      expect(Math.abs((quality[ours] as number) - expected[theirs]), ours).toBeLessThan(1e-9);
    }
    expect(benchmark.sortedResults).toBe(true);
    expect(quality.forecastFromIntervals).toBe(false);
  });
});

function row(model: string, score: number, more: Partial<LeaderboardRow> = {}): LeaderboardRow {
  return {
    model,
    score,
    lower: score - 1,
    upper: score + 1,
    variance: null,
    averageTokens: null,
    results: null,
    ...more,
  };
}

describe('benchmarkQuality', () => {
  const reference = [row('a', 10), row('b', 20), row('c', 30), row('d', 40)];

  it('of a benchmark that is the reference is perfect', () => {
    const quality = benchmarkQuality(reference, reference);
    expect(quality).toMatchObject({
      pairs: 6,
      separability: 1,
      referenceSeparability: 1,
      agreementSigned: 1,
      agreementHalf: 1,
      agreementSignedStrict: 1,
      strictAgreement: 1,
      kendall: 1,
      tiedInReference: 0,
      forecastFromIntervals: true,
    });
    expect(quality.spearman).toBeCloseTo(1, 12);
    expect(quality.brier).toBeLessThan(1e-9);
  });

  it('marks forecasts that rest on intervals, and has none without intervals or variance', () => {
    const bare = reference.map((each) => ({ ...each, lower: null, upper: null }));
    const quality = benchmarkQuality(bare, reference);
    expect(quality).toMatchObject({
      separability: null,
      agreementSigned: null,
      agreementHalfStrict: null,
      brier: null,
      logLoss: null,
      strictAgreement: 1,
    });
    const varied = bare.map((each) => ({ ...each, variance: 1 }));
    expect(benchmarkQuality(varied, reference)).toMatchObject({ forecastFromIntervals: false });
    expect(benchmarkQuality(varied, reference).brier).not.toBeNull();
  });

  it('does not depend on the models’ order, nor on the scores’ scale', () => {
    const benchmark = [row('a', 12), row('b', 11), row('c', 25), row('d', 50)];
    const plain = benchmarkQuality(benchmark, reference);
    const scaled = [...benchmark].reverse().map((each) => ({
      ...each,
      score: 3 * each.score,
      lower: 3 * each.lower!,
      upper: 3 * each.upper!,
    }));
    const other = benchmarkQuality(scaled, [...reference].reverse());
    for (const figure of Object.values(FIGURES)) {
      expect(other[figure] as number).toBeCloseTo(plain[figure] as number, 12);
    }
  });

  it('is over the common models only, after aliases, and lists the others', () => {
    const benchmark = [row('A-large', 10), row('b', 20), row('c', 30), row('x', 5)];
    const quality = benchmarkQuality(benchmark, reference, {
      aliases: new Map([['A-large', 'a']]),
    });
    expect(quality).toMatchObject({
      models: ['a', 'b', 'c'],
      onlyInBenchmark: ['x'],
      onlyInReference: ['d'],
    });
    expect(benchmarkQuality(benchmark, reference, { models: new Set(['b', 'c']) }).pairs).toBe(1);
    expect(() => benchmarkQuality([row('x', 1), row('b', 2)], reference)).toThrow(
      'have 1 models in common, and at least 2 are needed. Benchmark only: x.',
    );
  });

  it('takes the first row of a name that stands twice', () => {
    const { common } = matchModels([row('a', 1), row('a', 2)], [row('a', 3)]);
    expect(common).toHaveLength(1);
    expect(common[0].benchmark.score).toBe(1);
  });
});
