import { TouchstoneError } from '../data';

function checkLimit(limit: number): void {
  if (!(Number.isInteger(limit) && limit >= 3)) {
    throw new TouchstoneError(
      'invalid-settings',
      `The token limit must be a whole number of at least 3; it is ${limit}.`,
    );
  }
}

/**
 * The first tokens up to `limit`, of which the last stays the sequence's own last one ([SEP]), as
 * Hugging Face's `tokenizers` does. Sequences within the limit come back as they are.
 * @param tokens with the special tokens at both ends
 * @throws {TouchstoneError} `invalid-settings` for a limit below 3
 */
export function truncateTokens(tokens: readonly number[], limit: number): readonly number[] {
  checkLimit(limit);
  if (tokens.length <= limit) return tokens;
  return [...tokens.slice(0, limit - 1), tokens[tokens.length - 1]];
}

/**
 * Cuts a sequence into windows of at most `limit` tokens without overlap, each between the
 * sequence's own first and last token ([CLS], [SEP]). One window where it fits.
 * @throws {TouchstoneError} `invalid-settings` for a limit below 3
 */
export function tokenWindows(tokens: readonly number[], limit: number): (readonly number[])[] {
  checkLimit(limit);
  if (tokens.length <= limit) return [tokens];
  const [first, last] = [tokens[0], tokens[tokens.length - 1]];
  const windows: number[][] = [];
  for (let at = 1; at < tokens.length - 1; at += limit - 2) {
    windows.push([first, ...tokens.slice(at, Math.min(at + limit - 2, tokens.length - 1)), last]);
  }
  return windows;
}
