import { TouchstoneError, type Prompt, type RowError } from '../core/data';
import type { StageRecord, WorkspaceRecord } from '../storage/database';
import type { WorkspaceRepository } from '../storage/workspaces';

/** A stage's result as it was stored, with the hash over what made it. */
export interface StoredStage<T> {
  readonly key: string;
  readonly result: T;
}

/** A stage's result as it is written. */
export type StageResult = Omit<StageRecord, 'workspace'>;

/**
 * One workspace's part of the database, which every state class of the workspace reads and writes
 * through: it writes nothing while another tab has the right to, and counts the writes under way.
 */
export class WorkspaceStore {
  #record = $state.raw<WorkspaceRecord>()!;
  #readOnly = $state(false);
  #writing = $state(0);
  readonly #repository: WorkspaceRepository;
  readonly #onSaved: () => void;

  constructor(record: WorkspaceRecord, repository: WorkspaceRepository, onSaved: () => void) {
    this.#record = record;
    this.#repository = repository;
    this.#onSaved = onSaved;
  }

  get record(): WorkspaceRecord {
    return this.#record;
  }
  get readOnly(): boolean {
    return this.#readOnly;
  }
  get saving(): boolean {
    return this.#writing > 0;
  }

  becomeReadOnly(): void {
    this.#readOnly = true;
  }

  /**
   * To be called before what the user asks for; what the page computes by itself is kept quietly or not.
   * @throws {TouchstoneError} `read-only` in a tab that may only look on
   */
  requireWritable(): void {
    if (!this.#readOnly) return;
    throw new TouchstoneError(
      'read-only',
      `Nothing was changed: “${this.#record.name}” is being edited in another tab. Choose “Edit here instead” to change it here.`,
    );
  }

  prompts(): Promise<Prompt[]> {
    return this.#repository.prompts(this.#record.id);
  }

  rowErrors(): Promise<readonly RowError[]> {
    return this.#repository.rowErrors(this.#record.id);
  }

  /**
   * Replaces prompts and row errors, and with them stages that came with them: all or nothing.
   * @throws {TouchstoneError} `disk-full`
   */
  savePrompts(
    prompts: readonly Prompt[],
    errors: readonly RowError[],
    stages: readonly StageResult[] = [],
  ): Promise<void> {
    const record = { ...this.#record, modified: Date.now(), promptCount: prompts.length };
    const workspace = record.id;
    return this.write(async () => {
      const records = stages.map((stage) => ({ workspace, ...stage }));
      await this.#repository.savePrompts(record, prompts, errors, records);
      this.#record = record;
    });
  }

  /** @throws {TouchstoneError} `read-only` */
  async rename(name: string): Promise<void> {
    this.requireWritable();
    const record = { ...this.#record, name, modified: Date.now() };
    await this.write(async () => {
      await this.#repository.save(record);
      this.#record = record;
    });
  }

  async stage<T>(stage: string): Promise<StoredStage<T> | undefined> {
    const found = await this.#repository.stage(this.#record.id, stage);
    return found && { key: found.key, result: found.result as T };
  }

  /** @param key hash over settings and inputs; the stage's name where the user made the result */
  saveStage(stage: string, key: string, result: unknown): Promise<void> {
    const workspace = this.#record.id;
    return this.write(() => this.#repository.saveStage({ workspace, stage, key, result }));
  }

  /** A stage that is kept in parts. */
  async stageParts<T>(stage: string): Promise<T[]> {
    const parts: T[] = [];
    for await (const part of this.#repository.stageParts(this.#record.id, stage)) {
      parts.push(part as T);
    }
    return parts;
  }

  /** Replaces it; what the parts come from must not change meanwhile. */
  saveStageParts(stage: string, parts: Iterable<unknown>): Promise<void> {
    return this.write(() => this.#repository.saveStageParts(this.#record.id, stage, parts));
  }

  /** Says how much of another store is this workspace's. */
  saveSize(part: string, bytes: number): Promise<void> {
    return this.write(() => this.#repository.saveSize(this.#record.id, part, bytes));
  }

  /**
   * Runs a write to any store of this workspace, unless another tab has the right to.
   * @param quiet other tabs need not hear of it: one of many writes
   */
  async write(run: () => Promise<void>, { quiet = false } = {}): Promise<void> {
    if (this.#readOnly) return;
    this.#writing++;
    try {
      await run();
      if (!quiet) this.#onSaved();
    } finally {
      this.#writing--;
    }
  }
}
