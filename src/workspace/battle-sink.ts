import type { BattleRecord } from '../core/formats/battle-record';

/** Battles that a sink has: how many, and their summed weights, which follow from what a big win counts. */
export interface HeldBattles {
  readonly count: number;
  readonly weight: number;
}

/** Takes over the battles of judge runs; the workspace's ranking is one. */
export interface BattleSink {
  /** Of a source. */
  heldBattles(source: string, title: string): HeldBattles;
  /**
   * @param source stable name, the same for runs that ask the same; what came under it before is replaced
   * @param title for the user
   * @param undoLabel makes it a step of undo
   */
  receiveBattles(
    source: string,
    title: string,
    battles: readonly BattleRecord[],
    undoLabel?: string,
  ): void | Promise<void>;
}
