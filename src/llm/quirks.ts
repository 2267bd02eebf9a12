import type { Quirks, ReadError } from './forms/form';

/**
 * What a refusal of a request's settings teaches about its model: some take no temperature but
 * their own, no seed, or another name for the limit of tokens. Null where it teaches nothing new.
 */
export function learntQuirks(
  { message, code }: ReadError,
  body: Readonly<Record<string, unknown>>,
  known: Quirks,
): Quirks | null {
  const about = `${code} ${message}`;
  if (/max_completion_tokens/.test(about) && 'max_tokens' in body) {
    return { ...known, completionTokens: true };
  }
  if (/max_completion_tokens/.test(about) && 'max_completion_tokens' in body) {
    return known.completionTokens === undefined ? { ...known, completionTokens: false } : null;
  }
  const config = (body.generationConfig ?? body) as Readonly<Record<string, unknown>>;
  if (/temperature/i.test(about) && 'temperature' in config) {
    return { ...known, noTemperature: true };
  }
  if (/\bseed\b/i.test(about) && 'seed' in config) return { ...known, noSeed: true };
  return null;
}
