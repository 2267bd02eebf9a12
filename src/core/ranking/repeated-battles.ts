import type { BattleIndex } from './battle-index';

/**
 * Marks the battles that repeat an earlier one in everything: prompt, models, outcome, weight,
 * judge, game and tags. An open-addressing table of row numbers, since string keys for a million
 * battles cost more than the rest of the import. Cost linear.
 * @param circumstance one number a row that stands for its judge, game and tags
 * @returns 1 for a repeat, else 0, one a row
 */
export function repeatedRows(index: BattleIndex, circumstance: Int32Array): Uint8Array {
  const { count, prompt, modelA, modelB, outcome, weight } = index;
  const repeats = new Uint8Array(count);
  let size = 16;
  while (size < 2 * count) size *= 2;
  const table = new Int32Array(size).fill(-1);
  const same = (i: number, j: number): boolean =>
    prompt[i] === prompt[j] &&
    modelA[i] === modelA[j] &&
    modelB[i] === modelB[j] &&
    outcome[i] === outcome[j] &&
    weight[i] === weight[j] &&
    circumstance[i] === circumstance[j];
  for (let row = 0; row < count; row++) {
    let hash = Math.imul(prompt[row] + 1, 0x9e3779b1) ^ Math.imul(modelA[row] + 1, 0x85ebca6b);
    hash ^= Math.imul(modelB[row] + 1, 0xc2b2ae35) ^ Math.imul(circumstance[row], 0x27d4eb2f);
    hash ^= Math.imul((outcome[row] * 0x7fffffff) | 0, 0x165667b1);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    let slot = (hash ^ (hash >>> 13)) & (size - 1);
    while (table[slot] >= 0 && !same(table[slot], row)) slot = (slot + 1) & (size - 1);
    if (table[slot] >= 0) repeats[row] = 1;
    else table[slot] = row;
  }
  return repeats;
}
