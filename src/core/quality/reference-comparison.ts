import { TouchstoneError } from '../data';
import type { Battle, OnProgress } from '../data';
import { randomInteger, seededRandom } from '../random';
import type { BattleSettings } from '../ranking/battle-index';
import { indexBattles } from '../ranking/battle-index';
import { rankedLeaderboard } from '../ranking/ranked-leaderboard';
import { separability } from '../ranking/separability';
import type { LeaderboardRow } from './leaderboard';
import { byPrompt } from './prompt-statistic';
import type { BootstrapChoice } from './prompt-statistic';
import { spearman } from './rank-correlation';
import { splitRepeats } from './repeats';

/** The same models judged against one set of reference answers, or several, at the same calls. */
export interface ReferenceSet {
  readonly references: readonly string[];
  readonly battles: number;
  readonly prompts: number;
  /** Models that all sets rank, references left out. */
  readonly models: number;
  /** Mean width of the ratings' intervals, rating points, mean-anchored; NaN where one is missing. */
  readonly intervalWidth: number;
  /** Share of pairs of models with non-overlapping intervals, 0 to 1. */
  readonly separability: number;
  /** Ratings of the models that all sets rank, without the rounds behind them. */
  readonly rows: readonly LeaderboardRow[];
  /** Spearman's correlation with the first set's order; 1 for the first. */
  readonly spearman: number;
}

/** As the spec compares them: one, two or three references. */
const MAX_REFERENCES = 3;
const MAX_SETS = 24;

/**
 * Which references, and how many, tell models apart best at equal numbers of calls: for every set of
 * one to three of them each prompt is judged against one of the set, chosen at random, so that every
 * set costs as many battles a model; repeated judgments are left out. Ratings are of all battles of the set, centred on the models.
 * @param references answers that the models were compared with, at least two
 * @throws TouchstoneError `one-reference` where fewer than two have battles against shared models
 */
export function compareReferences(
  battles: readonly Battle[],
  references: readonly string[],
  settings: BootstrapChoice & { readonly outcomes: BattleSettings['outcomes'] },
  onProgress?: OnProgress,
): ReferenceSet[] {
  const known = new Set(references);
  const [first = []] = splitRepeats(battles);
  const against = first.filter(({ modelA, modelB }) => known.has(modelA) !== known.has(modelB));
  const modelsOf = (reference: string) =>
    new Set(
      against.flatMap(({ modelA, modelB }) =>
        modelA === reference ? modelB : modelB === reference ? modelA : [],
      ),
    );
  const opponents = references.map(modelsOf);
  const models = new Set(
    [...(opponents[0] ?? [])].filter((model) => opponents.every((own) => own.has(model))),
  );
  if (references.length < 2 || models.size < 2) {
    throw new TouchstoneError(
      'one-reference',
      'References can be compared where at least two models were judged against two references or more.',
    );
  }
  const groups = byPrompt(
    against.filter(({ modelA, modelB }) => models.has(known.has(modelA) ? modelB : modelA)),
  );
  const sets = subsets(references).slice(0, MAX_SETS);
  const found = sets.map((set, done) => {
    const random = seededRandom(settings.seed);
    const chosen = groups.flatMap((own) => {
      const reference = set[randomInteger(random, set.length)];
      return own.filter(({ modelA, modelB }) => modelA === reference || modelB === reference);
    });
    const { index } = indexBattles(chosen, { outcomes: settings.outcomes, duplicates: 'keep' });
    const board = rankedLeaderboard(index, { ...settings, baseline: null, unit: 'prompts' });
    const rows = new Map(board.rows.map((row) => [row.model, row]));
    onProgress?.({ done: done + 1, total: sets.length });
    return { set, board, rows };
  });
  const order = [...models];
  const scoresOf = (each: (typeof found)[number]) =>
    order.map((model) => each.rows.get(model)?.score ?? NaN);
  return found.map((each): ReferenceSet => {
    const bounds = order.map((model) => {
      const row = each.rows.get(model);
      return row && row.lower !== null && row.upper !== null
        ? { lower: row.lower, upper: row.upper }
        : null;
    });
    const widths = bounds.map((bound) => (bound ? bound.upper - bound.lower : NaN));
    return {
      references: each.set,
      battles: each.board.battles,
      prompts: each.board.prompts,
      models: order.length,
      intervalWidth: widths.reduce((sum, width) => sum + width, 0) / widths.length,
      separability: separability(bounds),
      rows: order.flatMap((model) => {
        const row = each.rows.get(model);
        return row ? [{ ...row, results: null }] : [];
      }),
      spearman: spearman(scoresOf(each), scoresOf(found[0])),
    };
  });
}

/** All sets of one, then two, then three. */
function subsets(items: readonly string[]): string[][] {
  const sets: string[][] = items.map((item) => [item]);
  for (let at = 0; at < sets.length; at++) {
    if (sets[at].length === MAX_REFERENCES) break;
    const last = items.indexOf(sets[at][sets[at].length - 1]);
    for (const item of items.slice(last + 1)) sets.push([...sets[at], item]);
  }
  return sets;
}
