import type { BattleRecord } from '../core/formats/battle-record';
import type { CallStore } from '../core/judging/call-store';
import { battleOf, judgeCalls, type JudgeCall, type JudgePlan } from '../core/judging/judge-call';
import { checkTemplate } from '../core/judging/judge-template';
import type { Control } from '../engine/control';
import { planCalls, storedRecords } from './run-calls';

/**
 * The calls of a judge run.
 * @throws TouchstoneError `template` where it lacks what is judged; the signal's reason
 */
export function planJudging(plan: JudgePlan, control: Control = {}): Promise<JudgeCall[]> {
  checkTemplate(plan.template);
  const total = plan.games.length * plan.judges.length * plan.repeats;
  return planCalls(judgeCalls(plan), total, control);
}

/** What became of a run's calls: answered + unparsed + failed + open = the calls. */
export interface Judged {
  readonly battles: readonly BattleRecord[];
  readonly unparsed: number;
  readonly failed: number;
  readonly open: number;
}

/** The battles that the stored records decide. Calls with the same texts share a record. */
export async function judgedBattles(
  calls: readonly JudgeCall[],
  store: CallStore,
  plan: Pick<JudgePlan, 'prompts' | 'answers'>,
  bigWinWeight: number,
): Promise<Judged> {
  const battles: BattleRecord[] = [];
  let unparsed = 0;
  let failed = 0;
  for await (const { call, record } of storedRecords(calls, store)) {
    const battle = battleOf(call, record, plan, bigWinWeight);
    if (battle) battles.push(battle);
    else if (record.status === 'failed') failed++;
    else unparsed++;
  }
  return { battles, unparsed, failed, open: calls.length - battles.length - unparsed - failed };
}
