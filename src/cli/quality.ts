import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { TouchstoneError } from '../core/data';
import { readAliases } from '../core/formats/aliases';
import { plainName } from '../core/formats/plain-names';
import { compareBenchmarks } from '../core/quality/benchmark-comparison';
import type { BenchmarkQuality } from '../core/quality/benchmark-quality';
import type { LeaderboardFile } from '../core/formats/leaderboard';
import type { LeaderboardOfFile } from '../core/formats/leaderboards-of-file';
import type { Aliases } from '../core/quality/leaderboard';
import { readLeaderboardsFile, readTable } from '../readers/battle-file';
import type { Command } from './command';
import { openInput } from './input-file';
import { tellRowErrors } from './row-errors';
import { textTable } from './text-table';

/** Coverage of published intervals. */
const INTERVAL = 0.95;

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
  purpose: 'benchmarks against a reference leaderboard',
  usage:
    'quality --benchmark B.jsonl|B.csv [more] --reference R.csv [--category C] [--score COLUMN] [--alias A.csv] [--json OUT]',
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        benchmark: { type: 'string', multiple: true },
        reference: { type: 'string' },
        alias: { type: 'string' },
        category: { type: 'string' },
        score: { type: 'string' },
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
      ? readAliases(values.alias, await readTable(await openInput(values.alias), values.alias))
      : undefined;
    const choice = { category: values.category, score: values.score };
    const reference = onlyOne(values.reference, await open(values.reference, choice));
    const boards: Record<string, LeaderboardFile> = {};
    for (const path of paths) {
      const name = nameOf(path) in boards ? path : nameOf(path);
      const found = await open(path, choice);
      for (const board of found)
        boards[found.length > 1 ? `${name}: ${board.category}` : name] = board;
    }
    if (values.score !== undefined) tellScores({ ...boards, reference }, values.score);
    const found = qualities(boards, reference, aliases);
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

/** The leaderboards of a file; of one with categories only the chosen one. */
async function open(
  path: string,
  { category, score }: { category: string | undefined; score: string | undefined },
): Promise<LeaderboardOfFile[]> {
  const boards = await readLeaderboardsFile(await openInput(path), path, { score });
  tellRowErrors(
    path,
    boards.flatMap(({ errors }) => errors),
  );
  if (boards.some(({ sortedResults }) => sortedResults)) {
    console.error(
      `touchstone: ${path}: the bootstrap results are sorted within each model, so nothing joint over models can be had from them; the forecasts use each model's mean and variance only.`,
    );
  }
  if (category === undefined || boards.length === 1) return boards;
  const chosen = boards.filter((board) => board.category === category);
  if (chosen.length > 0) return chosen;
  throw new TouchstoneError(
    'no-category',
    `${path} has no category “${category}”. It has ${categoriesOf(boards)}.`,
  );
}

/**
 * Tells which leaderboards have another score than the column asked for, as they lack it.
 * @throws TouchstoneError `no-score-column` where all do
 */
function tellScores(boards: Readonly<Record<string, LeaderboardFile>>, column: string): void {
  const others = Object.entries(boards).filter(
    ([, { score }]) => score === null || plainName(score) !== plainName(column),
  );
  if (others.length === Object.keys(boards).length) {
    throw new TouchstoneError('no-score-column', `No file has the column “${column}” of --score.`);
  }
  for (const [name, { score }] of others) {
    console.error(
      `touchstone: ${name} has no column ${column}; its score is ${score ?? 'that of its bootstrap results'}.`,
    );
  }
}

function onlyOne(path: string, boards: readonly LeaderboardOfFile[]): LeaderboardOfFile {
  if (boards.length === 1) return boards[0];
  throw new TouchstoneError(
    'several-categories',
    `${path} holds a leaderboard for each of ${categoriesOf(boards)}. Choose one with --category.`,
  );
}

const categoriesOf = (boards: readonly LeaderboardOfFile[]) =>
  boards.map(({ category }) => category).join(', ');

/** All on the models that the reference and every benchmark have, so that columns can be compared. */
function qualities(
  boards: Readonly<Record<string, LeaderboardFile>>,
  reference: LeaderboardFile,
  aliases: Aliases | undefined,
): Record<string, BenchmarkQuality> {
  const named = Object.entries(boards).map(([id, { rows }]) => ({ id, rows, interval: INTERVAL }));
  const compared = compareBenchmarks(
    named,
    { id: 'reference', rows: reference.rows, interval: INTERVAL },
    { aliases, top: null },
  );
  for (const { id, unmatched, repeated } of compared.columns) {
    tellModels(`in ${id} and not in the reference`, unmatched);
    tellModels(`in ${id} with the name of an earlier row, so left out`, repeated);
  }
  const again = compared.reference.repeated;
  tellModels('in the reference with the name of an earlier row, so left out', again);
  tellModels('in the reference and in no benchmark', compared.reference.unmatched);
  tellModels('in the reference and not in every benchmark, so left out', compared.notInAll);
  return Object.fromEntries(compared.columns.map(({ id, quality }) => [id, quality]));
}

function tellModels(where: string, names: readonly string[]): void {
  if (names.length === 0) return;
  console.error(`touchstone: ${names.length} models ${where}: ${names.join(', ')}.`);
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
  const table = textTable(['figure', ...Object.keys(found)], rows);
  const approximate = Object.entries(found).filter(([, quality]) => quality.forecastFromIntervals);
  return approximate.length === 0
    ? table
    : `${table}\nbrier and logLoss of ${approximate.map(([name]) => name).join(', ')} rest on the width of the published intervals.`;
}
