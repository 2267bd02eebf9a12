import type { Notice } from '../notice';
import { activeEntries, drawnCategory, type EvaluationSet } from './evaluation-set';
import { largestCount } from './share-limits';
import { groupBy } from './systematic-sample';

export const OVER_LIMIT = 'over-limit';

/** Categories that are above their share limit by now, since prompts of others were rejected. */
export function shareNotices(set: EvaluationSet): Notice[] {
  const entries = activeEntries(set);
  const byCategory = groupBy(entries, (entry) => drawnCategory(entry, set.settings, null));
  return Object.entries(set.settings.shareLimits).flatMap(([category, limit]) => {
    const count = byCategory.get(category)?.length ?? 0;
    if (count <= largestCount(limit, entries.length)) return [];
    const [share, most] = [count / entries.length, limit].map((of) => +(100 * of).toFixed(1));
    const message = `"${category}" is over its limit of ${most} %: ${count} of the ${entries.length} prompts, ${share} %. Reject some of it, or top up the others.`;
    return [{ code: OVER_LIMIT, message, subject: category }];
  });
}
