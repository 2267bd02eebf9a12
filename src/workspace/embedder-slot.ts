import { TouchstoneError } from '../core/data';
import type { Control } from '../engine/control';
import type { DeviceReport, DeviceSetting } from '../engine/embedder';
import type { TextEmbedder } from '../engine/text-embedder';
import type { VectorSource } from '../stages/embed';
import {
  choiceHost,
  vectorSource,
  type EmbeddingChoice,
  type OpenedEmbedder,
} from '../stages/vector-source';
import type { Preferences } from './preferences.svelte';

/** What no embedder recovers from. */
const END_CODES = ['worker-died', 'worker-closed'];

type OpenableSource = Awaited<ReturnType<typeof vectorSource>>;

interface Opened {
  readonly key: string;
  readonly device: DeviceSetting;
  readonly embedder: Promise<OpenedEmbedder>;
}

/** The embedder, which tells when its worker has ended under a call. */
export function tellingItsEnd(embedder: OpenedEmbedder, onEnd: () => void): OpenedEmbedder {
  const told = <T>(result: Promise<T>) =>
    result.catch((error: unknown) => {
      if (error instanceof TouchstoneError && END_CODES.includes(error.code)) onEnd();
      throw error;
    });
  return {
    ...embedder,
    embed: (...args) => told(embedder.embed(...args)),
    countTokens: (...args) => told(embedder.countTokens(...args)),
  };
}

/** Holds the one embedder that is open, so that queries and later prompts find it loaded. */
export class EmbedderSlot {
  /** Of an endpoint, for its host alone. In memory only: it is never stored. */
  #key = { host: '', apiKey: '' };
  #opened: Opened | null = null;
  /** Key of the vectors that are being made, in an object of its own for each run. */
  #use: { readonly key: string } | null = null;
  readonly #base: string;
  readonly #preferences: Pick<Preferences, 'device'>;

  /** @param base the site's own address with a slash at its end */
  constructor(
    preferences: Pick<Preferences, 'device'>,
    base = new URL('./', document.baseURI).href,
  ) {
    this.#preferences = preferences;
    this.#base = base;
  }

  setKey(host: string, apiKey: string): void {
    if (host !== this.#key.host || apiKey !== this.#key.apiKey) this.close();
    this.#key = { host, apiKey };
  }

  /**
   * The choice's source. Opening it closes the embedder of another choice or device.
   * @throws {TouchstoneError} as `vectorSource`
   */
  async source(choice: EmbeddingChoice): Promise<VectorSource> {
    const { device } = this.#preferences;
    const apiKey = choiceHost(choice) === this.#key.host ? this.#key.apiKey : '';
    const services = { base: this.#base, device, apiKey };
    const source = await vectorSource(choice, services);
    return { ...source, open: (control) => this.#open(source, device, control) };
  }

  /** Marks the embedder of a key as in use while `work` runs. */
  async use<T>(key: string, work: () => Promise<T>): Promise<T> {
    const use = { key };
    this.#use = use;
    try {
      return await work();
    } finally {
      if (this.#use === use) this.#use = null;
    }
  }

  /**
   * An embedder of the choice for one query, on whatever device it is open already.
   * @throws {TouchstoneError} as `vectorSource`; `model-busy` where another one is in use, which it would close
   */
  async forQuery(choice: EmbeddingChoice): Promise<TextEmbedder> {
    const { key, open } = await this.source(choice);
    if (this.#use && this.#use.key !== key) {
      throw new TouchstoneError(
        'model-busy',
        'The prompts are being embedded with another model, and one is open at a time. Search by words, or search again when the embedding is done.',
      );
    }
    return this.#opened?.key === key ? this.#opened.embedder : open({});
  }

  /** Opens a model afresh on the device that the settings name, self-test included. */
  async test(choice: EmbeddingChoice): Promise<DeviceReport | null> {
    this.close();
    const source = await this.source(choice);
    await source.open({});
    return this.report(source.key);
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
    { key, open }: OpenableSource,
    device: DeviceSetting,
    control: Control,
  ): Promise<OpenedEmbedder> {
    if (this.#opened?.key === key && this.#opened.device === device) return this.#opened.embedder;
    this.close();
    const drop = () => {
      if (this.#opened === opened) this.#opened = null;
    };
    const embedder = open(control).then((each) => tellingItsEnd(each, drop));
    const opened: Opened = { key, device, embedder };
    this.#opened = opened;
    embedder.catch(drop);
    return embedder;
  }
}
