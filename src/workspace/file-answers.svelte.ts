import { TouchstoneError, type Prompt } from '../core/data';
import type { Answer, AnswerBook } from '../core/judging/answer';
import type { TakenAnswers } from '../core/judging/battle-answers';
import type { PairsByPrompt } from '../core/judging/schedule';
import { battleAnswers, pairsOfBattles, type StoredBattles } from '../stages/battle-answers';
import type { LoadedBattleFile } from './battle-file';
import type { Battles } from './battles.svelte';
import { Job } from './job.svelte';
import type { WorkspaceStore } from './workspace-store.svelte';

/**
 * Battles whose answers are taken over at a time: the page holds and keeps all answers as one, and
 * agreement on so many is known to about a percent point.
 */
export const MOST_BATTLES = 5000;

export interface FileAnswersServices {
  readonly store: WorkspaceStore;
  readonly battles: Battles;
  prompts(): readonly Prompt[];
  answers(): AnswerBook;
  /** Keeps answers, undoably. */
  addAnswers(answers: Iterable<Answer>, label: string): Promise<void>;
}

/** The answers that files of battles bring: taken over on request, so that their pairs can be judged again. */
export class FileAnswers {
  readonly job = new Job('Answers of battles', 'battles');
  readonly #services: FileAnswersServices;

  constructor(services: FileAnswersServices) {
    this.#services = services;
  }

  /** Files that bring answers. */
  get files(): readonly LoadedBattleFile[] {
    return this.#services.battles.files.filter(({ answered }) => answered > 0);
  }
  /** Those of which answers are here, so that pairs can be judged again. */
  get taken(): readonly LoadedBattleFile[] {
    const models = new Set(this.#services.answers().models);
    return this.files.filter(({ blockList }) =>
      blockList.some((block) => block.models.filter((model) => models.has(model)).length > 1),
    );
  }

  /**
   * Adds the answers of a file's battles to those of the workspace, which stay as they are. Can be undone.
   * @param most battles, up to {@link MOST_BATTLES}, drawn evenly
   * @throws TouchstoneError `read-only`, `file-gone`; AbortError
   */
  async take(id: string, most: number): Promise<TakenAnswers> {
    const { store, prompts, answers, addAnswers } = this.#services;
    store.requireWritable();
    const file = this.#file(id);
    const limit = Math.min(most, MOST_BATTLES);
    const taken = await this.job.run((control) =>
      battleAnswers(this.#stored(file), limit, prompts(), answers(), control),
    );
    await addAnswers(taken.answers, `Answers of ${file.name}`);
    return taken;
  }

  /**
   * The pairs of a file's battles whose answers are here.
   * @throws TouchstoneError `file-gone`, `no-pairs`
   */
  async pairs(id: string): Promise<PairsByPrompt> {
    const file = this.#file(id);
    const pairs = await pairsOfBattles(this.#stored(file), this.#services.answers());
    if (Object.keys(pairs).length > 0) return pairs;
    throw new TouchstoneError(
      'no-pairs',
      `The answers that the battles of ${file.name} are about are not here. Take them over under “Answers”.`,
    );
  }

  #file(id: string): LoadedBattleFile {
    const file = this.files.find((each) => each.id === id);
    if (file) return file;
    throw new TouchstoneError(
      'file-gone',
      'The file of battles is no longer in the workspace. Add it again, or undo its removal.',
    );
  }

  #stored({ id, battles, blockList, lengthUnit }: LoadedBattleFile): StoredBattles {
    return {
      ...{ battles, blockList, lengthUnit },
      texts: (block, part) => this.#services.battles.texts(id, block, part),
    };
  }
}
