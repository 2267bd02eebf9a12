import { describe, expect, it } from 'vitest';
import type { ChosenPlans } from '../../../core/ranking/chosen-plans';
import type { PromptPlan } from '../../../core/ranking/prompt-plan';
import { measuredCosts, plannedCost, planOf } from './planned-cost';
import { hardestPairs, planningDetail, planningFinding, planRows } from './planning-text';

const plan = (more: Partial<PromptPlan> = {}): PromptPlan => ({
  prompts: 100,
  battles: 400,
  models: ['a', 'b', 'c'],
  score: 'winRate',
  points: [
    { prompts: 100, separability: 0.6, source: 'measured' },
    { prompts: 100, separability: 0.5, source: 'extrapolated' },
  ],
  promptsForShare: 350,
  promptsForPair: Float64Array.of(NaN, 40, 900, 40, NaN, Infinity, 900, Infinity, NaN),
  ...more,
});
const plans = (whole: PromptPlan): ChosenPlans => ({
  whole,
  categories: [{ category: 'law', plan: plan({ prompts: 20, promptsForShare: null }) }],
  tooSmall: [],
  averages: { answerLength: 2000, gamesPerPair: 2, judges: 1 },
});

describe('the finding', () => {
  it('says how many more prompts are needed, that there are enough, or never', () => {
    expect(planningFinding(plans(plan()), 0.8)).toBe(
      'About 250 more prompts would tell 80 % of the pairs apart',
    );
    expect(planningFinding(plans(plan({ promptsForShare: 90 })), 0.8)).toMatch(/are enough/);
    expect(planningFinding(plans(plan({ promptsForShare: null })), 0.8)).toMatch(/^No number/);
  });

  it('tells of the chosen pair', () => {
    expect(planningDetail(plans(plan()), 0.8, ['a', 'c'])).toMatch(/a and c take about 900\.$/);
    expect(planningDetail(plans(plan()), 0.8, ['b', 'c'])).toMatch(/may well be equal/);
    expect(planningDetail(plans(plan()), 0.8, ['a', 'gone'])).toMatch(/350\.$/);
    expect(planningDetail(plans(plan()), 0.8, null)).toMatch(/expected to tell 50 % apart/);
  });
});

describe('the tables', () => {
  it('have the whole set first, with what is missing', () => {
    const [all, law] = planRows(plans(plan()), ['a', 'b']);
    expect(all.cells.map(({ text }) => text)).toEqual(['100', '50.0 %', '350', '40']);
    expect(all.cells[2].detail).toBe('about 250 more prompts');
    expect(all.cells[3].detail).toBe('enough');
    expect(law.cells[2].text).toBe('never');
  });

  it('list pairs that are not told apart yet, the nearest first', () => {
    const [first, second] = hardestPairs(plan(), 10);
    expect(first).toMatchObject({ title: 'a and c' });
    expect(second.cells[0].text).toBe('never');
    expect(hardestPairs(plan(), 10)).toHaveLength(2);
  });
});

describe('plannedCost', () => {
  const measured = measuredCosts(
    { answerLength: 2000, gamesPerPair: 2, judges: 1 },
    { prompts: 100, promptsNeeded: 350, models: 4, hasBaseline: true },
    50,
    'characters',
  );
  const choices = {
    prompts: null,
    models: null,
    games: null,
    judges: 2,
    promptTokens: null,
    answerTokens: null,
    templateTokens: 400,
    verdictTokens: 300,
    judgeInputPrice: 2,
    judgeOutputPrice: 10,
    modelInputPrice: 0,
    modelOutputPrice: 1,
  };

  it('takes what is measured where nothing else is said', () => {
    expect(measured).toMatchObject({ prompts: 350, models: 3, games: 2 });
    expect(measured.promptTokens).toBe(65);
    expect(measured.answerTokens).toBe(500);
    expect(planOf({ ...choices, prompts: 10 }, measured).prompts).toBe(10);
  });

  it('counts calls, tokens and money', () => {
    const cost = plannedCost(planOf(choices, measured));
    expect(cost.answerCalls).toBe(350 * 3);
    expect(cost.judgeCalls).toBe(350 * 3 * 2 * 2);
    expect(cost.judgeInput).toBe(4200 * (400 + 65 + 1000));
    expect(cost.judgeOutput).toBe(4200 * 300);
    expect(cost.judging).toBeCloseTo((4200 * 1465 * 2 + 4200 * 300 * 10) / 1e6, 9);
    expect(cost.answers).toBeCloseTo((1050 * 500) / 1e6, 9);
    expect(cost.perModel).toBeCloseTo(cost.judging / 3, 9);
  });

  it('says what is assumed where nothing is known', () => {
    const blind = measuredCosts(
      { answerLength: null, gamesPerPair: 1, judges: 0 },
      { prompts: 80, promptsNeeded: null, models: 1, hasBaseline: false },
      null,
      'unknown',
    );
    expect(blind.prompts).toBe(80);
    expect(blind.answerSource).toMatch(/assumed/);
    expect(blind.promptSource).toMatch(/assumed/);
  });
});
