import { randomBytes } from 'node:crypto';
import { open, readdir, realpath, unlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { TouchstoneError } from '../core/data';

/** So often, and so long, others that came at the same time are given to draw back. */
const LOOKS = 10;
const LOOK_AGAIN_MS = 50;
const MARK_BYTES = 4;
/** The process, a mark of its own for each claim, and the machine. */
const CLAIM = /^(\d+)-[0-9a-f]+@(.*)$/;

/** Names of the claims of this process: others with its number are of an earlier one. */
const ownClaims = new Set<string>();

/**
 * Keeps other commands off a file while one works with it. Each puts an empty file beside it that
 * names its process, and has the file when it then finds no other's: of two that come at once at
 * least one sees the other, and the one whose name sorts behind draws back. Since no two claims have
 * one name, that of a process that is gone, killed or crashed, can be deleted by anyone.
 */
export class FileLock {
  readonly #folder: string;
  readonly #claim: string;

  private constructor(folder: string, claim: string) {
    this.#folder = folder;
    this.#claim = claim;
  }

  /** @throws TouchstoneError `in-use`, with who has it and what to do */
  static async take(path: string): Promise<FileLock> {
    const real = await realpath(path).catch(() => path);
    const folder = dirname(real);
    const prefix = `${basename(real)}.lock-`;
    const mark = randomBytes(MARK_BYTES).toString('hex');
    const claim = `${prefix}${process.pid}-${mark}@${hostname()}`;
    ownClaims.add(claim);
    await (await open(join(folder, claim), 'wx')).close();
    const lock = new FileLock(folder, claim);
    for (let look = 1; ; look++) {
      const others = await standingClaims(folder, prefix, claim);
      if (others.length === 0) return lock;
      const before = others.find((other) => other < claim);
      if (before !== undefined || look === LOOKS) {
        await lock.release();
        throw inUse(path, folder, prefix, before ?? others[0]);
      }
      await sleep(LOOK_AGAIN_MS);
    }
  }

  async release(): Promise<void> {
    ownClaims.delete(this.#claim);
    await remove(join(this.#folder, this.#claim));
  }
}

/** The claims of others whose process runs; those of processes that are gone are deleted. */
async function standingClaims(folder: string, prefix: string, own: string): Promise<string[]> {
  const standing: string[] = [];
  for (const name of await readdir(folder)) {
    const claim = name.startsWith(prefix) ? CLAIM.exec(name.slice(prefix.length)) : null;
    if (!claim || name === own) continue;
    const [, pid, host] = claim;
    if (mayRun(name, Number(pid), host)) standing.push(name);
    else await remove(join(folder, name));
  }
  return standing;
}

/** Of another machine's processes nothing is known. */
function mayRun(name: string, pid: number, host: string): boolean {
  if (host !== hostname()) return true;
  if (pid === process.pid) return ownClaims.has(name);
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function inUse(path: string, folder: string, prefix: string, claim: string): TouchstoneError {
  const [, pid, host] = CLAIM.exec(claim.slice(prefix.length))!;
  const where = host === hostname() ? '' : ` on ${host}`;
  return new TouchstoneError(
    'in-use',
    `${path} is in use by another touchstone command, process ${pid}${where}. Wait until it has ended, or give this one another file with --cache. If that process is no touchstone command, delete ${join(folder, claim)}.`,
  );
}

async function remove(path: string): Promise<void> {
  await unlink(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
}
