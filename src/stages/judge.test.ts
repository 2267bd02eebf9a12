import { describe, expect, it } from 'vitest';
import { NO_FAULTS } from '../../e2e/local-faults';
import type { LocalJudge } from '../../e2e/local-judge';
import type { BattleRecord } from '../core/formats/battle-record';
import { MemoryCallStore } from '../core/judging/call-store';
import { judgeCalls } from '../core/judging/judge-call';
import { indexBattles } from '../core/ranking/battle-index';
import { rankModels } from '../core/ranking/rank-models';
import { judgedBattles, planJudging } from './judge';
import { runCalls } from './run-calls';
import {
  localPlan,
  localServices,
  localSettings,
  STRENGTHS,
  testPrompts,
  withLocalJudge,
} from './testing/local-run';

const PROMPTS = testPrompts(300);
/** The faulty run takes a third of them: its verdicts are compared one by one. */
const FAULTY_PROMPTS = PROMPTS.slice(0, 100);
const AGAINST_ONE = { kind: 'baseline', baseline: 'm6' } as const;
const BIG_WIN_WEIGHT = 3;

const sorted = (battles: readonly BattleRecord[]) =>
  battles.map((battle) => JSON.stringify(battle)).sort();

function expectKnownRanking(battles: readonly BattleRecord[]): void {
  const { index } = indexBattles(battles, { outcomes: 'soft', duplicates: 'keep' });
  const ranking = rankModels(index, {
    baseline: null,
    anchor: 'mean',
    rounds: 2,
    interval: 0.95,
    seed: 1,
    unit: 'prompts',
  });
  const rating = new Map(ranking.models.map((model) => [model.model, model.rating ?? NaN]));
  const models = Object.entries(STRENGTHS);
  for (const [better, high] of models) {
    for (const [worse, low] of models) {
      if (high - low < 60) continue;
      expect(rating.get(better), `${better} above ${worse}`).toBeGreaterThan(rating.get(worse)!);
    }
  }
}

describe('a run of 300 prompts, 6 models and 2 games', () => {
  it('recovers the known ranking, with every call accounted for, and the same under faults', async () => {
    const clean = await withLocalJudge({}, async (judge) => {
      const plan = localPlan(judge, PROMPTS, { pairing: AGAINST_ONE });
      const calls = await planJudging(plan);
      expect(calls).toHaveLength(300 * 5 * 2);
      const services = localServices();
      const signal = new AbortController().signal;
      const { progress, end } = await runCalls(calls, services, localSettings(), { signal });
      expect(end).toBe('complete');
      expect(progress).toMatchObject({ planned: 3000, answered: 3000, failed: 0, unparsed: 0 });
      expect(judge.requests).toBe(3000);
      return judgedBattles(calls, services.store, plan, BIG_WIN_WEIGHT);
    });
    expect(clean).toMatchObject({ unparsed: 0, failed: 0, open: 0 });
    expectKnownRanking(clean.battles);

    const faults = {
      ...NO_FAULTS,
      tooMany: 0.1,
      serverError: 0.05,
      cut: 0.02,
      stall: 0.005,
      stallMs: 60_000,
      brokenJson: 0.05,
      missingVerdict: 0.03,
      wrongLabel: 0.02,
    };
    await withLocalJudge({ faults }, async (judge) => {
      const plan = localPlan(judge, FAULTY_PROMPTS, { pairing: AGAINST_ONE });
      const calls = await planJudging(plan);
      const store = new MemoryCallStore();
      const inFlightAtReload = await runWithReloads(calls, store, 2);
      const judged = await judgedBattles(calls, store, plan, BIG_WIN_WEIGHT);
      const { battles, unparsed, failed, open } = judged;
      expect({ unparsed, failed, open }).toEqual({ unparsed: 0, failed: 0, open: 0 });
      const verdicts = ({ explanation: _, ...battle }: BattleRecord) => battle;
      const ids = new Set(FAULTY_PROMPTS.map(({ id }) => id));
      const same = clean.battles.filter(({ promptId }) => ids.has(promptId));
      expect(sorted(battles.map(verdicts))).toEqual(sorted(same.map(verdicts)));
      for (const fault of ['tooMany', 'serverError', 'cut', 'stall', 'brokenJson', 'wrongLabel']) {
        expect(judge.struck.get(fault), fault).toBeGreaterThan(0);
      }
      expect(paidTwice(judge)).toBeLessThanOrEqual(inFlightAtReload);
    });
  });
});

/** Aborts at a third and two thirds, as a reload does; returns how many calls were in flight then. */
async function runWithReloads(
  calls: Parameters<typeof runCalls>[0],
  store: MemoryCallStore,
  reloads: number,
): Promise<number> {
  let inFlight = 0;
  for (let reload = 0; reload <= reloads; reload++) {
    const controller = new AbortController();
    const most = (calls.length / (reloads + 1)) * (reload + 1);
    const run = runCalls(calls, localServices({ store }), localSettings(), {
      signal: controller.signal,
      onProgress: (progress) => {
        if (reload === reloads || controller.signal.aborted) return;
        if (progress.reused + progress.answered < most) return;
        inFlight += progress.inFlight;
        controller.abort(new DOMException('reload', 'AbortError'));
      },
    });
    if (reload < reloads) await expect(run).rejects.toThrow('reload');
    else expect((await run).end).toBe('complete');
  }
  return inFlight;
}

/** Replies that were sent whole and yet asked for again. */
function paidTwice(judge: LocalJudge): number {
  let twice = 0;
  for (const times of judge.delivered.values()) twice += times.length - 1;
  return twice;
}

it('draws repeats with seeds of their own, under the keys that they had', async () => {
  await withLocalJudge({}, async (judge) => {
    const plan = localPlan(judge, testPrompts(1), { pairing: AGAINST_ONE });
    const once = await planJudging(plan);
    const calls = await planJudging({ ...plan, repeats: 3 });
    const repeats = calls.slice(0, 3).map(({ key, subject, parameters }) => {
      return { key, repeat: subject.repeat, seed: parameters.seed };
    });
    expect(repeats).toMatchObject([
      { key: once[0].key, repeat: 0, seed: 1 },
      { repeat: 1, seed: 2 },
      { repeat: 2, seed: 3 },
    ]);
    const own = [...judgeCalls({ ...plan, repeats: 3 })];
    expect(calls.map(({ key }) => key)).toEqual(own.map(({ key }) => key));
    const judges = plan.judges.map((each) => {
      return { ...each, parameters: { ...each.parameters, seed: null } };
    });
    const unseeded = await planJudging({ ...plan, judges, repeats: 2 });
    expect(unseeded.every(({ parameters }) => parameters.seed === null)).toBe(true);
  });
});
