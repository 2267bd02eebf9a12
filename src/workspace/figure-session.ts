import type { OnProgress } from '../core/data';
import type { PromptGroup } from '../core/ranking/battle-filter';
import type { Control } from '../engine/control';
import { progressCallback, RankSession } from '../stages/rank-session';
import type { RankApi } from '../../workers/rank';
import type { Battles } from './battles.svelte';

export interface FigureSources {
  readonly battles: Battles;
  groups(): readonly PromptGroup[];
}

type Call = Parameters<RankSession['call']>[0];

/**
 * A rank worker beside the ranking's own, for figures that take seconds: a change of filter need not
 * wait for them, and cancelling one ends no ranking. It gets the battles when it is first needed and
 * after they changed.
 */
export class FigureSession {
  readonly #session = new RankSession();
  readonly #sources: FigureSources;
  #held: readonly unknown[] = [];

  constructor(sources: FigureSources) {
    this.#sources = sources;
  }

  /** @throws TouchstoneError of the function; AbortError */
  call<Name extends Call>(
    name: Name,
    args: Parameters<RankApi[Name]>,
    control: Control = {},
  ): Promise<Awaited<ReturnType<RankApi[Name]>>> {
    const { battles, groups } = this.#sources;
    const now = battles.files;
    if (this.#held !== now) {
      this.#session.replace({ blocks: battles.blocks, groups });
      this.#held = now;
    }
    return this.#session.call(name, args, control);
  }

  /** Prompts' categories or clusters changed. */
  forget(): void {
    this.#held = [];
  }

  close(): void {
    this.#session.close();
  }
}

/** Progress as a worker tells it. */
export function told({ onProgress }: Required<Control>): OnProgress {
  return progressCallback(onProgress);
}
