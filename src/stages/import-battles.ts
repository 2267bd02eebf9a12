import { TouchstoneError, type Prompt, type RowError } from '../core/data';
import { DEFAULT_READ_OPTIONS, type BattleReadOptions } from '../core/formats/battle-record';
import type { BattleTexts } from '../core/formats/battle-texts';
import { PromptJoin } from '../core/prompts/join-prompts';
import { promptBatches } from '../core/prompts/prompt-batches';
import type { BattleBlock } from '../core/ranking/battle-block';
import type { Control } from '../engine/control';
import { callback, callWorker } from '../engine/worker-call';
import type { BattleSink, BattlesRead } from '../readers/battle-blocks';
import type { FilePurpose } from '../readers/file-purpose';
import type { ImportApi } from '../../workers/import';

export type { FilePurpose } from '../readers/file-purpose';

export interface BattleImportFile {
  readonly name: string;
  readonly blob: Blob;
  readonly options?: Partial<BattleReadOptions>;
}

/** Keeps what an import gives, piece by piece, as it comes. */
export interface BattleKeeper {
  saveBlock(number: number, block: BattleBlock): Promise<void>;
  saveTexts(block: number, part: number, texts: readonly BattleTexts[]): Promise<void>;
}

export interface BattleImport extends BattlesRead {
  readonly name: string;
  readonly blocks: readonly BattleBlock[];
  /** All prompts of the workspace: the existing ones first, then those that the battles brought. */
  readonly prompts: readonly Prompt[];
  readonly addedPrompts: number;
}

/** Reads a file of battles and hands it on. */
export type BattleFileReader = (
  file: BattleImportFile,
  sink: BattleSink,
  control: Control,
) => Promise<BattlesRead>;

export function spawnImporter(): Worker {
  return new Worker(new URL('../../workers/import.ts', import.meta.url), { type: 'module' });
}

export const readBattlesInWorker: BattleFileReader = ({ name, blob, options }, sink, control) =>
  callWorker<ImportApi, 'importBattles'>(
    spawnImporter,
    'importBattles',
    [
      blob,
      name,
      { ...DEFAULT_READ_OPTIONS, ...options },
      callback(control.onProgress ?? (() => {})),
      callback(sink.prompts),
      callback(sink.block),
      callback(sink.texts),
    ],
    control,
  );

/** What a file holds, told by its content in a worker. */
export function purposeOf(file: File, control: Control = {}): Promise<FilePurpose> {
  return callWorker<ImportApi, 'purpose'>(spawnImporter, 'purpose', [file, file.name], control);
}

/**
 * Imports a file of battles. The prompts whose texts it holds join those of the workspace: by id,
 * else by text, and then the battles bear the workspace's id. Progress in bytes.
 * @throws TouchstoneError of the reader (`no-battle-form`, `empty-file`, …), `no-battles`; AbortError
 */
export async function importBattles(
  file: BattleImportFile,
  existing: readonly Prompt[],
  keeper: BattleKeeper,
  control: Control = {},
  read: BattleFileReader = readBattlesInWorker,
): Promise<BattleImport> {
  const join = new PromptJoin();
  for (const batch of promptBatches(existing)) {
    join.keep(batch);
    await new Promise((resolve) => setTimeout(resolve, 0));
    control.signal?.throwIfAborted();
  }
  const blocks: BattleBlock[] = [];
  const sink: BattleSink = {
    prompts: (batch) => join.add(batch),
    async block(block) {
      const joined = { ...block, prompts: block.prompts.map((id) => join.idOf(id)) };
      blocks.push(joined);
      await keeper.saveBlock(blocks.length - 1, joined);
    },
    texts: (part, texts) => keeper.saveTexts(blocks.length - 1, part, texts),
  };
  const found = await read(file, sink, control);
  const { name } = file;
  if (found.battles === 0) {
    const [first] = found.errors;
    throw new TouchstoneError(
      'no-battles',
      `${name} (${found.form}) holds no battle that can be ranked${first ? `: row ${first.row}, ${first.reason}` : ''}.`,
    );
  }
  const conflicts = join.conflicts.map(({ id, newId }): RowError => ({
    file: name,
    row: 0,
    reason: `the prompt id "${id}" stands for another text in this workspace; the file’s prompt became "${newId}"`,
  }));
  const { prompts } = join;
  return {
    ...found,
    name,
    errors: [...found.errors, ...conflicts],
    blocks,
    prompts,
    addedPrompts: prompts.length - existing.length,
  };
}
