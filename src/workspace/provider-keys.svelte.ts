import { TouchstoneError } from '../core/data';
import type { Provider, ProviderKind } from '../core/judging/call';
import { HttpSender } from '../llm/http-sender';
import { KeyRing } from '../llm/key-ring';
import {
  corrected,
  isLocal,
  KNOWN_PROVIDERS,
  providerAt,
  providerBeside,
  sameAmong,
  toldApart,
} from '../llm/providers';
import type { KeptKey, KeyVault } from '../storage/key-vault';

const OWN_PROVIDERS_KEY = 'touchstone-providers';

/** What became of a test of a key. */
export interface KeyTest {
  readonly provider: string;
  /** Names of the provider's models; null where it could not be asked. */
  readonly models: readonly string[] | null;
  /** Whether the provider was seen to take the key; false where there is none, or it can't be told. */
  readonly keyTaken: boolean;
  /** For the user: what went wrong; null for nothing. */
  readonly problem: string | null;
  /** Of the problem. */
  readonly code: string | null;
}

/** Errors of a provider that a page can't speak to at all. */
const UNREACHED: readonly (string | null)[] = ['unreachable', 'no-cors'];

/**
 * The providers of this browser, for all workspaces, and their keys: in memory, and where the user
 * asks for it encrypted in the vault. Addresses are kept in localStorage, keys never.
 */
export class ProviderKeys {
  readonly sender: HttpSender;
  readonly #ring = new KeyRing();
  readonly #vault: () => KeyVault;
  #own = $state.raw<readonly Provider[]>(ownProviders());
  /** Providers whose key is in memory. */
  #ready = $state.raw<ReadonlySet<string>>(new Set());
  #kept = $state.raw<readonly KeptKey[]>([]);
  #tests = $state.raw<Readonly<Record<string, KeyTest>>>({});

  /** @param vault asked for only when keys are kept or opened */
  constructor(vault: () => KeyVault) {
    this.#vault = vault;
    this.sender = new HttpSender({
      fetch: (url, init) => fetch(url, init),
      keyOf: ({ id }) => this.#ring.get(id),
      now: () => Date.now(),
      refusesPages,
    });
  }

  get providers(): readonly Provider[] {
    return [...KNOWN_PROVIDERS, ...this.#own];
  }
  get ownProviders(): readonly Provider[] {
    return this.#own;
  }
  /** Keys that are on this device, locked. */
  get kept(): readonly KeptKey[] {
    return this.#kept;
  }

  /** @throws TouchstoneError `no-provider` */
  provider(id: string): Provider {
    const found = this.providers.find((each) => each.id === id);
    if (found) return found;
    throw new TouchstoneError(
      'no-provider',
      `There is no provider "${id}" in this browser. Add it by its address in Settings.`,
    );
  }

  /** Adds a provider by its address, or returns the one that is there. @throws TouchstoneError `wrong-address` */
  add(kind: ProviderKind, address: string): Provider {
    const provider = providerBeside(kind, address, this.providers);
    const known = sameAmong(this.providers, provider);
    if (known) return known;
    this.#keepOwn([...this.#own, provider]);
    return this.provider(provider.id);
  }

  /** Corrects the address of a provider of the user's own. @throws TouchstoneError as `corrected` */
  correct(id: string, address: string): void {
    this.#keepOwn(this.#own.map((each) => (each.id === id ? corrected(each, address) : each)));
  }

  remove(id: string): void {
    this.#keepOwn(this.#own.filter((each) => each.id !== id));
    void this.forget(id);
  }

  hasKey(id: string): boolean {
    return this.#ready.has(id);
  }

  /** Whether a call would lack a key: none is in memory, and the provider is not on this machine. */
  needsKey(id: string): boolean {
    const provider = this.providers.find((each) => each.id === id);
    return provider !== undefined && !this.hasKey(id) && !isLocal(provider.baseUrl);
  }

  /** Whether a key is on this device and not in memory. */
  isLocked(id: string): boolean {
    return !this.hasKey(id) && this.#kept.some(({ provider }) => provider === id);
  }

  /** @throws TouchstoneError `locked-key` where a call would lack a key that is kept */
  checkUnlocked(id: string): void {
    if (!this.isLocked(id)) return;
    throw new TouchstoneError(
      'locked-key',
      `The key of ${this.provider(id).name} is locked on this device. Unlock it under “Providers and prices” under Judging, or forget it there, and start again.`,
    );
  }

  /** Puts a key into memory; an empty one takes it out. */
  setKey(id: string, key: string): void {
    this.#ring.set(id, key);
    this.#noteKeys(id);
  }

  /** Keeps the key that is in memory on this device, encrypted; a null passphrase locks by this browser. */
  async keep(id: string, passphrase: string | null): Promise<void> {
    const key = this.#ring.get(id);
    if (key === null) throw new TouchstoneError('no-key', 'Enter the key first.');
    await this.#vault().save(id, key, passphrase);
    await this.refresh();
  }

  /** Opens a kept key into memory. @throws TouchstoneError `wrong-passphrase`, `no-key` */
  async unlock(id: string, passphrase: string | null): Promise<void> {
    this.#ring.set(id, await this.#vault().open(id, passphrase));
    this.#noteKeys(id);
  }

  /** Takes a key out of memory and off this device. */
  async forget(id: string): Promise<void> {
    this.#ring.forget(id);
    this.#noteKeys(id);
    await this.#vault().forget(id);
    await this.refresh();
  }

  /** Reads which keys are kept; those locked by this browser alone are opened. */
  async refresh(): Promise<void> {
    this.#kept = await this.#vault().list();
    for (const { provider, lock } of this.#kept) {
      if (lock !== 'device' || this.#ring.has(provider)) continue;
      // A browser key that no longer opens leaves the entry to be forgotten by the user.
      await this.unlock(provider, null).catch(() => {});
    }
  }

  /** What the last test of a provider's key gave. */
  test(id: string): KeyTest | null {
    return this.#tests[id] ?? null;
  }

  /** Asks the provider for its models, which also tests the key. */
  async testKey(id: string, signal = new AbortController().signal): Promise<KeyTest> {
    const result = await this.#asked(this.provider(id), signal).catch((error: Error): KeyTest => ({
      ...{ provider: id, models: null, keyTaken: false, problem: error.message },
      code: error instanceof TouchstoneError ? error.code : null,
    }));
    this.#tests = { ...this.#tests, [id]: result };
    return result;
  }

  /**
   * Asks a provider again whose last test did not reach it, before a run would try in vain.
   * @throws TouchstoneError `unreachable`, `no-cors`
   */
  async checkReached(id: string): Promise<void> {
    if (!UNREACHED.includes(this.test(id)?.code ?? null)) return;
    const { problem, code } = await this.testKey(id);
    if (problem !== null && code !== null && UNREACHED.includes(code)) {
      throw new TouchstoneError(code, problem);
    }
  }

  async #asked(provider: Provider, signal: AbortSignal): Promise<KeyTest> {
    const models = await this.sender.models(provider, signal);
    const keyTaken = await this.sender.takesKey(provider, signal);
    return { ...{ provider: provider.id, models, keyTaken }, problem: null, code: null };
  }

  #noteKeys(id: string): void {
    const ready = new Set(this.#ready);
    if (this.#ring.has(id)) ready.add(id);
    else ready.delete(id);
    this.#ready = ready;
  }

  #keepOwn(own: readonly Provider[]): void {
    this.#own = toldApart(own);
    try {
      localStorage.setItem(OWN_PROVIDERS_KEY, JSON.stringify(this.#own));
    } catch {
      // A full or forbidden store: the provider is there for this visit.
    }
  }
}

function ownProviders(): Provider[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(OWN_PROVIDERS_KEY) ?? '[]');
    const list = Array.isArray(stored) ? (stored as Partial<Provider>[]) : [];
    return toldApart(
      list.flatMap(({ kind, baseUrl, id }) =>
        kind && baseUrl ? [providerAt(kind, baseUrl, id)] : [],
      ),
    );
  } catch {
    return [];
  }
}

/** Whether a server answers requests, but lets no page read its answers. */
async function refusesPages(url: string): Promise<boolean> {
  const answers = (mode: RequestMode) =>
    fetch(url, { mode, credentials: 'omit', referrerPolicy: 'no-referrer' }).then(
      () => true,
      () => false,
    );
  return !(await answers('cors')) && (await answers('no-cors'));
}
