type Listener = (event: MessageEvent) => void;

/** What the module of a worker finds as its global scope. */
interface WorkerScope {
  Worker?: unknown;
  addEventListener?: (type: string, listener: Listener) => void;
  postMessage?: (message: unknown) => void;
}

/** Each module is asked for by an address of its own, or it would come from the cache. */
let made = 0;

/**
 * Lets the real modules of workers run on the test's own thread, behind message channels, so that what
 * crosses is cloned as between threads. Each worker gets its module anew. Returns the way back.
 */
export function workersInThread(): () => void {
  const scope = globalThis as unknown as WorkerScope;
  const { Worker, addEventListener, postMessage } = scope;
  const ports = new Set<MessagePort>();
  let opening: MessagePort | null = null;
  let opened: Promise<unknown> = Promise.resolve();

  class ThreadWorker extends EventTarget {
    readonly #channel = new MessageChannel();
    readonly #ready: Promise<unknown>;

    constructor(url: URL) {
      super();
      const { port1, port2 } = this.#channel;
      port1.onmessage = ({ data }) => this.dispatchEvent(new MessageEvent('message', { data }));
      // One after another, so that each listens at its own port.
      opened = opened.then(() => {
        opening = port2;
        ports.add(port2);
        return import(/* @vite-ignore */ `${url.pathname}?worker=${made++}`);
      });
      this.#ready = opened;
    }

    postMessage(message: unknown, transfer: Transferable[] = []): void {
      void this.#ready.then(() => this.#channel.port1.postMessage(message, transfer));
    }

    terminate(): void {
      ports.delete(this.#channel.port2);
      this.#channel.port1.close();
    }
  }

  scope.Worker = ThreadWorker;
  scope.addEventListener = (_type, listener) => {
    if (opening) opening.onmessage = listener;
  };
  // An answer bears the id of its question, so that the other workers' pages pass over it.
  scope.postMessage = (message) => ports.forEach((port) => port.postMessage(message));
  return () => Object.assign(scope, { Worker, addEventListener, postMessage });
}
