import type { BattleRecord } from '../core/formats/battle-record';
import { TEXTS_A_PART } from '../core/formats/battle-texts';
import { unpackBattle, type BattleBlock } from '../core/ranking/battle-block';
import type { BattleRepository } from '../storage/battles';
import { Slice } from './pause';

/** A file of battles as the workspace keeps it: columns in memory, texts in the database. */
export interface KeptBattles {
  readonly workspace: string;
  readonly id: string;
  readonly blockList: readonly BattleBlock[];
}

/** The battles of files with their texts, file by file, the battles of a prompt together. */
export async function* battlesByPrompt(
  files: readonly KeptBattles[],
  repository: Pick<BattleRepository, 'texts'>,
  promptTexts: ReadonlyMap<string, string>,
): AsyncGenerator<readonly BattleRecord[]> {
  for (const { workspace, id, blockList } of files) {
    const groups = new PromptGroups();
    for (const [number, block] of blockList.entries()) {
      for (let from = 0; from < block.count; from += TEXTS_A_PART) {
        const texts = await repository.texts(workspace, id, number, from / TEXTS_A_PART);
        const end = Math.min(block.count, from + TEXTS_A_PART);
        for (let row = from; row < end; row++) {
          const battle = unpackBattle(block, row);
          const promptText = promptTexts.get(battle.promptId);
          groups.add({
            ...battle,
            ...(promptText !== undefined && { promptText }),
            ...texts[row - from],
          });
        }
        await groups.slice();
      }
    }
    yield* groups.values();
  }
}

/** The same of battles that are at hand. */
export async function* groupedByPrompt(
  battles: readonly BattleRecord[],
): AsyncGenerator<readonly BattleRecord[]> {
  const groups = new PromptGroups();
  for (const battle of battles) {
    groups.add(battle);
    await groups.slice();
  }
  yield* groups.values();
}

class PromptGroups {
  readonly #byPrompt = new Map<string, BattleRecord[]>();
  readonly #slice = new Slice();

  add(battle: BattleRecord): void {
    const known = this.#byPrompt.get(battle.promptId);
    if (known) known.push(battle);
    else this.#byPrompt.set(battle.promptId, [battle]);
  }

  async slice(): Promise<void> {
    if (this.#slice.used) await this.#slice.end();
  }

  values(): Iterable<readonly BattleRecord[]> {
    return this.#byPrompt.values();
  }
}
