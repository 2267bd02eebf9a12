import type { Prompt } from '../data';
import { joinedFields } from './joined-fields';
import { sourcesOf } from './prompt-sources';

/**
 * A prompt with an identical one counted in: its ids become other names, its files further files, and
 * its fields come in where the prompt has none.
 */
export function mergedPrompt(prompt: Prompt, equal: Prompt): Prompt {
  const others = new Set([...(prompt.aliases ?? []), equal.id, ...(equal.aliases ?? [])]);
  others.delete(prompt.id);
  const files = new Set([...(prompt.otherSources ?? []), ...sourcesOf(equal)]);
  files.delete(prompt.source);
  return {
    ...prompt,
    count: prompt.count + equal.count,
    fields: joinedFields(prompt.fields, equal.fields),
    ...(others.size > 0 && { aliases: [...others] }),
    ...(files.size > 0 && { otherSources: [...files] }),
  };
}

/** Id of the prompt that an alias means; those that mean several prompts, or are ids, are left out. */
export function idsByAlias(
  prompts: readonly Pick<Prompt, 'id' | 'aliases'>[],
): Map<string, string> {
  const ids = new Set(prompts.map(({ id }) => id));
  const found = new Map<string, string>();
  for (const { id, aliases = [] } of prompts)
    for (const alias of aliases) {
      if (found.has(alias)) ids.add(alias);
      else found.set(alias, id);
    }
  for (const id of ids) found.delete(id);
  return found;
}
