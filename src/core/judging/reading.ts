import { verdictLabel } from '../formats/verdict-label';
import { decidingText, type Call, type CallRecord } from './call';
import type { ClusterName } from './cluster-naming';
import type { JudgeCall } from './judge-call';
import type { TagQuestion } from './run-spec';
import { tagOf } from './tag-call';
import { tagTask } from './tag-tasks';
import { parseScore, parseVerdict } from './verdict';
import { heldTags } from './yes-no-tags';

/** The verdict or score of a judge's record as it is written in brackets; null for none. */
export function verdictText(call: JudgeCall, record: CallRecord): string | null {
  if (record.status !== 'answered') return null;
  const texts = Object.values(call.inputs());
  if (call.protocol === 'score') {
    const score = parseScore(decidingText(record), texts);
    return score.ok ? `${score.value} of 10` : null;
  }
  const verdict = parseVerdict(decidingText(record), call.protocol, texts);
  return verdict.ok ? verdictLabel(verdict.value) : null;
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
