import { TouchstoneError } from '../core/data';
import type { Control } from '../engine/control';

/** A file elsewhere, before it is fetched. */
export interface RemoteFile {
  readonly url: string;
  readonly name: string;
  /** Bytes; null where it is not known. */
  readonly size: number | null;
}

/** What the host's answer means, and what to do. */
function refusal(host: string, status: number, name: string): TouchstoneError {
  if (status === 401 || status === 403) {
    return new TouchstoneError(
      'remote-closed',
      `${host} does not give ${name} to everyone (${status}): it is private or gated. Sign in there, accept its terms, download the file, and drop it here.`,
    );
  }
  if (status === 404 || status === 410) {
    return new TouchstoneError(
      'remote-missing',
      `${host} has no ${name} (${status}). Check the address.`,
    );
  }
  return new TouchstoneError(
    'remote-failed',
    `${host} answered ${status} instead of ${name}. Try again later, or download the file and drop it here.`,
  );
}

/**
 * Asks another host, which the user has named.
 * @param name what is asked for, for the error
 * @throws {TouchstoneError} `remote-unreachable`, `remote-closed`, `remote-missing`, `remote-failed`
 */
export async function fetchRemote(
  url: string,
  name: string,
  signal?: AbortSignal,
): Promise<Response> {
  const { host } = new URL(url);
  let response: Response;
  try {
    response = await fetch(url, { signal, credentials: 'omit', referrerPolicy: 'no-referrer' });
  } catch (error) {
    signal?.throwIfAborted();
    throw new TouchstoneError(
      'remote-unreachable',
      `${host} could not be reached from this page (${(error as Error).message}). Either there is no network, or the host does not let web pages read its files (CORS). Download ${name} in a tab of its own and drop it here.`,
    );
  }
  if (!response.ok) throw refusal(host, response.status, name);
  return response;
}

/**
 * Fetches a file; progress in bytes, total 0 where the host does not say.
 * @throws {TouchstoneError} as `fetchRemote`, and `remote-page` where the host answers with a web page
 */
export async function fetchFile(
  { url, name, size }: RemoteFile,
  { signal, onProgress }: Control = {},
): Promise<File> {
  const response = await fetchRemote(url, name, signal);
  const { host } = new URL(url);
  if (response.headers.get('content-type')?.includes('text/html')) {
    throw new TouchstoneError(
      'remote-page',
      `${host} answered with a web page, not with a file. Give the address of the file itself, as its download link has it.`,
    );
  }
  // A length is that of the packed bytes where the answer came packed.
  const packed = response.headers.has('content-encoding');
  const total = packed ? 0 : Number(response.headers.get('content-length') ?? size ?? 0);
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let done = 0;
  const reader = response.body!.getReader();
  try {
    for (;;) {
      const { done: ended, value } = await reader.read();
      if (ended) break;
      parts.push(value);
      done += value.length;
      onProgress?.({ done, total: total > 0 ? Math.max(total, done) : 0 });
    }
  } catch (error) {
    signal?.throwIfAborted();
    throw new TouchstoneError(
      'remote-broken',
      `${host} broke off after ${done.toLocaleString()} bytes of ${name} (${(error as Error).message}). Fetch it again.`,
    );
  }
  return new File(parts, name);
}
