import type { OnProgress, Prompt } from '../src/core/data';
import { readAliases } from '../src/core/formats/aliases';
import type { BattleReadOptions } from '../src/core/formats/battle-record';
import { promptBatches } from '../src/core/prompts/prompt-batches';
import type { ImportOptions } from '../src/core/prompts/import-options';
import { simulateJudgments, type SimulatedPrompt } from '../src/core/sample/simulate-judgments';
import { handOver, serve } from '../src/engine/serve';
import { readAnswerFile } from '../src/readers/answer-file';
import { handOnBattles, readBattleBlocks, type BattleSink } from '../src/readers/battle-blocks';
import { readLeaderboardsFile, readTable } from '../src/readers/battle-file';
import { filePurpose } from '../src/readers/file-purpose';
import { readExplanations } from '../src/readers/explanation-file';
import { previewPromptFile, readPromptFile } from '../src/readers/prompt-file';

/** Prompts go to the page in batches, as one message with all of them would freeze it. */
type OnPrompts = (batch: readonly Prompt[]) => void | Promise<void>;

const api = {
  preview: (file: Blob, name: string, options: ImportOptions) =>
    previewPromptFile(file, name, options),

  purpose: (file: Blob, name: string) => filePurpose(file, name),

  async importFile(
    file: Blob,
    name: string,
    options: ImportOptions,
    onProgress: OnProgress,
    onPrompts: OnPrompts,
  ) {
    const { prompts, ...rest } = await readPromptFile(file, name, options, { onProgress });
    for (const batch of promptBatches(prompts)) await onPrompts(batch);
    const buffers = [rest.positions.buffer, rest.distinctPositions.buffer];
    if (rest.vectors) buffers.push(rest.vectors.data.buffer);
    return handOver(rest, buffers);
  },

  importAnswers: (file: Blob, name: string, onProgress: OnProgress) =>
    readAnswerFile(file, name, { onProgress }),

  /** The page answers each batch before the next is sent, so that none pile up. */
  importBattles(
    file: Blob,
    name: string,
    options: BattleReadOptions,
    onProgress: OnProgress,
    prompts: BattleSink['prompts'],
    block: BattleSink['block'],
    texts: BattleSink['texts'],
  ) {
    return readBattleBlocks(file, name, options, { prompts, block, texts }, { onProgress });
  },

  async simulateBattles(
    explanations: Blob,
    name: string,
    sample: readonly SimulatedPrompt[],
    seed: number,
    prompts: BattleSink['prompts'],
    block: BattleSink['block'],
    texts: BattleSink['texts'],
  ) {
    const battles = simulateJudgments(sample, await readExplanations(explanations), seed);
    await handOnBattles(battles, name, { prompts, block, texts });
    return battles.length;
  },

  leaderboards: (file: Blob, name: string) => readLeaderboardsFile(file, name),

  async aliases(file: Blob, name: string) {
    return [...readAliases(name, await readTable(file, name))];
  },
};

export type ImportApi = typeof api;

serve(api);
