/** Longer replies argue; a refusal is short. */
const MAX_REFUSAL_CHARS = 800;
const DECLINES =
  /\b(i'?m|i am) (very )?(sorry|afraid|unable|not able)|\bi (can'?t|cannot|can not|won'?t|will not|must decline|have to decline)\b|\b(unable|not able) to (help|assist|comply|judge|evaluate|provide|continue|fulfil|process)|\bas an ai\b.{0,80}\b(can'?t|cannot|not)\b/i;
const WHERE_IT_STANDS = 160;

/** Whether a reply without a result declines the task, in English: the beginning says so. */
export function looksLikeRefusal(reply: string): boolean {
  const text = reply.trim().replace(/[’‘]/g, "'");
  return text.length <= MAX_REFUSAL_CHARS && DECLINES.test(text.slice(0, WHERE_IT_STANDS));
}
