import type { JudgeComparison } from '../../../core/quality/judge-comparison';
import { UNNAMED_JUDGE } from '../../../core/quality/judge-comparison';
import { formatShare } from '../../format-number';
import { countOf } from '../../widgets/figures';
import { percent } from '../../widgets/table-cell';

/** What the judges show, in a sentence or two. */
export function judgeFinding({ judges, pairs }: JudgeComparison): string {
  const people = judges.filter(({ isJury }) => !isJury);
  if (people.length === 1) {
    const [{ judge, separability, leaderboard }] = people;
    const name = judge === UNNAMED_JUDGE ? 'One judge, not named in the files,' : judge;
    return `${name} tells ${formatShare(separability, 1)} of the pairs of ${countOf(leaderboard.rows.length, 'model')} apart. To compare judges, load battles on the same prompts with another judge.`;
  }
  const [best] = [...people].sort((a, b) => b.separability - a.separability);
  const apart = `Of ${countOf(people.length, 'judge')} ${best.judge} tells most pairs of models apart (${formatShare(best.separability, 1)})`;
  if (pairs.length === 0)
    return `${apart}; no two judged the same battles, so their agreement is not known.`;
  const [closest] = [...pairs].sort((a, b) => b.soft.value - a.soft.value);
  const bounds = closest.soft.interval;
  const range = bounds ? ` (${percent(bounds.lower)} to ${percent(bounds.upper)})` : '';
  return `${apart}. ${closest.first} and ${closest.second} agree softly on ${percent(closest.soft.value)}${range} of ${countOf(closest.soft.count, 'battle')}.`;
}
