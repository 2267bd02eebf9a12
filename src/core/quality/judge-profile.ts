import type { Battle } from '../data';
import type { VerdictLevel } from '../formats/verdict-label';
import type { BattleSettings } from '../ranking/battle-index';
import { indexBattles } from '../ranking/battle-index';
import { rankedLeaderboard } from '../ranking/ranked-leaderboard';
import type { LeaderboardSettings, RankedLeaderboard } from '../ranking/ranked-leaderboard';
import { separability } from '../ranking/separability';
import { strengthDistribution } from './judge-agreement';
import { positionConsistency } from './position-bias';
import { byPrompt, promptStatistic } from './prompt-statistic';
import type { BootstrapChoice, Estimate } from './prompt-statistic';
import { repeatSpread, splitRepeats } from './repeats';
import type { RepeatSpread } from './repeats';

/** What one judge's battles say of it and of the models. */
export interface JudgeProfile {
  readonly judge: string;
  /** A jury is made of the others. */
  readonly isJury: boolean;
  readonly battles: number;
  readonly prompts: number;
  readonly leaderboard: RankedLeaderboard;
  /** Share of pairs of models with non-overlapping intervals, 0 to 1; NaN for one model. */
  readonly separability: number;
  readonly strengths: Readonly<Record<VerdictLevel, number>>;
  /** Of pairs of games in swapped order, see {@link positionConsistency}. */
  readonly sameSide: Estimate;
  readonly sameLabel: Estimate;
  /** Share of wins of the answer shown first, ties half; 0.5 is no preference. */
  readonly firstPosition: Estimate;
  /** How evenly each pair of models is shown in both orders: 0 always in one, 1 in both alike. */
  readonly orderBalance: number;
  /** How often the same battles were judged: 1 where none is repeated. */
  readonly runs: number;
  /** Models' win rates over the repeated runs; empty for one run, or without a baseline. */
  readonly repeats: readonly RepeatSpread[];
}

export interface ProfileSettings extends LeaderboardSettings {
  readonly outcomes: BattleSettings['outcomes'];
}

/** A run counts as one only where it repeats this share of the first one's battles. */
const WHOLE_RUN = 0.5;

/** @throws TouchstoneError `rounds` */
export function judgeProfile(
  judge: string,
  isJury: boolean,
  battles: readonly Battle[],
  settings: ProfileSettings,
): JudgeProfile {
  const { index } = indexBattles(battles, { outcomes: settings.outcomes, duplicates: 'keep' });
  const leaderboard = rankedLeaderboard(index, settings);
  const games = byPrompt(battles);
  const consistency = games.map((own) => {
    const { pairs, sameSide, sameLabel } = positionConsistency(own);
    return pairs === 0 ? [0, 0, 0] : [pairs, pairs * sameSide, pairs * sameLabel];
  });
  const firstWins = games.map((own) => [
    own.length,
    own.reduce((sum, { outcome }) => sum + outcome, 0),
  ]);
  const runs = splitRepeats(battles).filter(
    (run, _, all) => run.length >= WHOLE_RUN * all[0].length,
  );
  return {
    judge,
    isJury,
    battles: leaderboard.battles,
    prompts: leaderboard.prompts,
    leaderboard,
    separability: separability(
      leaderboard.rows.map(({ lower, upper }) =>
        lower === null || upper === null ? null : { lower, upper },
      ),
    ),
    strengths: strengthDistribution(battles),
    sameSide: ratio(consistency, 1, settings),
    sameLabel: ratio(consistency, 2, settings),
    firstPosition: ratio(firstWins, 1, settings),
    orderBalance: orderBalance(battles),
    runs: runs.length,
    repeats: runs.length > 1 && settings.baseline ? repeatSpread(runs, settings.baseline) : [],
  };
}

/** Column `part` over column 0, prompts without any of it left out. */
function ratio(sums: readonly number[][], part: number, settings: BootstrapChoice): Estimate {
  const known = sums.filter(([whole]) => whole > 0);
  const count = known.reduce((sum, [whole]) => sum + whole, 0);
  return { ...promptStatistic(known, (t) => t[part] / t[0], settings), count };
}

function orderBalance(battles: readonly Battle[]): number {
  const orders = new Map<string, [number, number]>();
  for (const { modelA, modelB } of battles) {
    const inOrder = modelA < modelB;
    const key = JSON.stringify(inOrder ? [modelA, modelB] : [modelB, modelA]);
    const counts = orders.get(key) ?? [0, 0];
    counts[inOrder ? 0 : 1]++;
    orders.set(key, counts);
  }
  const lesser = [...orders.values()].reduce((sum, [a, b]) => sum + Math.min(a, b), 0);
  return (2 * lesser) / battles.length;
}
