import type { Control } from '../engine/control';
import type { DeviceReport } from '../engine/embedder';
import type { VectorSource } from '../stages/embed';
import { vectorSource, type EmbeddingChoice, type OpenedEmbedder } from '../stages/vector-source';
import type { Preferences } from './preferences.svelte';

/** Holds the one embedder that is open, so that queries and later prompts find it loaded. */
export class EmbedderSlot {
  /** Of an endpoint. In memory only: it is never stored. */
  #apiKey = '';
  #opened: { readonly id: string; readonly embedder: Promise<OpenedEmbedder> } | null = null;
  readonly #base = new URL('./', document.baseURI).href;
  readonly #preferences: Preferences;

  constructor(preferences: Preferences) {
    this.#preferences = preferences;
  }

  setKey(apiKey: string): void {
    if (apiKey !== this.#apiKey) this.close();
    this.#apiKey = apiKey;
  }

  /**
   * The choice's source. Opening it closes the embedder of another choice or device.
   * @throws {TouchstoneError} as `vectorSource`
   */
  async source(choice: EmbeddingChoice): Promise<VectorSource> {
    const { device } = this.#preferences;
    const services = { base: this.#base, device, apiKey: this.#apiKey };
    const source = await vectorSource(choice, services);
    const id = `${source.key} ${device}`;
    return { ...source, open: (control) => this.#open(id, source.open, control) };
  }

  /** Device of the open embedder, where it is that of the key and a model of this page. */
  async report(key: string): Promise<DeviceReport | null> {
    const embedder = await this.#opened?.embedder;
    return embedder?.key === key ? (embedder.report ?? null) : null;
  }

  close(): void {
    void this.#opened?.embedder.then(
      (embedder) => embedder.close?.(),
      () => {},
    );
    this.#opened = null;
  }

  #open(
    id: string,
    open: (control: Control) => Promise<OpenedEmbedder>,
    control: Control,
  ): Promise<OpenedEmbedder> {
    if (this.#opened?.id === id) return this.#opened.embedder;
    this.close();
    const embedder = open(control);
    this.#opened = { id, embedder };
    embedder.catch(() => {
      if (this.#opened?.embedder === embedder) this.#opened = null;
    });
    return embedder;
  }
}
