import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { packBattles } from '../ranking/battle-block';
import { BattleSet } from '../ranking/battle-set';
import { DEFAULT_RANKING, rankBattles } from '../ranking/rank-battles';
import {
  simulatedReference,
  simulateJudgments,
  type SimulatedPrompt,
  type WrittenExplanation,
} from './simulate-judgments';
import { SIMULATED_BASELINE, SIMULATED_MODELS } from './simulated-models';

const lines = (name: string) =>
  readFileSync(new URL(`../../../public/sample/${name}.jsonl`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');
const prompts = lines('prompts').map((line) => JSON.parse(line) as SimulatedPrompt);
const explanations = lines('explanations').map((line) => JSON.parse(line) as WrittenExplanation);

describe('the simulated judgments of the sample', () => {
  const battles = simulateJudgments(prompts, explanations, 1);
  const set = new BattleSet();
  for (let at = 0; at < battles.length; at += 20_000)
    set.add(packBattles(battles.slice(at, at + 20_000)));
  const options = { ...DEFAULT_RANKING, rounds: 200 };

  test('are the same for the same seed, and each has a reason of its verdict', () => {
    expect(simulateJudgments(prompts, explanations, 1)).toEqual(battles);
    expect(simulateJudgments(prompts, explanations, 2)).not.toEqual(battles);
    const verdicts = new Map(explanations.map((each) => [each.explanation, each.verdict]));
    for (const { outcome, explanation } of battles) {
      const verdict = verdicts.get(explanation!)!;
      expect(verdict.includes('=') ? 0.5 : Number(verdict.startsWith('A'))).toBe(outcome);
    }
  });

  test('rank the models in the order of their true strengths, near-equal ones apart', () => {
    const { ranking } = rankBattles(set, { options, filter: { judge: ['sim-judge-large'] } });
    expect(ranking.settings.baseline).toBe(SIMULATED_BASELINE);
    const truth = new Map(simulatedReference(prompts).map(({ model, score }) => [model, score]));
    const scores = ranking.models.map(({ model, rating }) => [truth.get(model)!, rating!]);
    for (const [better, worse] of scores.flatMap((one) => scores.map((other) => [one, other]))) {
      if (better[0] > worse[0] + 60) expect(better[1]).toBeGreaterThan(worse[1]);
    }
    expect(ranking.separability).toBeGreaterThan(0.6);
    expect(ranking.separability).toBeLessThan(1);
  });

  test('show the declared strengths of categories and the small judge’s habits', () => {
    const best = (category: string) =>
      rankBattles(set, { options, filter: { category: [category] } }).ranking.models[0].model;
    expect(best('coding')).toMatch(/sim-(flint|agate)/);
    expect(best('law')).toMatch(/sim-(gneiss|agate)/);
    const style = { form: 'density', prediction: 'equal' } as const;
    const few = { ...options, rounds: 100 };
    const length = (judge: string) =>
      rankBattles(set, {
        options: { ...few, style },
        filter: { judge: [judge] },
      }).ranking.style.find(({ name }) => name === 'length')!;
    expect(length('sim-judge-small').lower).toBeGreaterThan(length('sim-judge-large').upper!);
  });
});

test('the reference holds every model, the baseline at 1000', () => {
  const reference = simulatedReference(prompts);
  expect(reference).toHaveLength(SIMULATED_MODELS.length);
  expect(reference.find(({ model }) => model === SIMULATED_BASELINE)?.score).toBe(1000);
});
