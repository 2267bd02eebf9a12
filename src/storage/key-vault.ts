import { TouchstoneError } from '../core/data';
import type { Database } from './database';
import { transact } from './transact';

/** How a kept key is locked: by a passphrase, or by a key that this browser holds and never shows. */
export type KeyLock = 'passphrase' | 'device';

export interface StoredKey {
  readonly provider: string;
  readonly lock: KeyLock;
  /** For the passphrase. */
  readonly salt: Uint8Array<ArrayBuffer> | null;
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly cipher: ArrayBuffer;
  /** Non-extractable: it can be used by this page in this browser, and copied by nobody. */
  readonly deviceKey: CryptoKey | null;
}

export interface KeptKey {
  readonly provider: string;
  readonly lock: KeyLock;
}

/** What OWASP asks of PBKDF2 with SHA-256 (2023). */
const PBKDF2_ITERATIONS = 600_000;
const SALT_BYTES = 16;
const IV_BYTES = 12;
const AES = { name: 'AES-GCM', length: 256 } as const;

const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));
const encoder = new TextEncoder();

async function keyOfPassphrase(
  passphrase: string,
  salt: Uint8Array<ArrayBuffer>,
): Promise<CryptoKey> {
  const bytes = encoder.encode(passphrase.normalize('NFC'));
  const base = await crypto.subtle.importKey('raw', bytes, 'PBKDF2', false, ['deriveKey']);
  const derivation = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: PBKDF2_ITERATIONS };
  return crypto.subtle.deriveKey(derivation, base, AES, false, ['encrypt', 'decrypt']);
}

/** Keeps keys of providers on this device, encrypted with AES-GCM, for those who ask for it. */
export class KeyVault {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async list(): Promise<KeptKey[]> {
    const stored = await this.#database.getAll('keys');
    return stored.map(({ provider, lock }) => ({ provider, lock }));
  }

  /** @param passphrase null locks by this browser alone */
  async save(provider: string, key: string, passphrase: string | null): Promise<void> {
    const salt = passphrase === null ? null : random(SALT_BYTES);
    const deviceKey =
      passphrase === null
        ? await crypto.subtle.generateKey(AES, false, ['encrypt', 'decrypt'])
        : null;
    const lock = deviceKey ?? (await keyOfPassphrase(passphrase!, salt!));
    const iv = random(IV_BYTES);
    const cipher = await crypto.subtle.encrypt(
      { name: 'AES-GCM', iv, additionalData: encoder.encode(provider) },
      lock,
      encoder.encode(key),
    );
    const kind: KeyLock = deviceKey ? 'device' : 'passphrase';
    await transact(this.#database, ['keys'], (transaction) =>
      transaction.objectStore('keys').put({ provider, lock: kind, salt, iv, cipher, deviceKey }),
    );
  }

  /**
   * The key of a provider.
   * @throws TouchstoneError `no-key`, `wrong-passphrase`
   */
  async open(provider: string, passphrase: string | null): Promise<string> {
    const stored = await this.#database.get('keys', provider);
    if (!stored) {
      throw new TouchstoneError('no-key', `No key of ${provider} is kept on this device.`);
    }
    const { salt, iv, cipher, deviceKey } = stored;
    const lock = deviceKey ?? (await keyOfPassphrase(passphrase ?? '', salt!));
    const algorithm = { name: 'AES-GCM', iv, additionalData: encoder.encode(provider) };
    try {
      return new TextDecoder().decode(await crypto.subtle.decrypt(algorithm, lock, cipher));
    } catch {
      throw new TouchstoneError(
        'wrong-passphrase',
        'The passphrase does not open this key. Try again, or forget the key and enter it anew.',
      );
    }
  }

  async forget(provider: string): Promise<void> {
    await this.#database.delete('keys', provider);
  }

  async forgetAll(): Promise<void> {
    await this.#database.clear('keys');
  }
}
