import type { BattleRecord } from '../core/formats/battle-record';

/** Takes over the battles of judge runs; the workspace's ranking is one. */
export interface BattleSink {
  /** How many it has of a source. */
  heldBattles(source: string, title: string): number;
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
