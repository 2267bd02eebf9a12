import type { OnProgress } from '../core/data';

/** What every long-running call takes: a way to stop it and a way to hear of it. */
export interface Control {
  readonly signal?: AbortSignal;
  readonly onProgress?: OnProgress;
}
