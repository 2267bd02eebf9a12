import { TouchstoneError } from '../data';
import type { Battle, OnProgress } from '../data';
import { judgePair, judgesAlpha } from './judge-pair';
import type { JudgePair } from './judge-pair';
import { judgeProfile } from './judge-profile';
import type { JudgeProfile, ProfileSettings } from './judge-profile';
import { judgeShifts } from './judge-shift';
import type { JudgeShift } from './judge-shift';
import { jury } from './jury';
import type { Estimate } from './prompt-statistic';

/** What battles without a named judge are listed under. */
export const UNNAMED_JUDGE = 'judge not named';

/** The judges of one set of battles, side by side. */
export interface JudgeComparison {
  /** Most battles first; juries last, where there are two judges or more. */
  readonly judges: readonly JudgeProfile[];
  /** Pairs of judges (no juries) with battles that both have judged. */
  readonly pairs: readonly JudgePair[];
  /** Of every other judge and jury from the first. */
  readonly shifts: readonly JudgeShift[];
  /** Null for one judge. */
  readonly alpha: Estimate | null;
}

/** Battles by judge, most battles first. */
export function battlesByJudge(battles: readonly Battle[]): Map<string, Battle[]> {
  const groups = new Map<string, Battle[]>();
  for (const battle of battles) {
    const judge = battle.judge ?? UNNAMED_JUDGE;
    const group = groups.get(judge);
    if (group) group.push(battle);
    else groups.set(judge, [battle]);
  }
  return new Map([...groups].sort(([, a], [, b]) => b.length - a.length));
}

/**
 * Compares the judges of one set of battles: for each one ranking, separability, strength of verdicts,
 * consistency and repeats; their agreement by pairs and together; two juries of all of them. Juries
 * are only of battles that at least two have judged. Cost: one bootstrap a judge.
 * @throws TouchstoneError `no-battles`, `rounds`
 */
export function compareJudges(
  battles: readonly Battle[],
  settings: ProfileSettings,
  onProgress?: OnProgress,
): JudgeComparison {
  if (battles.length === 0) {
    throw new TouchstoneError(
      'no-battles',
      'There are no battles to compare judges on. Load a file of judgments, or widen the filter.',
    );
  }
  const groups = battlesByJudge(battles);
  const names = [...groups.keys()];
  const juries = names.length < 2 ? [] : [jury(battles, 'majority'), jury(battles, 'mean')];
  const seats = [
    ...[...groups].map(([name, own]) => ({ name, own, isJury: false })),
    ...juries
      .filter((own) => own.length > 0)
      .map((own) => ({ name: own[0].judge!, own, isJury: true })),
  ];
  const couples = names.flatMap((first, i) => names.slice(i + 1).map((second) => [first, second]));
  const others = seats.slice(1);
  const total = seats.length + couples.length + others.length + 1;
  let done = 0;
  const step = <T>(result: T): T => {
    onProgress?.({ done: ++done, total });
    return result;
  };
  return {
    judges: seats.map(({ name, own, isJury }) => step(judgeProfile(name, isJury, own, settings))),
    pairs: couples.flatMap(
      ([first, second]) =>
        step(judgePair(first, second, (judge) => groups.get(judge)!, settings)) ?? [],
    ),
    shifts: others.flatMap(({ name, own }) =>
      step(judgeShifts(name, own, seats[0].own, settings.baseline, settings)),
    ),
    alpha: names.length < 2 ? null : step(judgesAlpha(battles, settings)),
  };
}
