import type { BattleRecord } from '../core/formats/battle-record';

/** Takes over the battles of judge runs; the workspace's ranking is one. */
export interface BattleSink {
  /**
   * @param source stable name of the run; what came under it before is replaced
   * @param title for the user
   */
  receiveBattles(
    source: string,
    title: string,
    battles: readonly BattleRecord[],
  ): void | Promise<void>;
}
