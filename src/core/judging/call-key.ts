import type { CallParameters } from './call';
import { sha256 } from './sha256';

/** All that decides what a call asks; the delimiters are left out, as they follow from the key. */
export interface CallIdentity {
  readonly provider: string;
  readonly model: string;
  readonly parameters: CallParameters;
  /** Version of the template that the inputs are filled into. */
  readonly template: string;
  /** The texts that are filled in, by their hashes (see {@link InputHashes}). */
  readonly inputs: readonly string[];
  /** From 0. */
  readonly repeat: number;
}

/** Half of the digest: as good a name, and short enough for every provider's `custom_id`. */
const KEY_HEX_DIGITS = 32;

/** Stable key of a call: 32 hex digits, equal for equal identities on every machine. */
export function callKey(identity: CallIdentity): string {
  const { provider, model, parameters, template, inputs, repeat } = identity;
  const { temperature, maxTokens, seed } = parameters;
  return sha256(
    JSON.stringify([provider, model, temperature, maxTokens, seed, template, inputs, repeat]),
  ).slice(0, KEY_HEX_DIGITS);
}

/** Hashes texts once each, as an answer is the input of many calls. */
export class InputHashes {
  readonly #known = new Map<string, string>();

  of(text: string): string {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const hash = sha256(text);
    this.#known.set(text, hash);
    return hash;
  }
}
