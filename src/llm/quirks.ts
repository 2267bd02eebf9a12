import type { Provider } from '../core/judging/call';
import type { Quirks, ReadError } from './forms/form';

/** What a provider's model is thought not to take. */
export type QuirksOf = (provider: Provider, model: string) => Quirks;

const OPENAI_REASONING = /^(?:o\d|gpt-5(?!.*-chat))/;
const CLAUDE = /^claude-[a-z]+-(\d+)(?:[-.](\d{1,2})(?!\d))?/;
/** The first of Claude's versions that refuses a temperature. */
const CLAUDE_WITHOUT_TEMPERATURE = [4, 7] as const;

/**
 * What models are known by their names not to take, for batches, in which a refusal comes too late
 * to learn from: OpenAI's o-series and gpt-5 (but its chat models), and Claude from 4.7 on take no
 * temperature. A model that may take one is asked without it, which costs less than a refused batch.
 * Sources: the providers' refusals as quoted in QwenLM/qwen-code#921, itzcrazykns/vane#1173,
 * UKGovernmentBEIS/inspect_ai#3721.
 */
export function knownQuirks(model: string): Quirks {
  const name = model.slice(model.lastIndexOf('/') + 1);
  if (OPENAI_REASONING.test(name)) return { noTemperature: true, completionTokens: true };
  const version = CLAUDE.exec(name);
  if (!version) return {};
  const [major, minor] = [Number(version[1]), Number(version[2] ?? 0)];
  const [firstMajor, firstMinor] = CLAUDE_WITHOUT_TEMPERATURE;
  const refuses = major > firstMajor || (major === firstMajor && minor >= firstMinor);
  return refuses ? { noTemperature: true } : {};
}

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
  const hasSeed = 'seed' in config || 'random_seed' in config;
  if (/(\b|_)seed\b/i.test(about) && hasSeed) return { ...known, noSeed: true };
  return null;
}
