import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { TouchstoneError } from '../core/data';
import type { BattleRecord } from '../core/formats/battle-record';
import {
  commonOpponent,
  indexBattles,
  rowInBattles,
  selectBattles,
} from '../core/ranking/battle-index';
import type { BattleIndex } from '../core/ranking/battle-index';
import { compactPrompts } from '../core/ranking/compact-index';
import { rankModels } from '../core/ranking/rank-models';
import type { Ranking, RankingSettings } from '../core/ranking/ranking';
import { severalBaselines } from '../core/ranking/several-baselines';
import { strataOf } from '../core/ranking/strata';
import { readBattleFiles } from './battle-files';
import { choiceOption } from './choice-option';
import type { Command } from './command';
import { numberOption, positiveOption } from './number-option';
import { styleControls } from './rank-style';
import { baselineTable, rankingTable } from './ranking-table';

/** The smallest number of rounds with which percentiles mean anything. */
const FEW_ROUNDS = 100;

export const command: Command = {
  purpose: 'leaderboard with intervals, from judgments or battles',
  usage:
    'rank BATTLES… [--baseline M] [--big-win-weight 3] [--rounds 1000] [--interval 0.95] [--seed 1] [--bootstrap prompts|rows] [--duplicates keep|drop] [--outcomes soft|discrete] [--anchor baseline|mean] [--within category] [--style [--tokens o200k|cl100k]] [--by category] [--json OUT]',
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        baseline: { type: 'string' },
        'big-win-weight': { type: 'string' },
        rounds: { type: 'string' },
        interval: { type: 'string' },
        seed: { type: 'string' },
        bootstrap: { type: 'string', default: 'prompts' },
        duplicates: { type: 'string', default: 'keep' },
        outcomes: { type: 'string', default: 'soft' },
        anchor: { type: 'string', default: 'baseline' },
        style: { type: 'boolean', default: false },
        tokens: { type: 'string', default: 'o200k' },
        within: { type: 'string' },
        by: { type: 'string' },
        json: { type: 'string' },
      },
    });
    if (positionals.length === 0) {
      throw new TouchstoneError('usage', `Name a file of battles: npx touchstone ${command.usage}`);
    }
    if (values.by !== undefined) choiceOption('by', values.by, ['category']);
    if (values.within !== undefined) choiceOption('within', values.within, ['category']);
    const settings: Omit<RankingSettings, 'baseline'> = {
      anchor: choiceOption('anchor', values.anchor, ['baseline', 'mean']),
      rounds: roundsOption(values.rounds),
      interval: intervalOption(values.interval),
      seed: numberOption('seed', values.seed) ?? 1,
      unit: choiceOption('bootstrap', values.bootstrap, ['prompts', 'rows']),
    };
    const counting = {
      outcomes: choiceOption('outcomes', values.outcomes, ['soft', 'discrete']),
      duplicates: choiceOption('duplicates', values.duplicates, ['keep', 'drop']),
    };
    const encoding = choiceOption('tokens', values.tokens, ['o200k', 'cl100k']);
    const files = await readBattleFiles(positionals, {
      baseline: values.baseline,
      bigWinWeight: positiveOption('big-win-weight', values['big-win-weight']),
    });
    const battles = files.flatMap((file) => file.battles);
    const { index, repeated, dropped } = indexBattles(battles, counting);
    if (repeated > 0) {
      console.error(
        `touchstone: ${repeated} battles repeat an earlier one exactly; they were ${counting.duplicates === 'drop' ? 'left out' : 'kept (--duplicates drop leaves them out)'}.`,
      );
    }
    const styleOf = values.style ? await styleControls(battles, encoding) : null;
    const rank = (of: BattleIndex): Ranking =>
      rankModels(of, {
        ...settings,
        baseline: values.baseline ?? commonOpponent(of),
        ...(values.within && { strata: strataOf(of, (at) => battles[at].category) }),
        ...(styleOf && { style: styleOf(of) }),
      });
    const ranking = rank(index);
    const baselines = ranking.settings.baseline === null ? severalBaselines(index, settings) : null;
    const categories = values.by ? rankCategories(index, battles, values.baseline, rank) : null;
    const counts = addUp([...files.map((file) => file.dropped), dropped]);
    if (values.json) {
      const by = categories && Object.fromEntries([...categories].map(([k, r]) => [k, jsonOf(r)]));
      const result = {
        ...jsonOf(ranking),
        ...(baselines && { baselines }),
        repeated,
        dropped: counts,
        ...(by && { by }),
      };
      writeFileSync(values.json, `${JSON.stringify(result, null, 1)}\n`);
    } else {
      console.log(rankingTable(ranking));
      if (baselines) console.log(`\n${baselineTable(baselines)}`);
      for (const [name, each] of categories ?? []) console.log(`\n${name}\n${rankingTable(each)}`);
    }
    const left = Object.entries(counts).map(([reason, count]) => `${count} ${reason}`);
    if (left.length > 0) console.error(`touchstone: left out: ${left.join(', ')}.`);
  },
};

function roundsOption(text: string | undefined): number {
  const rounds = numberOption('rounds', text) ?? 1000;
  if (!Number.isInteger(rounds) || rounds < 1) {
    throw new TouchstoneError('usage', `--rounds is "${text}": give a whole number from 1.`);
  }
  if (rounds < FEW_ROUNDS) {
    console.error(`touchstone: ${rounds} rounds are too few for intervals; give 100 at the least.`);
  }
  return rounds;
}

function intervalOption(text: string | undefined): number {
  const interval = numberOption('interval', text) ?? 0.95;
  if (interval > 0 && interval < 1) return interval;
  throw new TouchstoneError(
    'usage',
    `--interval is "${text}": give a number between 0 and 1, such as 0.95.`,
  );
}

/**
 * Each category with draws of its own prompts, and the baseline that it has itself. One without
 * battles of the baseline asked for is left out and told.
 */
function rankCategories(
  index: BattleIndex,
  battles: readonly BattleRecord[],
  baseline: string | undefined,
  rank: (index: BattleIndex) => Ranking,
): Map<string, Ranking> {
  const names = new Set(battles.flatMap(({ category }) => category ?? []));
  if (names.size === 0) {
    throw new TouchstoneError('no-category', 'No battle has a category. Leave out --by category.');
  }
  const categories = new Map<string, Ranking>();
  for (const name of [...names].sort()) {
    const rows = compactPrompts(
      selectBattles(index, (row) => battles[index.position[row]].category === name),
    );
    if (rows.count === 0) continue;
    if (baseline !== undefined && rowInBattles(rows, baseline) < 0) {
      console.error(
        `touchstone: category ${name} is not ranked: it has no battle of the baseline ${baseline}.`,
      );
    } else categories.set(name, rank(rows));
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
