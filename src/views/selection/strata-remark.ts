import type { StratumReport } from '../../core/selection/evaluation-set';
import { formatCount } from '../format-number';

/** What is to be said of a stratum in few words; empty where all is well. */
export function strataRemark(report: StratumReport, minimum: number): string {
  const { available, asked, chosen, reused, dropped } = report;
  if (dropped) return `left out: under ${formatCount(minimum)}`;
  if (available === 0) return 'no prompt';
  if (chosen < minimum) return `needs ${formatCount(minimum)}`;
  if (chosen < asked) return `${formatCount(asked - chosen)} fewer than asked`;
  if (chosen > asked) return `${formatCount(chosen - asked)} more than asked`;
  if (reused > 0) return `${formatCount(reused)} used before`;
  return '';
}
