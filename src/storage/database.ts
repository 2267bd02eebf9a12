import { deleteDB, openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { TouchstoneError, type Prompt, type RowError } from '../core/data';
import type { CallRecord } from '../core/judging/call';
import type { StoredKey } from './key-vault';

export const SCHEMA_VERSION = 2;
const NAME = 'touchstone';

export interface WorkspaceRecord {
  readonly id: string;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly created: number;
  readonly modified: number;
  readonly promptCount: number;
  /** Set while a deletion can still be undone. */
  readonly deleted?: number;
}

/** A stage's result with what made it: equal keys mean that it need not be made again. */
export interface StageRecord {
  readonly workspace: string;
  readonly stage: string;
  /** Hash over the settings and inputs. */
  readonly key: string;
  readonly result: unknown;
}

export interface Schema extends DBSchema {
  workspaces: { key: string; value: WorkspaceRecord };
  /** Prompts in blocks, as one record each would cost seconds at 200,000. */
  prompts: {
    key: [workspace: string, block: number];
    value: { workspace: string; block: number; prompts: readonly Prompt[] };
  };
  rowErrors: { key: string; value: { workspace: string; errors: readonly RowError[] } };
  stages: { key: [workspace: string, stage: string]; value: StageRecord };
  /** Shared by all workspaces: one text is embedded once. */
  vectors: { key: [model: string, hash: string]; value: Float32Array };
  /** Calls to models that were made, by workspace. */
  calls: {
    key: [workspace: string, key: string];
    value: { workspace: string; key: string; record: CallRecord };
  };
  /** Keys that the user asked to keep, encrypted; by provider, for all workspaces. */
  keys: { key: string; value: StoredKey };
}

export type Database = IDBPDatabase<Schema>;

export interface DatabaseEvents {
  /** Another tab runs a newer version and waits for this one to let go. */
  onSuperseded?(): void;
}

function upgrade(database: Database, from: number): void {
  if (from < 1) {
    database.createObjectStore('workspaces', { keyPath: 'id' });
    database.createObjectStore('prompts', { keyPath: ['workspace', 'block'] });
    database.createObjectStore('rowErrors', { keyPath: 'workspace' });
    database.createObjectStore('stages', { keyPath: ['workspace', 'stage'] });
    database.createObjectStore('vectors');
  }
  if (from < 2) {
    database.createObjectStore('calls', { keyPath: ['workspace', 'key'] });
    database.createObjectStore('keys', { keyPath: 'provider' });
  }
}

/**
 * Opens the database, upgrading an older one.
 * @throws {TouchstoneError} `newer-data` where a newer Touchstone wrote it; `no-storage` where the browser refuses
 */
export async function openDatabase(events: DatabaseEvents = {}): Promise<Database> {
  try {
    const database: Database = await openDB<Schema>(NAME, SCHEMA_VERSION, {
      upgrade: (opened, from) => upgrade(opened, from),
      blocking: () => {
        database.close();
        events.onSuperseded?.();
      },
    });
    return database;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'VersionError') {
      throw new TouchstoneError(
        'newer-data',
        'The data in this browser were written by a newer version of Touchstone. Reload the page to get that version.',
      );
    }
    throw new TouchstoneError(
      'no-storage',
      `This browser does not let the page keep data (${(error as Error).message}). Leave private browsing or allow site data, then reload.`,
    );
  }
}

export const deleteDatabase = () => deleteDB(NAME);

/** A clear message in place of the browser's for a full disk; other errors pass. */
export function storageError(error: unknown): unknown {
  if (error instanceof DOMException && error.name === 'QuotaExceededError') {
    return new TouchstoneError(
      'disk-full',
      'There is no room left for this page on the disk. Nothing was half-written. Delete a workspace or free disk space, then try again.',
    );
  }
  return error;
}
