import type { EmbedApi } from '../../workers/embed';
import type { OnProgress } from '../core/data';
import type { Control } from './control';
import type { ModelSource } from './embedding-model';
import type { EmbeddedTexts, TextSettings } from './encoder';
import { threadCount, type OrtDevice } from './ort-runtime';
import { callback, WorkerHandle } from './worker-call';

/** A model loaded in a worker of its own: closing it is the sure way to free a GPU and its memory. */
export class EmbedWorker {
  readonly #handle = new WorkerHandle<EmbedApi>(
    () => new Worker(new URL('../../workers/embed.ts', import.meta.url), { type: 'module' }),
  );
  readonly threads: number;

  private constructor(readonly device: OrtDevice) {
    this.threads = device === 'wasm' ? threadCount() : 1;
  }

  /** @param base the site's own address with a slash at its end */
  static async open(
    source: ModelSource,
    device: OrtDevice,
    base: string,
    { signal, onProgress = () => {} }: Control,
  ): Promise<EmbedWorker> {
    const worker = new EmbedWorker(device);
    const settings = { device, threads: worker.threads, wasmPaths: `${base}ort/` };
    const located =
      source.from === 'site' ? { ...source, folder: `${base}${source.folder}` } : source;
    try {
      const report: OnProgress = callback(onProgress);
      await worker.#handle.call('load', [located, settings, report], signal);
      return worker;
    } catch (error) {
      worker.close();
      throw error;
    }
  }

  embed(texts: readonly string[], settings: TextSettings): Promise<EmbeddedTexts> {
    return this.#handle.call('embed', [texts, settings]);
  }

  countTokens(texts: readonly string[]): Promise<Int32Array> {
    return this.#handle.call('countTokens', [texts]);
  }

  close(): void {
    this.#handle.close();
  }
}
