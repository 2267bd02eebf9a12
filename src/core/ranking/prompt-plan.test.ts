import { describe, expect, it } from 'vitest';
import { seededRandom } from '../random';
import { simulateBattles } from '../testing/simulated-battles';
import { packBattles } from './battle-block';
import { BattleSet } from './battle-set';
import { indexBattles } from './battle-index';
import { chosenPlans } from './chosen-plans';
import { planPrompts } from './prompt-plan';
import { DEFAULT_RANKING } from './rank-battles';
import { rankedLeaderboard, subsampleBattles } from './ranked-leaderboard';
import { rankModels } from './rank-models';

const SIMULATION = {
  prompts: 200,
  strengths: [0, 0.5, 0.55, -0.6, 1.4],
  promptEffect: 0.4,
  design: 'star',
  games: 2,
  ties: 0.1,
} as const;
const battles = simulateBattles(SIMULATION, seededRandom(1));
const { index } = indexBattles(battles, { outcomes: 'soft', duplicates: 'keep' });
const SETTINGS = {
  baseline: 'm0',
  rounds: 400,
  interval: 0.95,
  seed: 1,
  unit: 'prompts',
} as const;
const PLAN = { ...SETTINGS, share: 0.8, measured: true };

describe('planPrompts', () => {
  const plan = planPrompts(index, PLAN);
  const points = (source: string) => plan.points.filter((point) => point.source === source);

  it('measures up to the prompts there are and extrapolates from there', () => {
    expect(plan.prompts).toBe(200);
    expect(plan.models).toEqual(['m0', 'm1', 'm2', 'm3', 'm4']);
    expect(points('measured').at(-1)!.prompts).toBe(200);
    expect(points('extrapolated')[0].prompts).toBe(200);
    for (const part of ['measured', 'extrapolated']) {
      const shares = points(part).map(({ separability }) => separability);
      expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
    }
    const rising = points('extrapolated').map(({ separability }) => separability);
    rising.slice(1).forEach((share, i) => expect(share).toBeGreaterThanOrEqual(rising[i] - 1e-9));
    expect(points('measured').at(-1)!.separability).toBeGreaterThan(
      points('measured')[0].separability,
    );
  });

  it('asks for more prompts the nearer two models are, alike both ways round', () => {
    const needed = (a: number, b: number) => plan.promptsForPair[a * 5 + b];
    expect(needed(0, 4)).toBeLessThan(needed(0, 1));
    expect(needed(1, 2)).toBeGreaterThan(200);
    expect(needed(1, 2)).toBe(needed(2, 1));
    expect(needed(3, 3)).toBeNaN();
  });

  it('leaves out the measured part where it is not wanted', () => {
    const bare = planPrompts(index, { ...PLAN, measured: false });
    expect(bare.points.every(({ source }) => source === 'extrapolated')).toBe(true);
    expect(bare.promptsForShare).toBe(plan.promptsForShare);
  });
});

describe('rankedLeaderboard', () => {
  it('gives the scores and intervals of the ranking, with the rounds behind them', () => {
    const board = rankedLeaderboard(index, SETTINGS);
    const ranking = rankModels(index, { ...SETTINGS, anchor: 'baseline' });
    expect(board.score).toBe('winRate');
    for (const row of board.rows) {
      const own = ranking.models.find(({ model }) => model === row.model)!;
      expect(row.score).toBeCloseTo(own.winRate!, 9);
      expect(row.lower).toBeCloseTo(own.winRateLower!, 9);
      expect(row.upper).toBeCloseTo(own.winRateUpper!, 9);
      expect(row.results).toHaveLength(400);
    }
  });

  it('takes the ratings around the mean where there is no baseline', () => {
    const board = rankedLeaderboard(index, { ...SETTINGS, baseline: null });
    expect(board.score).toBe('rating');
    const mean = board.rows.reduce((sum, { score }) => sum + score, 0) / board.rows.length;
    expect(mean).toBeCloseTo(1000, 6);
  });
});

describe('subsampleBattles', () => {
  it('draws different battles, the same for the same seed', () => {
    const drawn = subsampleBattles(index, 300, 7);
    expect(drawn.count).toBe(300);
    expect(new Set(drawn.position).size).toBe(300);
    expect(subsampleBattles(index, 300, 7).position).toEqual(drawn.position);
    expect(subsampleBattles(index, 300, 8).position).not.toEqual(drawn.position);
    expect(subsampleBattles(index, 1e9, 7)).toBe(index);
  });
});

describe('chosenPlans', () => {
  it('plans the whole set and each category, and names those that are too small', () => {
    const set = new BattleSet();
    const categoryOf = (prompt: string) => {
      const number = Number(prompt.slice(1));
      return number === 0 ? 'lonely' : number % 3 === 0 ? 'law' : 'code';
    };
    set.add(
      packBattles(battles.map((battle) => ({ ...battle, category: categoryOf(battle.promptId) }))),
    );
    const steps: number[] = [];
    const plans = chosenPlans(
      set,
      { options: { ...DEFAULT_RANKING, rounds: 100 }, filter: {} },
      0.8,
      ({ done, total }) => steps.push(done / total),
    );
    expect(plans.whole.prompts).toBe(200);
    expect(plans.categories.map(({ category, plan }) => [category, plan.prompts])).toEqual([
      ['code', 133],
      ['law', 66],
    ]);
    expect(plans.tooSmall).toEqual(['lonely']);
    expect(plans.averages.gamesPerPair).toBe(2);
    expect(plans.averages.answerLength).toBeNull();
    expect(Math.max(...steps)).toBeLessThanOrEqual(1);
    steps.slice(1).forEach((step, i) => expect(step).toBeGreaterThanOrEqual(steps[i]));
  });

  it('plans a category by its own baseline, and names one that lacks the chosen one', () => {
    const set = new BattleSet();
    const poems = battles.map((battle) => ({
      ...battle,
      promptId: `poem ${battle.promptId}`,
      ...(battle.modelA === 'm0' ? { modelA: 'poet' } : { modelB: 'poet' }),
      category: 'poems',
    }));
    set.add(packBattles([...battles.map((each) => ({ ...each, category: 'law' })), ...poems]));
    const plans = (baseline: 'auto' | { model: string }) =>
      chosenPlans(set, { options: { ...DEFAULT_RANKING, baseline }, filter: {} }, 0.8);
    const own = plans('auto');
    expect(own.categories.map(({ plan }) => plan.score)).toEqual(['winRate', 'winRate']);
    expect(own).not.toHaveProperty('withoutBaseline');
    const chosen = plans({ model: 'm0' });
    expect(chosen.categories.map(({ category }) => category)).toEqual(['law']);
    expect(chosen.withoutBaseline).toEqual(['poems']);
  });
});
