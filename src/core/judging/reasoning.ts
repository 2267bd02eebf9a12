export interface SplitReply {
  /** What the model says. */
  readonly text: string;
  /** What it thought before; absent for none. */
  readonly reasoning?: string;
}

const BLOCK = /<(think|thinking|reasoning)>([\s\S]*?)<\/\1>/gi;
/** The opening tag stands in the prompt of some chat templates, so that the reply has only the other. */
const UNOPENED = /^([\s\S]*?)<\/(?:think|thinking|reasoning)>/i;
/** A reply that was cut while thinking. */
const UNCLOSED = /<(?:think|thinking|reasoning)>([\s\S]*)$/i;

/**
 * Parts a reply from the reasoning that models write between `<think>` tags. Only such blocks at the
 * beginning count, so that an answer about the tags themselves stays whole.
 */
export function splitReasoning(reply: string): SplitReply {
  const reasoning: string[] = [];
  let text = reply;
  for (;;) {
    BLOCK.lastIndex = 0;
    const block = BLOCK.exec(text);
    if (!block || text.slice(0, block.index).trim() !== '') break;
    reasoning.push(block[2].trim());
    text = text.slice(block.index + block[0].length);
  }
  if (reasoning.length === 0) {
    const unopened = UNOPENED.exec(text);
    if (unopened && !/<(think|thinking|reasoning)>/i.test(unopened[1])) {
      reasoning.push(unopened[1].trim());
      text = text.slice(unopened[0].length);
    }
  }
  const unclosed = UNCLOSED.exec(text);
  if (unclosed && text.slice(0, unclosed.index).trim() === '') {
    reasoning.push(unclosed[1].trim());
    text = '';
  }
  const thought = reasoning.filter(Boolean).join('\n\n');
  return {
    text: reasoning.length > 0 ? text.trimStart() : reply,
    ...(thought !== '' && { reasoning: thought }),
  };
}
