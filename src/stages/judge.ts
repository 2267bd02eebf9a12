import type { BattleRecord } from '../core/formats/battle-record';
import type { CallRecord } from '../core/judging/call';
import type { CallStore } from '../core/judging/call-store';
import { battleOf, judgeCalls, type JudgeCall, type JudgePlan } from '../core/judging/judge-call';
import { withRepeatSeeds } from '../core/judging/repeat-seeds';
import { checkTemplate } from '../core/judging/template-check';
import type { Game } from '../core/judging/schedule';
import { scoreBattles, scoreOf, type ScoredAnswer } from '../core/judging/score-battles';
import type { Control } from '../engine/control';
import { planCalls, storedRecords } from './run-calls';

/**
 * The calls of a judge run.
 * @throws TouchstoneError `template` where it lacks what is judged; the signal's reason
 */
export function planJudging(plan: JudgePlan, control: Control = {}): Promise<JudgeCall[]> {
  checkTemplate(plan.template);
  const total = plan.games.length * plan.judges.length * plan.repeats;
  return planCalls(withRepeatSeeds(judgeCalls(plan)), total, control);
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
  const account = await readRecords(calls, store, (call, record) => {
    const battle = battleOf(call, record, plan, bigWinWeight);
    if (battle) battles.push(battle);
    return battle !== null;
  });
  return { battles, ...account };
}

/** The same for single scores, which meet in the pairs of a schedule. */
export async function scoredBattles(
  calls: readonly JudgeCall[],
  store: CallStore,
  games: readonly Game[],
  plan: Pick<JudgePlan, 'prompts' | 'answers'>,
): Promise<Judged> {
  const scores: ScoredAnswer[] = [];
  const account = await readRecords(calls, store, (call, record) => {
    const score = scoreOf(call, record);
    if (score) scores.push(score);
    return score !== null;
  });
  return { battles: scoreBattles(scores, games, plan), ...account };
}

async function readRecords(
  calls: readonly JudgeCall[],
  store: CallStore,
  take: (call: JudgeCall, record: CallRecord) => boolean,
): Promise<Omit<Judged, 'battles'>> {
  let decided = 0;
  let unparsed = 0;
  let failed = 0;
  for await (const { call, record } of storedRecords(calls, store)) {
    if (take(call, record)) decided++;
    else if (record.status === 'failed') failed++;
    else unparsed++;
  }
  return { unparsed, failed, open: calls.length - decided - unparsed - failed };
}
