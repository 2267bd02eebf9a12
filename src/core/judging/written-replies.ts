import { asJson, LINES, type WrittenForm } from '../formats/written-form';
import type { CallRecord } from './call';

/** The replies of a run as they came, one a line, with what was asked, what it cost and what was wrong. */
export const REPLIES_FORM: WrittenForm<CallRecord> = {
  ...{ title: 'Replies (JSONL)', name: 'replies', ...LINES },
  pieces: (part) => asJson(part.map(writtenReply)),
};

function writtenReply(record: CallRecord) {
  const { key, task, provider, model, subject, status, failure, usage, sent } = record;
  return {
    ...{ key, task, provider, model, subject, status },
    ...{ text: record.text, reasoning: record.reasoning, follow_up: record.followUp },
    ...{ finish: record.finish, failure, sent },
    ...{ input_tokens: usage.inputTokens, output_tokens: usage.outputTokens },
    ...{ usd: record.costUsd, unsure_usd: record.unsureUsd ?? 0, tries: record.tries },
    at: new Date(record.at).toISOString(),
  };
}
