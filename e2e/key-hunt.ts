import type { BrowserContext, Page } from '@playwright/test';

/** How a key may be written: as it is, with a zero behind each letter, or in base64 at any offset. */
function writings(key: string): readonly string[] {
  const base64 = [0, 1, 2].map((offset) => {
    const text = Buffer.from('\0'.repeat(offset) + key).toString('base64');
    // The letters at both ends hold bits of what stands beside the key.
    return text.slice(offset === 0 ? 0 : offset + 1, -4);
  });
  return [key, [...key].join('\0'), ...base64];
}

/** Looks for a key everywhere where it must not be. */
export class KeyHunt {
  readonly #writings: readonly string[];
  readonly #provider: string;
  readonly #found = new Set<string>();

  /** @param provider host that the key belongs to, whose calls may carry it in a header */
  constructor(key: string, provider: string) {
    this.#writings = writings(key);
    this.#provider = provider;
  }

  /** Places where the key was found so far, sorted. */
  get found(): readonly string[] {
    return [...this.#found].sort();
  }

  /** Watches requests and console of all pages from now on. */
  follow(context: BrowserContext): void {
    context.on('request', (request) => {
      const { host } = new URL(request.url());
      this.look('a request’s address', request.url());
      this.look('a request’s body', request.postData() ?? '');
      if (host === this.#provider) return;
      this.look(`a header to ${host}`, JSON.stringify(request.headers()));
    });
    context.on('console', (message) => this.look('console', message.text()));
    context.on('weberror', (error) => this.look('console', String(error.error())));
  }

  /** Notes the place where the content holds the key. */
  look(place: string, content: string | Buffer): void {
    const text = typeof content === 'string' ? content : content.toString('latin1');
    if (this.#writings.some((each) => text.includes(each))) this.#found.add(place);
  }

  /** Looks through all that the page shows. */
  async lookAt(page: Page): Promise<void> {
    this.look('the page’s address', page.url());
    this.look('the page', await page.content());
  }

  /** Looks through all that the page shows, and all that the browser keeps for it. */
  async search(page: Page): Promise<void> {
    await this.lookAt(page);
    this.look('cookies', JSON.stringify(await page.context().cookies()));
    for (const place of await page.evaluate(placesWithin, this.#writings)) this.#found.add(place);
  }
}

/** Runs in the page. */
async function placesWithin(keys: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  const look = (place: string, text: string) => {
    if (keys.some((key) => text.includes(key))) found.add(place);
  };
  // Bytes as letters: every byte up to 0x7f is its own.
  const letters = new TextDecoder('latin1');
  const walk = async (place: string, value: unknown): Promise<void> => {
    if (typeof value === 'string') look(place, value);
    else if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
      look(place, letters.decode(value));
    } else if (value instanceof Blob) await walk(place, await value.arrayBuffer());
    else if (value instanceof Map) {
      for (const entry of value) await walk(place, entry);
    } else if (value instanceof Set) {
      for (const entry of value) await walk(place, entry);
    } else if (value instanceof CryptoKey) {
      if (value.extractable) found.add(`${place}: a key that can be taken out`);
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, inner] of Object.entries(value)) {
        look(place, name);
        await walk(place, inner);
      }
    }
  };
  const done = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });

  for (const { name } of await indexedDB.databases()) {
    const database = await done(indexedDB.open(name!));
    for (const store of database.objectStoreNames) {
      const reading = database.transaction(store).objectStore(store);
      const [keysOf, values] = await Promise.all([
        done(reading.getAllKeys()),
        done(reading.getAll()),
      ]);
      await walk(`IndexedDB, ${store}`, keysOf);
      await walk(`IndexedDB, ${store}`, values);
    }
    database.close();
  }
  for (const [place, storage] of Object.entries({ localStorage, sessionStorage })) {
    await walk(place, { ...storage });
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      look('Cache Storage', request.url);
      const response = await cache.match(request);
      look('Cache Storage', JSON.stringify([...(response?.headers ?? [])]));
      await walk('Cache Storage', await response?.arrayBuffer());
    }
  }
  for (const field of document.querySelectorAll('input, textarea')) {
    look('a field of the page', (field as HTMLInputElement).value);
  }
  await walk('history', history.state);
  look('window.name', window.name);
  return [...found];
}
