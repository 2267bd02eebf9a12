import type { Battle } from '../data';
import { unpackBattle, type BattleBlock } from './battle-block';

/** The battles on some prompts, without making objects of the others. */
export function battlesOnPrompts(
  blocks: Iterable<BattleBlock>,
  promptIds: ReadonlySet<string>,
): Battle[] {
  const found: Battle[] = [];
  for (const block of blocks) {
    const wanted = Uint8Array.from(block.prompts, (id) => Number(promptIds.has(id)));
    if (!wanted.includes(1)) continue;
    for (let row = 0; row < block.count; row++) {
      if (wanted[block.prompt[row]] === 1) found.push(unpackBattle(block, row));
    }
  }
  return found;
}
