/** Lets the page draw and answer before the next slice of work on its thread. */
export function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** Well below the 50 ms from which on a person feels a page hang. */
const SLICE_MS = 12;

/** Work on the page's thread that lets the page in as soon as it has held it long enough. */
export class Slice {
  #started = performance.now();

  get used(): boolean {
    return performance.now() - this.#started > SLICE_MS;
  }

  /** Ends this slice; resolves at the start of the next one. */
  async end(): Promise<void> {
    await pause();
    this.#started = performance.now();
  }
}
