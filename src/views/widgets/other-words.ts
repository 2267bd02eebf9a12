import type { TagQuestion } from '../../core/judging/run-spec';

/** How tags that were asked for differently than one would ask now are told from the others. */
export function otherWords(task: TagQuestion['task']): string {
  if (task === 'criteria') return 'by other criteria than those set now';
  return task === 'labels'
    ? 'by other categories than those set now'
    : 'in other words than those set now';
}
