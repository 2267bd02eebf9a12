import { TouchstoneError } from '../core/data';
import { dropUnusedVectors } from '../stages/drop-unused-vectors';
import { sampleFiles } from '../stages/sample';
import { BattleRepository } from '../storage/battles';
import { CallRepository } from '../storage/calls';
import { openDatabase, type Database, type WorkspaceRecord } from '../storage/database';
import { KeyVault } from '../storage/key-vault';
import { askToPersist, isPersistent } from '../storage/persistence';
import { TabLock } from '../storage/tab-lock';
import { VectorRepository } from '../storage/vectors';
import { UNDO_DELETION_MS, WorkspaceRepository } from '../storage/workspaces';
import { Preferences } from './preferences.svelte';
import { ProviderKeys } from './provider-keys.svelte';
import { Workspace } from './workspace.svelte';

const LAST_OPENED_KEY = 'touchstone-last-workspace';
const SAMPLE = 'Sample';

export interface Problem {
  readonly message: string;
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** The whole app's state: the workspaces of this browser, the open one, and what went wrong. */
export class Touchstone {
  readonly preferences = new Preferences();
  readonly providerKeys = new ProviderKeys(() => new KeyVault(this.#database!));
  #workspaces = $state.raw<readonly WorkspaceRecord[]>([]);
  #workspace = $state.raw<Workspace | null>(null);
  #problems = $state.raw<readonly Problem[]>([]);
  #opening = $state(true);
  #usedBytes = $state<number | null>(null);
  #persistent = $state<boolean | null>(null);
  /** Bytes of each workspace, by id. */
  #sizes = $state.raw<ReadonlyMap<string, number>>(new Map());
  #database: Database | null = null;
  #repository: WorkspaceRepository | null = null;
  #lock = new TabLock();
  /** The workspace that was asked for last, opened or not. */
  #lastOpened: Promise<unknown> = Promise.resolve();
  /** Is open, though another tab has deleted it. */
  #deleted: Workspace | null = null;
  #changes = new BroadcastChannel('touchstone-workspaces');

  get opening(): boolean {
    return this.#opening;
  }
  get workspace(): Workspace | null {
    return this.#workspace;
  }
  get workspaces(): readonly WorkspaceRecord[] {
    return this.#workspaces.filter((record) => record.deleted === undefined);
  }
  get deletedWorkspaces(): readonly WorkspaceRecord[] {
    return this.#workspaces.filter((record) => record.deleted !== undefined);
  }
  get problems(): readonly Problem[] {
    return this.#problems;
  }
  /** What the browser says this page holds on the disk. */
  get usedBytes(): number | null {
    return this.#usedBytes;
  }

  /** See `isPersistent`. */
  get persistent(): boolean | null {
    return this.#persistent;
  }

  /** What a workspace takes on the disk, in bytes; vectors of texts that another holds too count in both. */
  sizeOf(id: string): number {
    return this.#sizes.get(id) ?? 0;
  }

  /** Opens the database and the workspace that was open last. */
  async open(): Promise<void> {
    try {
      this.#database = await openDatabase({
        onSuperseded: () =>
          this.report(
            new TouchstoneError(
              'superseded',
              'Another tab runs a newer version of Touchstone. Reload this one to go on; nothing is lost.',
            ),
          ),
        onLost: () =>
          this.report(
            new TouchstoneError(
              'storage-lost',
              'The browser closed the data of this page, as when site data are cleared. Reload the page to go on.',
            ),
          ),
      });
      this.#repository = new WorkspaceRepository(this.#database);
      await this.providerKeys.refresh();
      this.#changes.onmessage = () => void this.#refresh();
      await this.#purgeExpired();
      await this.#refresh();
      const last = localStorage.getItem(LAST_OPENED_KEY);
      const record = this.workspaces.find(({ id }) => id === last) ?? this.workspaces[0];
      if (record) await this.openWorkspace(record.id);
    } catch (error) {
      this.report(error);
    } finally {
      this.#opening = false;
    }
  }

  report(error: unknown): void {
    if (error instanceof DOMException && error.name === 'AbortError') return;
    const message = messageOf(error);
    if (this.#problems.some((problem) => problem.message === message)) return;
    this.#problems = [...this.#problems, { message }];
  }

  dismiss(problem: Problem): void {
    this.#problems = this.#problems.filter((each) => each !== problem);
  }

  async createWorkspace(name: string): Promise<Workspace> {
    const now = Date.now();
    const record: WorkspaceRecord = {
      id: crypto.randomUUID(),
      name,
      created: now,
      modified: now,
      promptCount: 0,
    };
    await this.#repo.save(record);
    // A refusal changes nothing here: Diagnostics tell of it.
    askToPersist()
      .then(() => this.#refresh())
      .catch((error: unknown) => this.report(error));
    await this.#changed();
    return this.openWorkspace(record.id);
  }

  /**
   * Opens a workspace in place of the open one, after those that were asked for before it.
   * @param takeOver take the right to write from the tab that has it
   * @throws {TouchstoneError} `no-workspace`
   */
  openWorkspace(id: string, takeOver = false): Promise<Workspace> {
    const opened = this.#lastOpened.then(() => this.#openWorkspace(id, takeOver));
    this.#lastOpened = opened.catch(() => {});
    return opened;
  }

  async #openWorkspace(id: string, takeOver: boolean): Promise<Workspace> {
    const record = (await this.#repo.list()).find((each) => each.id === id);
    if (!record) throw new TouchstoneError('no-workspace', 'That workspace no longer exists.');
    if (record.deleted !== undefined) {
      const reason = `“${record.name}” was deleted. Restore it in the list of workspaces first.`;
      throw new TouchstoneError('no-workspace', reason);
    }
    const open = this.#workspace;
    // Opening it anew would end what runs in it, and forget what can be undone.
    if (open?.id === id && !open.readOnly) return open;
    open?.close();
    const workspace = new Workspace(record, {
      repository: this.#repo,
      vectors: this.#vectors,
      battles: new BattleRepository(this.#database!),
      calls: new CallRepository(this.#database!, id),
      preferences: this.preferences,
      keys: this.providerKeys,
      report: (error) => this.report(error),
      onSaved: () => void this.#changed(),
    });
    const mayWrite = await this.#lock.acquire(id, takeOver, () => workspace.becomeReadOnly());
    if (!mayWrite) workspace.becomeReadOnly();
    await workspace.load();
    this.#workspace = workspace;
    this.#noteDeletion();
    localStorage.setItem(LAST_OPENED_KEY, id);
    return workspace;
  }

  async renameWorkspace(id: string, name: string): Promise<void> {
    if (this.#workspace?.id === id) {
      await this.#workspace.rename(name);
      return;
    }
    const record = this.#workspaces.find((each) => each.id === id);
    if (record) await this.#repo.save({ ...record, name });
    await this.#changed();
  }

  /** Can be undone for a week; then the data go. */
  async deleteWorkspace(id: string): Promise<void> {
    if (this.#workspace?.id === id) {
      this.#workspace.close();
      this.#workspace = null;
      this.#lock.release();
    }
    const record = this.#workspaces.find((each) => each.id === id);
    if (record) await this.#repo.save({ ...record, deleted: Date.now() });
    await this.#changed();
  }

  async restoreWorkspace(id: string): Promise<void> {
    const record = this.#workspaces.find((each) => each.id === id);
    if (record) {
      const { deleted: _, ...kept } = record;
      await this.#repo.save(kept);
    }
    await this.#changed();
  }

  /** Removes a deleted workspace for good, with the vectors that no other holds. */
  async purgeWorkspace(id: string): Promise<void> {
    await this.#repo.purge(id);
    await this.#changed();
    await dropUnusedVectors(this.#repo, this.#vectors);
    await this.#refresh();
  }

  /** Opens the project's own sample in a workspace of its own. */
  async openSample(): Promise<void> {
    const files = await sampleFiles();
    const workspace = await this.createWorkspace(SAMPLE);
    await workspace.intake.addSample(files);
  }

  get #repo(): WorkspaceRepository {
    if (!this.#repository) {
      throw new TouchstoneError('no-storage', 'The data of this page could not be opened.');
    }
    return this.#repository;
  }

  get #vectors(): VectorRepository {
    return new VectorRepository(this.#database!);
  }

  async #purgeExpired(): Promise<void> {
    const expired = (await this.#repo.list()).filter(
      ({ deleted }) => deleted !== undefined && Date.now() - deleted > UNDO_DELETION_MS,
    );
    for (const { id } of expired) await this.#repo.purge(id);
    if (expired.length > 0) await dropUnusedVectors(this.#repo, this.#vectors);
  }

  async #refresh(): Promise<void> {
    this.#workspaces = await this.#repo.list();
    this.#noteDeletion();
    this.#sizes = await this.#repo.sizes();
    this.#persistent = await isPersistent();
    this.#usedBytes = (await navigator.storage?.estimate?.())?.usage ?? null;
  }

  /** What the open workspace still wrote would bring back a part of what another tab has deleted. */
  #noteDeletion(): void {
    const open = this.#workspace;
    if (!open || open === this.#deleted || this.workspaces.some(({ id }) => id === open.id)) return;
    this.#deleted = open;
    open.becomeReadOnly();
    this.#lock.release();
    this.report(
      new TouchstoneError(
        'workspace-deleted',
        `“${open.name}” was deleted in another tab, so nothing more is stored here. To go on with it, restore it in the list of workspaces and open it again.`,
      ),
    );
  }

  async #changed(): Promise<void> {
    await this.#refresh();
    this.#changes.postMessage('changed');
  }
}
