import type { BattleBlock } from '../core/ranking/battle-block';
import type { PromptGroup } from '../core/ranking/battle-filter';
import type { Control } from '../engine/control';
import { callback, WorkerHandle } from '../engine/worker-call';
import type { RankApi } from '../../workers/rank';

/** Groups that are sent together. */
const GROUPS_A_MESSAGE = 5000;

/** What the rank worker ranks. */
export interface RankInput {
  readonly blocks: readonly BattleBlock[];
  /** Asked for when the worker starts. */
  groups(): readonly PromptGroup[];
}

type Call = Exclude<keyof RankApi, 'add' | 'addGroups'> & string;

/**
 * The rank worker with the battles that it holds. The worker stays between calls; it is started, and
 * given the battles, when it is first needed, and again after its battles changed or a call was
 * cancelled (which ends it: a fit can't be interrupted otherwise).
 */
export class RankSession {
  #input: RankInput = { blocks: [], groups: () => [] };
  #worker: WorkerHandle<RankApi> | null = null;
  #ready: Promise<WorkerHandle<RankApi>> | null = null;

  /** Takes other battles; calls under way end with AbortError. */
  replace(input: RankInput): void {
    this.close();
    this.#input = input;
  }

  /**
   * Calls the worker. Progress, where the function tells any, is in bootstrap rounds.
   * @throws TouchstoneError of the function; AbortError
   */
  async call<Name extends Call>(
    name: Name,
    args: Parameters<RankApi[Name]>,
    { signal }: Control = {},
  ): Promise<Awaited<ReturnType<RankApi[Name]>>> {
    signal?.throwIfAborted();
    const worker = await this.#started();
    try {
      return await worker.call<Name>(name, args, signal);
    } finally {
      if (worker.closed && this.#worker === worker) this.close();
    }
  }

  close(): void {
    this.#worker?.close(new DOMException('Cancelled', 'AbortError'));
    this.#worker = null;
    this.#ready = null;
  }

  #started(): Promise<WorkerHandle<RankApi>> {
    if (!this.#ready) {
      const starting = this.#start();
      this.#ready = starting;
      // A worker that died while it took its battles is no reason to fail for ever.
      starting.catch(() => {
        if (this.#ready === starting) this.close();
      });
    }
    return this.#ready;
  }

  async #start(): Promise<WorkerHandle<RankApi>> {
    const worker = new WorkerHandle<RankApi>(
      () => new Worker(new URL('../../workers/rank.ts', import.meta.url), { type: 'module' }),
    );
    this.#worker = worker;
    const { blocks } = this.#input;
    const groups = this.#input.groups();
    for (let at = 0; at < groups.length; at += GROUPS_A_MESSAGE) {
      await worker.call('addGroups', [groups.slice(at, at + GROUPS_A_MESSAGE)]);
    }
    for (const block of blocks) await worker.call('add', [block]);
    return worker;
  }
}

export { callback as progressCallback };
