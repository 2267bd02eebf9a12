import type { BattleIndex } from './battle-index';
import { Names } from './names';

/**
 * The stratum of each prompt, from 0: its first battle's category; those without one are together.
 * @param categoryOf a battle's category by its position in the list that was indexed
 */
export function strataOf(
  index: BattleIndex,
  categoryOf: (position: number) => string | undefined,
): Int32Array {
  const names = new Names();
  const strata = new Int32Array(index.prompts.length).fill(-1);
  for (let row = 0; row < index.count; row++) {
    const prompt = index.prompt[row];
    if (strata[prompt] < 0) strata[prompt] = names.row(categoryOf(index.position[row]) ?? '');
  }
  return strata;
}
