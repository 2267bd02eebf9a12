import { readAddress, type FileAddress } from '../core/formats/file-address';
import { datasetSplits, type DatasetSplit } from '../readers/hub-dataset';
import { fetchFile } from '../readers/remote-file';
import { Job } from './job.svelte';

/** Fetching files by an address: read first, so that the host is named; asked only on request. */
export class RemoteFiles {
  readonly job = new Job('Fetch', 'bytes');
  #address = $state.raw<FileAddress | null>(null);
  #error = $state<string | null>(null);
  #splits = $state.raw<readonly DatasetSplit[] | null>(null);

  /** What the text means; null while it means nothing yet. */
  get address(): FileAddress | null {
    return this.#address;
  }
  /** Why nothing can be fetched. */
  get error(): string | null {
    return this.#error;
  }
  /** Of a data set, once the hub has told. */
  get splits(): readonly DatasetSplit[] | null {
    return this.#splits;
  }
  get busy(): boolean {
    return this.job.state === 'running';
  }

  /** Reads an address; asks nobody. */
  read(text: string): void {
    this.#address = null;
    this.#splits = null;
    this.#error = null;
    if (!text.trim()) return;
    try {
      this.#address = readAddress(text);
    } catch (error) {
      this.#error = (error as Error).message;
    }
  }

  /** Asks the hub which files a data set has. */
  async look(): Promise<void> {
    const { address } = this;
    if (address?.kind !== 'dataset') return;
    await this.#attempt(async () => {
      this.#splits = await this.job.run(({ signal }) => datasetSplits(address.id, signal));
    });
  }

  /** Fetches the file, or a split's files; empty where that failed or was cancelled. */
  async fetch(split?: DatasetSplit): Promise<readonly File[]> {
    const { address } = this;
    const wanted = split?.files ?? (address?.kind === 'file' ? [{ ...address, size: null }] : []);
    const files: File[] = [];
    await this.#attempt(() =>
      this.job.run(async ({ signal, onProgress }) => {
        const total = split?.size ?? 0;
        let before = 0;
        for (const file of wanted) {
          const one = await fetchFile(file, {
            signal,
            onProgress: (at) => onProgress({ done: before + at.done, total: total || at.total }),
          });
          before += one.size;
          files.push(one);
        }
      }),
    );
    return files.length === wanted.length ? files : [];
  }

  cancel(): void {
    this.job.cancel();
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    this.#error = null;
    try {
      await work();
    } catch (error) {
      if (!(error instanceof DOMException && error.name === 'AbortError'))
        this.#error = (error as Error).message;
    }
  }
}
