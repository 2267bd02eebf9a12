/**
 * Holds the right to write to one workspace, so that two tabs never write over each other.
 * The browser frees it when the tab closes or crashes.
 */
export class TabLock {
  #release: (() => void) | null = null;
  /** Settles once the browser has taken the last lock back. */
  #held: Promise<unknown> = Promise.resolve();

  /** @param onLost called when another tab takes over
   *  @returns whether this tab may write */
  async acquire(workspace: string, steal: boolean, onLost: () => void): Promise<boolean> {
    this.release();
    await this.#held;
    // Pages that are not secure have none; there, tabs have to be told apart by their user.
    if (!('locks' in navigator)) return true;
    return new Promise((resolve) => {
      const held = navigator.locks.request(
        `touchstone-workspace-${workspace}`,
        steal ? { steal: true } : { ifAvailable: true },
        (lock) => {
          resolve(lock !== null);
          if (lock === null) return undefined;
          return new Promise<void>((release) => (this.#release = release));
        },
      );
      this.#held = held.catch(() => {
        this.#release = null;
        onLost();
      });
    });
  }

  release(): void {
    this.#release?.();
    this.#release = null;
  }
}
