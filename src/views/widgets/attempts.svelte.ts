/** Runs commands, and keeps the last failure for the user to read. */
export class Attempts {
  #failure = $state('');

  /** Empty when the last command did not fail. */
  get failure(): string {
    return this.#failure;
  }

  async run(command: () => Promise<void> | void): Promise<void> {
    this.#failure = '';
    try {
      await command();
    } catch (error) {
      this.fail(error);
    }
  }

  fail(error: unknown): void {
    this.#failure = error instanceof Error ? error.message : String(error);
  }

  dismiss(): void {
    this.#failure = '';
  }
}
