import { openAsBlob, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { TouchstoneError } from '../core/data';
import type { BattleFile } from '../core/formats/battle-file';
import { DEFAULT_READ_OPTIONS } from '../core/formats/battle-record';
import type { BattleRecord } from '../core/formats/battle-record';
import { answerStyle } from '../core/ranking/answer-style';
import { commonOpponent, indexBattles, selectBattles } from '../core/ranking/battle-index';
import type { BattleIndex } from '../core/ranking/battle-index';
import { rankModels } from '../core/ranking/rank-models';
import type { Ranking, RankingSettings } from '../core/ranking/ranking';
import { styleCovariates } from '../core/ranking/style-covariates';
import { readBattleFile } from '../readers/battle-file';
import type { Command } from './command';
import { numberOption } from './number-option';
import { rankingTable } from './ranking-table';

const MAX_SHOWN_ERRORS = 10;

export const command: Command = {
  usage:
    'rank BATTLES… [--baseline M] [--rounds 1000] [--interval 0.95] [--seed 1] [--bootstrap prompts|rows] [--duplicates keep|drop] [--outcomes soft|discrete] [--anchor baseline|mean] [--style] [--by category] [--json OUT]    leaderboard with intervals',
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        baseline: { type: 'string' },
        rounds: { type: 'string' },
        interval: { type: 'string' },
        seed: { type: 'string' },
        bootstrap: { type: 'string', default: 'prompts' },
        duplicates: { type: 'string', default: 'keep' },
        outcomes: { type: 'string', default: 'soft' },
        anchor: { type: 'string', default: 'baseline' },
        style: { type: 'boolean', default: false },
        by: { type: 'string' },
        json: { type: 'string' },
      },
    });
    if (positionals.length === 0) {
      throw new TouchstoneError('usage', `Name a file of battles: npx touchstone ${command.usage}`);
    }
    if (values.by !== undefined) oneOf('by', values.by, ['category']);
    const files = await readFiles(positionals, values.baseline);
    const battles = files.flatMap((file) => file.battles);
    const { index, repeated, dropped } = indexBattles(battles, {
      outcomes: oneOf('outcomes', values.outcomes, ['soft', 'discrete']),
      duplicates: oneOf('duplicates', values.duplicates, ['keep', 'drop']),
    });
    if (repeated > 0) {
      console.error(
        `touchstone: ${repeated} battles repeat an earlier one exactly; they were ${values.duplicates === 'drop' ? 'left out' : 'kept (--duplicates drop leaves them out)'}.`,
      );
    }
    const settings: RankingSettings = {
      baseline: values.baseline ?? commonOpponent(index),
      anchor: oneOf('anchor', values.anchor, ['baseline', 'mean']),
      rounds: numberOption('rounds', values.rounds) ?? 1000,
      interval: numberOption('interval', values.interval) ?? 0.95,
      seed: numberOption('seed', values.seed) ?? 1,
      unit: oneOf('bootstrap', values.bootstrap, ['prompts', 'rows']),
    };
    const rank = (of: BattleIndex) =>
      rankModels(of, values.style ? { ...settings, style: styleOf(of, battles) } : settings);
    const ranking = rank(index);
    const categories = values.by ? rankCategories(index, battles, rank) : null;
    const counts = addUp([...files.map((file) => file.dropped), dropped]);
    if (values.json) {
      const result = { ...jsonOf(ranking), repeated, dropped: counts };
      const by = categories && Object.fromEntries([...categories].map(([k, r]) => [k, jsonOf(r)]));
      writeFileSync(values.json, `${JSON.stringify(by ? { ...result, by } : result, null, 1)}\n`);
    } else {
      console.log(rankingTable(ranking));
      for (const [name, each] of categories ?? []) console.log(`\n${name}\n${rankingTable(each)}`);
    }
    const left = Object.entries(counts).map(([reason, count]) => `${count} ${reason}`);
    if (left.length > 0) console.error(`touchstone: left out: ${left.join(', ')}.`);
  },
};

async function readFiles(
  paths: readonly string[],
  baseline: string | undefined,
): Promise<BattleFile[]> {
  const files: BattleFile[] = [];
  for (const path of paths) {
    const options = { ...DEFAULT_READ_OPTIONS, ...(baseline !== undefined && { baseline }) };
    const file = await readBattleFile(await openAsBlob(path), path, options);
    files.push(file);
    console.error(
      `touchstone: ${path}: ${file.form}, ${file.rows} rows, ${file.battles.length} battles.`,
    );
    for (const { row, reason } of file.errors.slice(0, MAX_SHOWN_ERRORS)) {
      console.error(`touchstone: ${path}, row ${row}: ${reason}`);
    }
    const refused = Object.values(file.dropped).reduce((sum, each) => sum + each, 0);
    if (refused > MAX_SHOWN_ERRORS) {
      console.error(`touchstone: ${path}: ${refused - MAX_SHOWN_ERRORS} more rows were left out.`);
    }
  }
  return files;
}

function styleOf(index: BattleIndex, battles: readonly BattleRecord[]): RankingSettings['style'] {
  const { covariates, unknown } = styleCovariates(
    index,
    (position) => {
      const { styleA, styleB, answerA, answerB } = battles[position];
      const a = styleA ?? (answerA === undefined ? null : answerStyle(answerA));
      const b = styleB ?? (answerB === undefined ? null : answerStyle(answerB));
      return a && b ? { a, b } : null;
    },
    'density',
  );
  if (covariates.names.length === 0) {
    throw new TouchstoneError(
      'no-style',
      'The battles hold neither answers nor their lengths, which --style needs. Leave it out.',
    );
  }
  if (unknown > 0) {
    console.error(
      `touchstone: ${unknown} battles have no known style and count as equal in style.`,
    );
  }
  return { covariates, prediction: 'equal' };
}

function rankCategories(
  index: BattleIndex,
  battles: readonly BattleRecord[],
  rank: (index: BattleIndex) => Ranking,
): Map<string, Ranking> {
  const names = new Set(battles.flatMap(({ category }) => category ?? []));
  if (names.size === 0) {
    throw new TouchstoneError('no-category', 'No battle has a category. Leave out --by category.');
  }
  const categories = new Map<string, Ranking>();
  for (const name of [...names].sort()) {
    const rows = selectBattles(index, (row) => battles[index.position[row]].category === name);
    if (rows.count > 0) categories.set(name, rank(rows));
  }
  return categories;
}

/** All but the pairs, which are models² many; their number stays. */
function jsonOf(ranking: Ranking): object {
  return { ...ranking, pairs: ranking.pairs.length, names: undefined };
}

function addUp(counts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const each of counts) {
    for (const [reason, count] of Object.entries(each)) sum[reason] = (sum[reason] ?? 0) + count;
  }
  return sum;
}

function oneOf<const T extends string>(name: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((each) => each === value);
  if (found === undefined) {
    throw new TouchstoneError('usage', `--${name} is "${value}": give ${allowed.join(' or ')}.`);
  }
  return found;
}
