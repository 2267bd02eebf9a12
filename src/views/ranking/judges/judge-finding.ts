import type { JudgeComparison } from '../../../core/quality/judge-comparison';
import { UNNAMED_JUDGE } from '../../../core/quality/judge-comparison';
import { countOf } from '../../widgets/figures';
import { percent } from '../../widgets/table-cell';
import { LEAST_BALANCE } from './judge-rows';

/** What the judges show, in a sentence. */
export function judgeFinding({ judges }: JudgeComparison): string {
  const people = judges.filter(({ isJury }) => !isJury);
  const [first] = people;
  const models = countOf(first.leaderboard.rows.length, 'model');
  if (people.length === 1) {
    const name = first.judge === UNNAMED_JUDGE ? 'One judge, not named,' : first.judge;
    return `${name} tells ${percent(first.separability)} of the pairs of ${models} apart`;
  }
  const ranked = [...people].sort((a, b) => b.separability - a.separability);
  const [best] = ranked;
  const worst = ranked[ranked.length - 1];
  if (percent(best.separability) === percent(worst.separability)) {
    return `${people.length} judges each tell ${percent(best.separability)} of the pairs of models apart`;
  }
  return `${best.judge} tells ${percent(best.separability)} of the pairs of models apart, ${worst.judge} ${percent(worst.separability)}`;
}

/** How far they agree, or what is needed to know it. */
export function agreementFinding({ judges, pairs }: JudgeComparison): string {
  if (judges.length === 1) {
    return 'To compare judges, load battles on the same prompts with another judge.';
  }
  if (pairs.length === 0) return 'No two judged the same battles, so their agreement is not known.';
  const [closest] = [...pairs].sort((a, b) => b.soft.value - a.soft.value);
  const bounds = closest.soft.interval;
  const range = bounds ? ` (${percent(bounds.lower)} to ${percent(bounds.upper)})` : '';
  return `${closest.first} and ${closest.second} agree softly on ${percent(closest.soft.value)}${range} of ${countOf(closest.soft.count, 'battle')}.`;
}

/** Judges that favour a position by more than chance, and what else stands out, in sentences. */
export function judgeRemarks({ judges }: JudgeComparison): string {
  return judges
    .filter(({ isJury, orderBalance }) => !isJury && orderBalance >= LEAST_BALANCE)
    .flatMap(({ judge, firstPosition: { value, interval } }) => {
      if (!interval || (interval.lower <= 0.5 && interval.upper >= 0.5)) return [];
      const side = value > 0.5 ? 'first' : 'second';
      const share = value > 0.5 ? value : 1 - value;
      return [`${judge} favours the answer shown ${side}: it wins ${percent(share)}.`];
    })
    .join(' ');
}
