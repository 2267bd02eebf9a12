/** The connection of this machine, as far as it knows of one. */
export interface Network {
  readonly online: boolean;
  /** Resolves when it is back; rejects with the signal's reason as soon as it aborts. */
  back(signal: AbortSignal): Promise<void>;
}
