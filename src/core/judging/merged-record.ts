import { addUsage, type CallRecord, type CallStatus } from './call';

const WORTH: Readonly<Record<CallStatus, number>> = { failed: 0, unparsed: 1, answered: 2 };

/**
 * The record of a call after a further result of it was read. A failure never takes a reply's place,
 * nor a reply an answer's; what a result replaces was paid too, so that costs add up. The same result
 * may be read twice and counts once, at a price that was not known before.
 * @returns `earlier` itself where it stays
 */
export function mergedRecord(earlier: CallRecord | null, record: CallRecord): CallRecord {
  if (!earlier) return record;
  if (earlier.text === record.text && earlier.reasoning === record.reasoning) {
    return isSameUsage(earlier, record) && record.costUsd > earlier.costUsd ? record : earlier;
  }
  if (earlier.status === 'answered' || WORTH[record.status] < WORTH[earlier.status]) return earlier;
  const unsureUsd = (earlier.unsureUsd ?? 0) + (record.unsureUsd ?? 0);
  return {
    ...record,
    usage: addUsage(earlier.usage, record.usage),
    costUsd: earlier.costUsd + record.costUsd,
    ...(unsureUsd > 0 && { unsureUsd }),
    tries: earlier.tries + record.tries,
  };
}

function isSameUsage({ usage: a }: CallRecord, { usage: b }: CallRecord): boolean {
  return a.inputTokens === b.inputTokens && a.outputTokens === b.outputTokens;
}
