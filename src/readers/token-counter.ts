/** Encodings that answers' lengths are counted in: GPT-4o's and GPT-4's. */
export type TokenEncoding = 'o200k' | 'cl100k';

const LOADERS = {
  o200k: () => import('gpt-tokenizer/encoding/o200k_base'),
  cl100k: () => import('gpt-tokenizer/encoding/cl100k_base'),
} as const;

/** Loads an encoding (1 to 2 MB); a text that spells a special token counts as text. */
export async function tokenCounter(encoding: TokenEncoding): Promise<(text: string) => number> {
  const { countTokens } = await LOADERS[encoding]();
  const options = { disallowedSpecial: new Set<string>() };
  return (text) => countTokens(text, options);
}
