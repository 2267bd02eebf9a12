import { contentHash } from '../core/prompts/content-hash';
import type { RankingRequest } from '../core/ranking/rank-battles';
import type { RankedLeaderboard } from '../core/ranking/ranked-leaderboard';
import type { FigureSession } from './figure-session';
import { told } from './figure-session';
import type { Job } from './job.svelte';
import type { RankingState } from './ranking.svelte';
import type { WorkspaceStore } from './workspace-store.svelte';

export interface MadeLeaderboardServices {
  readonly store: WorkspaceStore;
  readonly ranking: RankingState;
  readonly session: FigureSession;
}

/** A leaderboard made from battles of the workspace, kept with a key over what made it. */
export class MadeLeaderboard {
  #held: { readonly key: string; readonly board: RankedLeaderboard } | null = null;
  readonly #stage: string;
  readonly #services: MadeLeaderboardServices;

  /** @param stage under which it is stored */
  constructor(stage: string, services: MadeLeaderboardServices) {
    this.#stage = stage;
    this.#services = services;
  }

  async load(): Promise<void> {
    const found = await this.#services.store.stage<RankedLeaderboard>(this.#stage);
    if (found) this.#held = { key: found.key, board: found.result };
  }

  /**
   * The leaderboard of what a request chooses, made anew only where that or the battles changed.
   * @param part only so many of the battles, drawn at random; null for all
   */
  async make(request: RankingRequest, part: number | null, job: Job): Promise<RankedLeaderboard> {
    const { ranking, session, store } = this.#services;
    const key = contentHash(JSON.stringify([ranking.requestKey, request, part]));
    if (this.#held?.key === key) return this.#held.board;
    const board = await job.run((control) =>
      session.call('leaderboard', [request, part, told(control)], control),
    );
    this.#held = { key, board };
    await store.saveStage(this.#stage, key, board);
    return board;
  }
}
