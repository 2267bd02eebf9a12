import { verdictLabel } from '../formats/verdict-label';
import type { Call, CallRecord } from './call';
import type { ClusterName } from './cluster-naming';
import { scoreIn, verdictIn, type JudgeCall } from './judge-call';
import type { TagQuestion } from './run-spec';
import { tagOf } from './tag-call';
import { tagTask } from './tag-tasks';
import { heldTags } from './yes-no-tags';

/** The verdict or score of a judge's record as it is written in brackets; null for none. */
export function verdictText(call: JudgeCall, record: CallRecord): string | null {
  const score = scoreIn(call, record);
  if (score !== null) return `${score} of 10`;
  const verdict = verdictIn(call, record);
  return verdict === null ? null : verdictLabel(verdict);
}

/** What a tagger's record says, in few words; null where it can't be read. */
export function tagText(question: TagQuestion, record: CallRecord): string | null {
  const parsed = tagOf(tagTask(question), record);
  if (!parsed?.ok) return null;
  if (question.task === 'names') return (parsed.value as ClusterName).name;
  if (question.task === 'categories') return `${(parsed.value as readonly unknown[]).length} found`;
  const held = heldTags(question, parsed.value);
  if (question.task === 'expert') return held.length > 0 ? 'expert' : 'no expert';
  if (question.task === 'criteria') {
    return `${held.length} of ${question.criteria.length}: ${held.join(', ') || 'none'}`;
  }
  return held.join(', ') || 'none';
}

/** Whether a call is a judge's. */
export function isJudgeCall(call: Call): call is JudgeCall {
  return 'protocol' in call;
}
