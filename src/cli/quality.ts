import { openAsBlob, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { TouchstoneError } from '../core/data';
import { readAliases } from '../core/formats/aliases';
import { benchmarkQuality } from '../core/quality/benchmark-quality';
import type { BenchmarkQuality } from '../core/quality/benchmark-quality';
import type { LeaderboardFile } from '../core/formats/leaderboard';
import { readLeaderboardFile, readTable } from '../readers/battle-file';
import type { Command } from './command';
import { textTable } from './text-table';

/** Figures in the order of the JSON and the table. */
const FIGURES = [
  'pairs',
  'referenceSeparablePairs',
  'separability',
  'agreementSigned',
  'agreementHalf',
  'agreementSignedStrict',
  'agreementHalfStrict',
  'strictAgreement',
  'spearman',
  'kendall',
  'brier',
  'logLoss',
] as const satisfies readonly (keyof BenchmarkQuality)[];

export const command: Command = {
  usage:
    'quality --benchmark B.jsonl|B.csv [more] --reference R.csv [--alias A.csv] [--json OUT]    benchmarks against a reference leaderboard',
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        benchmark: { type: 'string', multiple: true },
        reference: { type: 'string' },
        alias: { type: 'string' },
        json: { type: 'string' },
      },
    });
    const paths = [...(values.benchmark ?? []), ...positionals];
    if (!values.reference || paths.length === 0) {
      throw new TouchstoneError(
        'usage',
        `Give --benchmark and --reference: npx touchstone ${command.usage}`,
      );
    }
    const aliases = values.alias
      ? readAliases(values.alias, await readTable(await openAsBlob(values.alias), values.alias))
      : undefined;
    const reference = await open(values.reference);
    const found: Record<string, BenchmarkQuality> = {};
    for (const path of paths) {
      const name = nameOf(path);
      const { rows } = await open(path);
      const quality = benchmarkQuality(rows, reference.rows, { aliases });
      found[name in found ? path : name] = quality;
      const unmatched = [...quality.onlyInBenchmark, ...quality.onlyInReference];
      if (unmatched.length > 0) {
        console.error(`touchstone: ${name}: only on one side: ${unmatched.join(', ')}.`);
      }
    }
    if (values.json) {
      const figures = Object.entries(found).map(([name, quality]) => [
        name,
        Object.fromEntries(FIGURES.map((figure) => [figure, quality[figure]])),
      ]);
      writeFileSync(
        values.json,
        `${JSON.stringify(Object.fromEntries(figures) as object, null, 1)}\n`,
      );
    } else console.log(qualityTable(found));
  },
};

async function open(path: string): Promise<LeaderboardFile> {
  const file = await readLeaderboardFile(await openAsBlob(path), path);
  for (const { row, reason } of file.errors)
    console.error(`touchstone: ${path}, row ${row}: ${reason}`);
  return file;
}

function nameOf(path: string): string {
  return basename(path).replace(/\.[^.]*$/, '');
}

function qualityTable(found: Readonly<Record<string, BenchmarkQuality>>): string {
  const rows = FIGURES.map((figure) => [
    figure,
    ...Object.values(found).map((quality) => {
      const value = quality[figure];
      if (value === null) return '–';
      return Number.isInteger(value) ? String(value) : value.toFixed(4);
    }),
  ]);
  return textTable(['figure', ...Object.keys(found)], rows);
}
