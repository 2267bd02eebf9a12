import type { BattleIndex } from './battle-index';

/**
 * The same battles with only the prompts that they have, renumbered: a bootstrap of a filtered set
 * then resamples the filtered prompts, as many as there are, and not those that were filtered out.
 */
export function compactPrompts(index: BattleIndex): BattleIndex {
  const rows = new Int32Array(index.prompts.length).fill(-1);
  const prompts: string[] = [];
  const prompt = new Int32Array(index.count);
  for (let row = 0; row < index.count; row++) {
    const old = index.prompt[row];
    if (rows[old] < 0) rows[old] = prompts.push(index.prompts[old]) - 1;
    prompt[row] = rows[old];
  }
  return { ...index, prompts, prompt };
}
