import {
  openDB,
  type DBSchema,
  type IDBPDatabase,
  type IDBPTransaction,
  type StoreNames,
} from 'idb';
import { TouchstoneError, type Prompt, type RowError } from '../core/data';
import type { CallRecord } from '../core/judging/call';
import type { StoredKey } from './key-vault';
import type { BattleReadOptions } from '../core/formats/battle-record';
import type { BattleTexts, LengthUnit } from '../core/formats/battle-texts';
import type { BattleBlock } from '../core/ranking/battle-block';
import { storedSize } from '../core/stored-size';

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

/** An imported file of battles; its blocks and texts are stored beside it. */
export interface BattleFileRecord {
  readonly workspace: string;
  readonly id: string;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly added: number;
  /** Name of the form found. */
  readonly form: string;
  readonly rows: number;
  readonly battles: number;
  /** Battles that bring what both models answered. */
  readonly answered: number;
  readonly blocks: number;
  /** Left out, by reason. */
  readonly dropped: Readonly<Record<string, number>>;
  /** The first 1,000 of them. */
  readonly errors: readonly RowError[];
  readonly lengthUnit: LengthUnit;
  /** How judgments were counted where their form does not say it. */
  readonly assumed?: Readonly<Partial<BattleReadOptions>>;
  /** Made by the declared simulator, not by a judge. */
  readonly simulated: boolean;
  /** Models that the user calls otherwise than the file: from its name to theirs. */
  readonly renamed?: Readonly<Record<string, string>>;
}

export interface Schema extends DBSchema {
  workspaces: { key: string; value: WorkspaceRecord };
  /** Prompts in blocks, as one record each would cost seconds at 200,000. */
  prompts: {
    key: [workspace: string, block: number];
    value: { workspace: string; block: number; prompts: readonly Prompt[] };
  };
  rowErrors: { key: string; value: { workspace: string; errors: readonly RowError[] } };
  /** Bytes of each part of a workspace, so that its size shows without reading it. */
  sizes: { key: [workspace: string, part: string]; value: number };
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
  battleFiles: { key: [workspace: string, file: string]; value: BattleFileRecord };
  battleBlocks: { key: [workspace: string, file: string, block: number]; value: BattleBlock };
  /** In parts of a block, as answers and judgments are long and read a few at a time. */
  battleTexts: {
    key: [workspace: string, file: string, block: number, part: number];
    value: readonly BattleTexts[];
  };
}

export type Database = IDBPDatabase<Schema>;
type Upgrade = IDBPTransaction<Schema, StoreNames<Schema>[], 'versionchange'>;

export interface DatabaseEvents {
  /** Another tab runs a newer version and waits for this one to let go. */
  onSuperseded?(): void;
  /** The browser closed the database, as when the user clears the site's data. */
  onLost?(): void;
}

/** The part under which the size of all prompts is kept. */
export const PROMPTS_PART = '#prompts';

/** Sizes of what a version without them wrote. */
async function fillSizes(transaction: Upgrade): Promise<void> {
  const sizes = transaction.objectStore('sizes');
  const prompts = new Map<string, number>();
  for await (const { value } of transaction.objectStore('prompts')) {
    const { workspace } = value;
    prompts.set(workspace, (prompts.get(workspace) ?? 0) + storedSize(value.prompts));
  }
  for (const [workspace, bytes] of prompts) await sizes.put(bytes, [workspace, PROMPTS_PART]);
  for await (const { value } of transaction.objectStore('stages')) {
    await sizes.put(storedSize(value.result), [value.workspace, value.stage]);
  }
}

async function upgrade(database: Database, from: number, transaction: Upgrade): Promise<void> {
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
    database.createObjectStore('battleFiles', { keyPath: ['workspace', 'id'] });
    database.createObjectStore('battleBlocks');
    database.createObjectStore('battleTexts');
    database.createObjectStore('sizes');
    if (from > 0) await fillSizes(transaction);
  }
}

/**
 * Opens the database, upgrading an older one.
 * @throws {TouchstoneError} `newer-data` where a newer Touchstone wrote it; `no-storage` where the browser refuses
 */
export async function openDatabase(events: DatabaseEvents = {}): Promise<Database> {
  try {
    const database: Database = await openDB<Schema>(NAME, SCHEMA_VERSION, {
      upgrade: (opened, from, _to, transaction) => upgrade(opened, from, transaction),
      blocking: () => {
        database.close();
        events.onSuperseded?.();
      },
      terminated: () => events.onLost?.(),
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
