import { TouchstoneError, type Prompt, type Vectors } from '../core/data';
import type { DeviceReport } from '../engine/embedder';
import { countMissing, embedPrompts, type VectorStore } from '../stages/embed';
import { textHashes } from '../stages/text-hashes';
import { choiceHost, DEFAULT_CHOICE, type EmbeddingChoice } from '../stages/vector-source';
import {
  fileRecord,
  madeBy,
  overLimit,
  sameOrigin,
  sameRecord,
  type EmbeddedSet,
  type EmbeddingRecord,
  type GivenVectors,
  type VectorOrigin,
} from './embedding-record';
import { EmbedderSlot } from './embedder-slot';
import { Job } from './job.svelte';
import type { Preferences } from './preferences.svelte';
import { SendingConsent, type Waiting } from './sending-consent.svelte';
import type { WorkspaceStore } from './workspace-store.svelte';

const CHOICE_STAGE = 'embedding-choice';
const RECORD_STAGE = 'embedding';
const VECTORS_PART = 'vectors';

interface StoredChoice {
  readonly choice: EmbeddingChoice;
  /** Vectors of a file are there, but a model is preferred. */
  readonly fileIgnored: boolean;
}

export interface EmbeddingServices {
  readonly store: WorkspaceStore;
  readonly vectors: VectorStore;
  readonly preferences: Preferences;
}

/** A workspace's vectors: what makes them, and the making. */
export class Embedding {
  readonly job = new Job('Embedding', 'prompts');
  #stored = $state.raw<StoredChoice>({ choice: DEFAULT_CHOICE, fileIgnored: false });
  #given = $state.raw<GivenVectors | null>(null);
  #record = $state.raw<EmbeddingRecord | null>(null);
  #vectors = $state.raw<Vectors | null>(null);
  #reused = $state(0);
  readonly #consent = new SendingConsent();
  readonly #slot: EmbedderSlot;
  readonly #services: EmbeddingServices;

  constructor(services: EmbeddingServices) {
    this.#services = services;
    this.#slot = new EmbedderSlot(services.preferences);
  }

  get vectors(): Vectors | null {
    return this.#vectors;
  }
  get given(): GivenVectors | null {
    return this.#given;
  }
  /** What computes vectors, unless those of a file are used. */
  get choice(): EmbeddingChoice {
    return this.#stored.choice;
  }
  /** What the user wants the vectors from. */
  get wanted(): VectorOrigin {
    return this.#given && !this.#stored.fileIgnored ? { kind: 'file' } : this.choice;
  }
  /** What the vectors at hand come from. */
  get origin(): VectorOrigin | null {
    return this.#record?.origin ?? null;
  }
  /** Another origin was chosen than the one that the vectors at hand have. */
  get stale(): boolean {
    return this.#record !== null && !sameOrigin(this.#record.origin, this.wanted);
  }
  /** Model, revision and settings of the vectors at hand; null where they came from a file. */
  get modelKey(): string | null {
    return this.#record && this.#record.origin.kind !== 'file' ? this.#record.key : null;
  }
  get dim(): number | null {
    return this.#record?.dim ?? null;
  }
  get device(): DeviceReport | null {
    return this.#record?.device ?? null;
  }
  /** See `madeBy`. */
  get madeBy(): string | null {
    return this.#record && madeBy(this.#record);
  }
  /** Prompts longer than the model reads; null where that is not known. */
  get overLimit(): number | null {
    return this.#record && overLimit(this.#record);
  }
  /** Different texts whose vectors were stored before the last run. */
  get reused(): number {
    return this.#reused;
  }
  get waiting(): Waiting | null {
    return this.#consent.waiting;
  }
  /** A query can be embedded as the prompts were, without asking anyone who was not named. */
  get canEmbedQueries(): boolean {
    const { origin } = this;
    return origin !== null && origin.kind !== 'file' && this.#consent.coversQueries(origin);
  }

  isOverLimit(prompt: number): boolean {
    const record = this.#record;
    return record !== null && record.tokens[prompt] > record.maxTokens;
  }

  async load(): Promise<void> {
    const { store } = this.#services;
    const stored = await store.stage<StoredChoice>(CHOICE_STAGE);
    if (stored) this.#stored = stored.result;
    this.#record = (await store.stage<EmbeddingRecord>(RECORD_STAGE))?.result ?? null;
  }

  /**
   * Takes the vectors that the prompts brought with them, which are stored with those; null where they have none.
   * @param preferred just imported: they are used, whatever was chosen before
   */
  async take(given: GivenVectors | null, preferred = false): Promise<void> {
    this.#given = given;
    if (given && preferred && this.#stored.fileIgnored)
      await this.#store({ ...this.#stored, fileIgnored: false });
  }

  /** Chooses what is used from the next embedding on; later stages are then out of date until it is done. */
  async choose(wanted: VectorOrigin): Promise<void> {
    await this.#store(
      wanted.kind === 'file'
        ? { ...this.#stored, fileIgnored: false }
        : { choice: wanted, fileIgnored: this.#given !== null },
    );
    if (this.stale && this.job.state !== 'running') this.job.mark('stale');
  }

  /** The user has read that these prompts' texts go to the host, and agrees. The key is kept until the page closes. */
  agree(prompts: readonly Prompt[], host: string, apiKey: string): void {
    this.#consent.agree(prompts, host);
    this.#slot.setKey(host, apiKey);
  }

  /** Texts that a choice would have to compute, of these prompts. */
  async missing(prompts: readonly Prompt[], choice: EmbeddingChoice): Promise<number> {
    const { key } = await this.#slot.source(choice);
    return countMissing(textsOf(prompts), key, this.#services.vectors);
  }

  /**
   * Vectors of all prompts, by the origin of those at hand or, `afresh`, by the wanted one. Null where
   * texts would have to go to a host that the user has not agreed to, or another tab computes them.
   * @throws {TouchstoneError} of the embedder and the store
   */
  async run(prompts: readonly Prompt[], afresh: boolean): Promise<EmbeddedSet | null> {
    const origin = this.#originFor(afresh);
    this.#consent.wait(null);
    if (origin.kind === 'file') return this.#useGiven(prompts);
    const texts = textsOf(prompts);
    const { store, vectors } = this.#services;
    const source = await this.#slot.source(origin);
    if (store.readOnly || !this.#consent.covers(origin, prompts)) {
      const count = await countMissing(texts, source.key, vectors);
      if (count > 0) {
        if (!store.readOnly) this.#consent.wait({ host: choiceHost(origin)!, count });
        return null;
      }
    }
    const before = this.#record?.key === source.key ? this.#record : null;
    const embedded = await this.job.run((control) => {
      control.onProgress({ done: 0, total: prompts.length });
      return this.#slot.use(source.key, () =>
        embedPrompts(texts, { source, store: vectors }, control, before?.tokens),
      );
    });
    const device = (await this.#slot.report(source.key)) ?? before?.device ?? null;
    const { dim } = embedded.vectors;
    const { tokens } = embedded;
    await this.#keep({
      origin,
      key: source.key,
      tokens,
      maxTokens: source.maxTokens,
      dim,
      device,
    });
    this.#reused = embedded.reused;
    this.#vectors = embedded.vectors;
    return { vectors: embedded.vectors, key: source.key, hashes: embedded.hashes };
  }

  /** Runs the self-test of the devices; null where no model of this page is used. */
  async test(): Promise<DeviceReport | null> {
    return this.choice.kind === 'endpoint' ? null : this.#slot.test(this.choice);
  }

  /** The unit vector of a text, made as the prompts' were. Throws as `EmbedderSlot.forQuery`, and `no-query-model`. */
  async embedQuery(text: string): Promise<Float32Array> {
    const { origin } = this;
    if (!origin || origin.kind === 'file' || !this.canEmbedQueries) {
      throw new TouchstoneError(
        'no-query-model',
        'The vectors come from a file or from an endpoint whose key is not at hand, so a search by meaning has no model. Search by words, or embed the prompts here.',
      );
    }
    const embedder = await this.#slot.forQuery(origin);
    return (await embedder.embed([text])).vectors.data;
  }

  /** There are no prompts any more. */
  clear(): void {
    this.#vectors = null;
    this.#consent.wait(null);
    this.job.mark('empty');
  }

  close(): void {
    this.job.cancel();
    this.#slot.close();
  }

  #originFor(afresh: boolean): VectorOrigin {
    const { wanted } = this;
    const made = this.#record?.origin;
    if (afresh || !made || wanted.kind === 'file') return wanted;
    return made.kind === 'file' && !this.#given ? wanted : made;
  }

  async #useGiven(prompts: readonly Prompt[]): Promise<EmbeddedSet> {
    const given = this.#given!;
    const { version, vectors } = given;
    const key = `file ${version}`;
    const hashes = await textHashes(textsOf(prompts));
    await this.#keep(fileRecord(given, key));
    this.#vectors = vectors;
    this.job.mark('done');
    return { vectors, key, hashes };
  }

  async #store(stored: StoredChoice): Promise<void> {
    await this.#services.store.saveStage(CHOICE_STAGE, CHOICE_STAGE, stored);
    this.#stored = stored;
  }

  async #keep(record: EmbeddingRecord): Promise<void> {
    if (this.#record && sameRecord(this.#record, record)) return;
    const { store } = this.#services;
    await store.saveStage(RECORD_STAGE, record.key, record);
    const bytes = record.tokens.length * record.dim * Float32Array.BYTES_PER_ELEMENT;
    await store.saveSize(VECTORS_PART, bytes);
    this.#record = record;
  }
}

const textsOf = (prompts: readonly Prompt[]) => prompts.map(({ text }) => text);
