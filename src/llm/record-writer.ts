import type { CallRecord } from '../core/judging/call';
import type { CallStore } from '../core/judging/call-store';

/**
 * Writes records as they come: at once where nothing is being written, else together with what
 * else has come by then, so that a slow store never holds more than one write.
 */
export class RecordWriter {
  readonly #store: CallStore;
  readonly #onSaved: (records: readonly CallRecord[]) => void;
  readonly #onError: (error: unknown) => void;
  #waiting: CallRecord[] = [];
  #writing: Promise<void> | null = null;

  constructor(
    store: CallStore,
    onSaved: (records: readonly CallRecord[]) => void,
    onError: (error: unknown) => void,
  ) {
    this.#store = store;
    this.#onSaved = onSaved;
    this.#onError = onError;
  }

  add(record: CallRecord): void {
    this.#waiting.push(record);
    this.#writing ??= this.#write();
  }

  /** Resolves when everything that was added is stored, or has failed to be. */
  async settled(): Promise<void> {
    await this.#writing;
  }

  async #write(): Promise<void> {
    try {
      while (this.#waiting.length > 0) {
        const records = this.#waiting;
        this.#waiting = [];
        await this.#store.save(records);
        this.#onSaved(records);
      }
    } catch (error) {
      this.#onError(error);
    } finally {
      this.#writing = null;
    }
  }
}
