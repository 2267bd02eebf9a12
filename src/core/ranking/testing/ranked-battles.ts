import type { Battle } from '../../data';
import { seededRandom } from '../../random';
import { simulateBattles } from '../../testing/simulated-battles';
import { indexBattles } from '../battle-index';
import { rankModels } from '../rank-models';
import type { Ranking, RankingSettings } from '../ranking';

export const SETTINGS: RankingSettings = {
  baseline: 'm0',
  anchor: 'baseline',
  rounds: 200,
  interval: 0.95,
  seed: 1,
  unit: 'prompts',
};

export const STAR = {
  prompts: 120,
  strengths: [0, -1, 0.1, 2],
  promptEffect: 1,
  design: 'star',
  games: 2,
  ties: 0.2,
} as const;
/** Four models, all against m0. */
export const star = simulateBattles(STAR, seededRandom(1));

export function indexOf(battles: readonly Battle[]) {
  return indexBattles(battles, { outcomes: 'soft', duplicates: 'keep' }).index;
}

export function rank(battles: readonly Battle[], settings: Partial<RankingSettings> = {}): Ranking {
  return rankModels(indexOf(battles), { ...SETTINGS, ...settings });
}

export function modelOf(ranking: Ranking, name: string) {
  return ranking.models.find(({ model }) => model === name)!;
}
