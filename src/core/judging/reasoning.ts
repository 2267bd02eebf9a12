export interface SplitReply {
  /** What the model says. */
  readonly text: string;
  /** What it thought before; absent for none. */
  readonly reasoning?: string;
}

const OPENING = /\s*<(think|thinking|reasoning)>/iy;
const ANY_OPENING = /<(?:think|thinking|reasoning)>/i;
const CLOSING = {
  think: /<\/think>/gi,
  thinking: /<\/thinking>/gi,
  reasoning: /<\/reasoning>/gi,
} as const;
const ANY_CLOSING = /<\/(?:think|thinking|reasoning)>/i;
const BACKTICKS = /`+/g;
const FENCE = /^\s{0,3}(?:`{3}|~{3})/gm;

/**
 * Parts a reply from the reasoning that models write between `<think>` tags. Only such blocks at the
 * beginning count, so that an answer about the tags themselves stays whole; one that is not closed
 * was cut while thinking. The opening tag stands in the prompt of some chat templates, so that the
 * reply has only the other: it counts where it is neither in code nor in quotation marks. Linear.
 */
export function splitReasoning(reply: string): SplitReply {
  const reasoning: string[] = [];
  let from = 0;
  for (let block = blockAt(reply, 0); block; block = blockAt(reply, from)) {
    reasoning.push(block.inside);
    from = block.end;
  }
  const unopened = from === 0 ? ANY_CLOSING.exec(reply) : null;
  if (unopened && endsReasoning(reply, unopened.index, unopened[0])) {
    reasoning.push(reply.slice(0, unopened.index));
    from = unopened.index + unopened[0].length;
  }
  const thought = reasoning
    .map((each) => each.trim())
    .filter(Boolean)
    .join('\n\n');
  return {
    text: from > 0 ? reply.slice(from).trimStart() : reply,
    ...(thought !== '' && { reasoning: thought }),
  };
}

/** The block that begins at a place, after blanks; up to the end of the reply where it isn't closed. */
function blockAt(
  reply: string,
  at: number,
): { readonly inside: string; readonly end: number } | null {
  OPENING.lastIndex = at;
  const opening = OPENING.exec(reply);
  if (!opening) return null;
  const start = OPENING.lastIndex;
  const closing = CLOSING[opening[1].toLowerCase() as keyof typeof CLOSING];
  closing.lastIndex = start;
  const found = closing.exec(reply);
  return found
    ? { inside: reply.slice(start, found.index), end: closing.lastIndex }
    : { inside: reply.slice(start), end: reply.length };
}

/** Whether a closing tag without an opening one ends what was thought, or is spoken of. */
function endsReasoning(reply: string, index: number, tag: string): boolean {
  const before = reply.slice(0, index);
  if (ANY_OPENING.test(before)) return false;
  const openFence = (before.match(FENCE)?.length ?? 0) % 2 === 1;
  if (openFence) return false;
  const lineBefore = before.slice(before.lastIndexOf('\n') + 1);
  const [lineAfter] = reply.slice(index + tag.length).split('\n', 1);
  const quoted = /["'“‘«]$/.test(lineBefore) && /^["'”’»]/.test(lineAfter);
  return !quoted && !isCodeSpan(lineBefore, lineAfter);
}

/** Whether a code span, between runs of as many backticks, is open before a place and closes after. */
function isCodeSpan(before: string, after: string): boolean {
  let open = '';
  for (const run of before.match(BACKTICKS) ?? []) {
    if (open === '') open = run;
    else if (run === open) open = '';
  }
  return open !== '' && (after.match(BACKTICKS)?.includes(open) ?? false);
}
