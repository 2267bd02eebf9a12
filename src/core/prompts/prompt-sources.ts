import type { Prompt } from '../data';

/** The names of all files and pastes that held a prompt, the one whose turns and fields it has first. */
export function sourcesOf({
  source,
  otherSources = [],
}: Pick<Prompt, 'source' | 'otherSources'>): readonly string[] {
  return [source, ...otherSources];
}

/** How many prompts each file or paste held, in the order of their first prompts. */
export function sourceCounts(
  prompts: readonly Pick<Prompt, 'source' | 'otherSources'>[],
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const prompt of prompts)
    for (const source of sourcesOf(prompt)) counts.set(source, (counts.get(source) ?? 0) + 1);
  return counts;
}
