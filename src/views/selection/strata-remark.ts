import type { StratumReport } from '../../core/selection/evaluation-set';
import { formatCount } from '../format-number';

/** What is to be said of a stratum in few words; empty where all is well. @param inSet prompts not rejected */
export function strataRemark(report: StratumReport, inSet: number, minimum: number): string {
  const { available, asked, reused, dropped } = report;
  if (dropped) return `left out: under ${formatCount(minimum)}`;
  if (available === 0) return 'no prompt';
  if (inSet < minimum) return `needs ${formatCount(minimum)}`;
  if (inSet < asked) return `${formatCount(asked - inSet)} fewer than asked`;
  if (reused > 0) return `${formatCount(reused)} used before`;
  return '';
}
