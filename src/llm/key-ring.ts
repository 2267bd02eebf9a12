/**
 * Keys of providers, in memory as long as the page is open. They leave it for a header of their
 * provider's calls only: nothing here can be listed, stringified or cloned.
 */
export class KeyRing {
  readonly #keys = new Map<string, string>();

  get(provider: string): string | null {
    return this.#keys.get(provider) ?? null;
  }

  has(provider: string): boolean {
    return this.#keys.has(provider);
  }

  /** White space around a pasted key is dropped; an empty one is forgotten. */
  set(provider: string, key: string): void {
    const trimmed = key.trim();
    if (trimmed === '') this.#keys.delete(provider);
    else this.#keys.set(provider, trimmed);
  }

  forget(provider: string): void {
    this.#keys.delete(provider);
  }

  forgetAll(): void {
    this.#keys.clear();
  }
}
