/** Families by what the names of their models begin with or hold. */
const FAMILIES: readonly (readonly [RegExp, string])[] = [
  [/\bgpt|^o[134]\b|chatgpt|davinci/i, 'OpenAI'],
  [/claude/i, 'Anthropic'],
  [/gemini|gemma|palm|bard/i, 'Google'],
  [/llama|vicuna|alpaca/i, 'Llama'],
  [/mi[sx]tral|codestral/i, 'Mistral'],
  [/qwen|qwq/i, 'Qwen'],
  [/deepseek/i, 'DeepSeek'],
  [/\byi\b/i, 'Yi'],
  [/command/i, 'Cohere'],
  [/grok/i, 'xAI'],
  [/phi-?\d/i, 'Phi'],
];

/** The families told, and for the other names those that they suggest. */
export function suggestedFamilies(
  names: readonly string[],
  told: ReadonlyMap<string, string>,
): (readonly [string, string])[] {
  return names.flatMap((name) => {
    const family = told.get(name) ?? FAMILIES.find(([pattern]) => pattern.test(name))?.[1];
    return family === undefined ? [] : [[name, family] as const];
  });
}
