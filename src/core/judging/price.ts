import type { Turn } from '../data';
import type { Usage } from './call';

/** US dollars for a million tokens. */
export interface Price {
  readonly inputUsd: number;
  readonly outputUsd: number;
}

const TOKENS_PRICED = 1e6;

export function costUsd(usage: Usage, price: Price): number {
  const { inputTokens, outputTokens } = usage;
  return (inputTokens * price.inputUsd + outputTokens * price.outputUsd) / TOKENS_PRICED;
}

/** ASCII characters to a token: English has four, code and tables about three. */
const ASCII_PER_TOKEN = 3;
/** What a chat form adds to a message. */
const TOKENS_PER_MESSAGE = 8;

/**
 * Tokens of a text, rather too many than too few: three ASCII characters or one other character a
 * token. For setting money aside; counts to show come from a tokenizer.
 */
export function mostTokens(text: string): number {
  let others = 0;
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) others++;
  return Math.ceil((text.length - others) / ASCII_PER_TOKEN) + others;
}

export function mostInputTokens(messages: readonly Turn[]): number {
  return messages.reduce((sum, { content }) => sum + mostTokens(content) + TOKENS_PER_MESSAGE, 0);
}

/** What a call may cost at most: its messages, and a reply of all the tokens that it may have. */
export function mostCostUsd(messages: readonly Turn[], maxTokens: number, price: Price): number {
  const inputTokens = mostInputTokens(messages);
  return costUsd({ inputTokens, outputTokens: maxTokens, estimated: true }, price);
}

/** For providers that give no count. */
export function estimatedUsage(messages: readonly Turn[], reply: string): Usage {
  return {
    inputTokens: mostInputTokens(messages),
    outputTokens: mostTokens(reply),
    estimated: true,
  };
}
