import * as Comlink from 'comlink';
import { TouchstoneError } from '../core/data';
import type { Control } from './control';
import type { Outcome, Served, WorkerApi } from './serve';

export { transfer } from 'comlink';

/** A function that crosses to the worker and is called back from there. */
export function callback<F extends (...args: never[]) => unknown>(run: F): F {
  return Comlink.proxy(run as F & Comlink.ProxyMarked) as F;
}

function workerDied(event: Event): TouchstoneError {
  const message = 'message' in event ? String(event.message) : '';
  return new TouchstoneError(
    'worker-died',
    `A background worker stopped${message ? `: ${message}` : ', probably for want of memory'}. Try again; reload the page if it happens twice.`,
  );
}

/**
 * A worker that lives until it is closed. Every call settles: with the value, with the worker's own
 * error, with `AbortError` when the signal fires (which terminates the worker, as that is the only
 * way to stop a running kernel and to free its memory), or with `worker-died`.
 */
export class WorkerHandle<Api extends WorkerApi> {
  readonly #worker: Worker;
  readonly #remote: Comlink.Remote<Served<Api>>;
  readonly #ended: Promise<never>;
  #end!: (reason: unknown) => void;
  #closed = false;

  constructor(spawn: () => Worker) {
    this.#worker = spawn();
    this.#remote = Comlink.wrap<Served<Api>>(this.#worker);
    this.#ended = new Promise((_, reject) => (this.#end = reject));
    this.#ended.catch(() => {});
    const died = (event: Event) => this.close(workerDied(event));
    this.#worker.addEventListener('error', died);
    this.#worker.addEventListener('messageerror', died);
  }

  get closed(): boolean {
    return this.#closed;
  }

  async call<Name extends keyof Api & string>(
    name: Name,
    args: Parameters<Api[Name]>,
    signal?: AbortSignal,
  ): Promise<Awaited<ReturnType<Api[Name]>>> {
    signal?.throwIfAborted();
    const abort = () => this.close(signal!.reason);
    signal?.addEventListener('abort', abort, { once: true });
    try {
      const remote = this.#remote as unknown as Record<
        string,
        (...args: unknown[]) => Promise<Outcome<Awaited<ReturnType<Api[Name]>>>>
      >;
      const outcome = await Promise.race([remote[name](...args), this.#ended]);
      if ('value' in outcome) return outcome.value;
      const error = new TouchstoneError(outcome.error.code, outcome.error.message);
      error.stack = outcome.error.stack ?? error.stack;
      throw error;
    } finally {
      signal?.removeEventListener('abort', abort);
    }
  }

  close(reason: unknown = new TouchstoneError('worker-closed', 'The worker was closed.')): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#worker.terminate();
    this.#end(reason);
  }
}

/** One call in a worker of its own, which is freed afterwards. */
export async function callWorker<Api extends WorkerApi, Name extends keyof Api & string>(
  spawn: () => Worker,
  name: Name,
  args: Parameters<Api[Name]>,
  { signal }: Control = {},
): Promise<Awaited<ReturnType<Api[Name]>>> {
  signal?.throwIfAborted();
  const handle = new WorkerHandle<Api>(spawn);
  try {
    return await handle.call(name, args, signal);
  } finally {
    handle.close();
  }
}
