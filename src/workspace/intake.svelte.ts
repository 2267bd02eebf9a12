import { TouchstoneError } from '../core/data';
import { addFiles } from '../stages/add-files';
import { appendPrompts, type ImportFile } from '../stages/import-prompts';
import type { PromptFileReader } from '../stages/prompt-file-reader';
import type { SampleFiles } from '../stages/sample';
import { sampleBattles } from '../stages/sample-battles';
import type { Battles, BattleSource } from './battles.svelte';
import type { GivenVectors } from './embedding-record';
import type { History } from './history.svelte';
import { Job } from './job.svelte';
import { WorkspaceContents, type Contents } from './workspace-contents.svelte';
import type { WorkspaceStore } from './workspace-store.svelte';

const UNEMBEDDED_STAGE = 'unembedded';

/** The parts of a workspace that what comes in concerns. */
export interface IntakeServices {
  readonly store: WorkspaceStore;
  readonly history: History;
  readonly battles: Battles;
  /** Takes the vectors that came with the prompts. */
  takeVectors(given: GivenVectors | null, preferred?: boolean): Promise<void>;
  takeLabels(table: ImportFile): Promise<void>;
  /** Brings what is computed up to date with the prompts. */
  process(): Promise<void>;
  /** Before prompts are taken away again: remembers what hangs on them, and brings it back. */
  snapshot(): () => void;
  cancel(): void;
  attempt(work: () => Promise<unknown>): Promise<void>;
  /** Default: in a worker. */
  readonly read?: PromptFileReader;
}

/** What comes into a workspace: prompts, vectors, labels, battles. */
export class Intake {
  readonly job = new Job('Import', 'bytes');
  /** The prompts came with battles, and the user has not asked for a map of them. */
  #unembedded = $state(false);
  /** Leaderboards that were dropped and wait for the Quality tab. */
  #leaderboards = $state.raw<readonly File[]>([]);
  /** What replaces the contents, settled or not: each starts from what the one before it left. */
  #last: Promise<unknown> = Promise.resolve();
  /** Counts steps back and forward, which end what is being added. */
  #steps = 0;
  #closed = false;
  readonly #contents: WorkspaceContents;
  readonly #services: IntakeServices;

  constructor(services: IntakeServices) {
    this.#services = services;
    this.#contents = new WorkspaceContents(services.store);
  }

  get contents(): Contents {
    return this.#contents.now;
  }
  get unembedded(): boolean {
    return this.#unembedded;
  }
  get leaderboards(): readonly File[] {
    return this.#leaderboards;
  }

  async load(): Promise<void> {
    await this.#contents.load();
    const { store } = this.#services;
    this.#unembedded = (await store.stage<boolean>(UNEMBEDDED_STAGE))?.result ?? false;
  }

  /**
   * Adds the prompts of files; what was there stays as it is, also when nothing could be read or
   * kept. Can be undone.
   * @param labels a table of labels that comes with them
   */
  async addFiles(files: readonly ImportFile[], labels?: ImportFile): Promise<void> {
    const { attempt, takeLabels, process } = this.#services;
    await attempt(async () => {
      await this.#add(files, () => this.#import(files));
      if (labels) await takeLabels(labels);
      await process();
    });
  }

  /** The project's own sample: prompts, seed labels, simulated judgments with written reasons. */
  async addSample({ prompts, labels, explanations }: SampleFiles): Promise<void> {
    const { attempt, takeLabels, process } = this.#services;
    await attempt(async () => {
      const files = [{ name: 'Sample', blob: prompts }];
      await this.#add(files, () => this.#import(files));
      await takeLabels({ name: 'seed-labels.csv', blob: labels });
      const battles = sampleBattles(this.contents.prompts, explanations);
      await Promise.all([this.addBattles([battles]), process()]);
    });
  }

  /**
   * Adds files of battles, with the prompts whose texts they hold. Prompts that come this way into
   * an empty workspace are not embedded until the user asks for it: a ranking needs no vectors.
   */
  async addBattles(sources: readonly BattleSource[]): Promise<void> {
    const { attempt, process } = this.#services;
    for (const source of sources) {
      await attempt(async () => {
        const brought = await this.#add([source], () => this.#importBattles(source));
        if (brought && !this.#unembedded) await process();
      });
    }
  }

  dropLeaderboards(files: readonly File[]): void {
    this.#leaderboards = [...this.#leaderboards, ...files];
  }
  takeLeaderboards(): readonly File[] {
    const files = this.#leaderboards;
    this.#leaderboards = [];
    return files;
  }

  async setUnembedded(unembedded: boolean): Promise<void> {
    if (this.#unembedded === unembedded) return;
    this.#unembedded = unembedded;
    await this.#services.store.saveStage(UNEMBEDDED_STAGE, UNEMBEDDED_STAGE, unembedded);
  }

  close(): void {
    this.#closed = true;
    this.job.cancel();
  }

  async #import(files: readonly ImportFile[]): Promise<void> {
    const { store, history, takeVectors, snapshot, read } = this.#services;
    store.requireWritable();
    const before = this.contents;
    const held = before.given?.vectors ?? null;
    const { vectors, ...added } = await this.job.run((control) =>
      addFiles(files, before.prompts, held, control, read),
    );
    const bringBack = snapshot();
    const version = crypto.randomUUID();
    const given = vectors === held ? before.given : vectors && { version, vectors };
    const after = { ...added, given };
    await this.#contents.replace(after);
    await takeVectors(given, given !== before.given);
    history.remember({
      label: `Import ${nameAll(files)}`,
      redo: () => this.#restore(before, after),
      undo: () => this.#restore(after, before, bringBack),
    });
  }

  /** @returns whether the battles brought prompts, which have no vectors of their own */
  async #importBattles(source: BattleSource): Promise<boolean> {
    const { store, battles, takeVectors } = this.#services;
    store.requireWritable();
    const before = this.contents;
    const { prompts, addedPrompts } = await battles.add(source, before.prompts);
    if (addedPrompts === 0) return false;
    const lost = before.given !== null && {
      summary: `${source.name} brought ${addedPrompts.toLocaleString()} prompts without vectors, so those of the files are not used any more. Bring vectors for all, or embed all here.`,
    };
    await this.#contents.replace({ ...before, prompts, given: null, ...lost });
    await takeVectors(null);
    if (before.prompts.length === 0) await this.setUnembedded(true);
    return true;
  }

  /** Goes between what an import found and what it left; prompts that battles have brought since stay. */
  #restore(from: Contents, to: Contents, bringBack?: () => void): void {
    const { cancel, attempt, takeVectors, process } = this.#services;
    this.#steps++;
    cancel();
    void attempt(async () => {
      await this.#inTurn(async () => {
        const later = this.contents.prompts.slice(from.prompts.length);
        const prompts = await appendPrompts(to.prompts, later);
        const next = later.length === 0 ? to : { ...to, prompts, given: null };
        await this.#contents.replace(next);
        await takeVectors(next.given);
        bringBack?.();
      });
      await process();
    });
  }

  /**
   * Adds in turn.
   * @throws {TouchstoneError} of `work`; `import-stopped` where a step of undo came first
   */
  async #add<T>(files: readonly { readonly name: string }[], work: () => Promise<T>): Promise<T> {
    const steps = this.#steps;
    const stopped = () =>
      new TouchstoneError(
        'import-stopped',
        `${nameAll(files)} was not added, as an earlier step was undone or redone meanwhile. Add it again.`,
      );
    try {
      return await this.#inTurn(() => {
        if (steps !== this.#steps) throw stopped();
        return work();
      });
    } catch (error) {
      const cancelled = error instanceof DOMException && error.name === 'AbortError';
      throw cancelled && steps !== this.#steps ? stopped() : error;
    }
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(() => {
      if (this.#closed) throw new DOMException('The workspace was closed', 'AbortError');
      return work();
    });
    this.#last = turn.catch(() => {});
    return turn;
  }
}

const nameAll = (files: readonly { readonly name: string }[]) =>
  files.map(({ name }) => name).join(', ');
