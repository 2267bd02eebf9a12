import type { Prompt } from '../core/data';
import { masker, type MaskSettings } from '../core/judging/masking';
import { Slice } from './pause';

const MAX_EXAMPLES = 20;

/** What masking takes out of prompts. */
export interface MaskedPrompts {
  readonly prompts: number;
  /** Some of the texts that are taken out, each once, in the order of the prompts. */
  readonly examples: readonly string[];
}

/** Masks prompts to see what that takes out; the page is let in between. */
export async function maskedPrompts(
  prompts: readonly Prompt[],
  settings: MaskSettings,
): Promise<MaskedPrompts> {
  const examples = new Set<string>();
  const mask = masker(settings, (found) => {
    if (examples.size < MAX_EXAMPLES) examples.add(found.trim());
  });
  const slice = new Slice();
  let touched = 0;
  for (const { text } of prompts) {
    if (mask(text) !== text) touched++;
    if (slice.used) await slice.end();
  }
  return { prompts: touched, examples: [...examples] };
}
