import type { Prompt } from '../core/data';
import { addFiles } from '../stages/add-files';
import type { ImportFile } from '../stages/import-prompts';
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
}

/** What comes into a workspace: prompts, vectors, labels, battles. */
export class Intake {
  readonly job = new Job('Import', 'bytes');
  /** The prompts came with battles, and the user has not asked for a map of them. */
  #unembedded = $state(false);
  /** Leaderboards that were dropped and wait for the Quality tab. */
  #leaderboards = $state.raw<readonly File[]>([]);
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
      await this.#import(files);
      if (labels) await takeLabels(labels);
      await process();
    });
  }

  /** The project's own sample: prompts, seed labels, simulated judgments with written reasons. */
  async addSample({ prompts, labels, explanations }: SampleFiles): Promise<void> {
    const { attempt, takeLabels, process } = this.#services;
    await attempt(async () => {
      await this.#import([{ name: 'Sample', blob: prompts }]);
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
    const { store, attempt, battles, process } = this.#services;
    for (const source of sources) {
      await attempt(async () => {
        store.requireWritable();
        const before = this.contents;
        const { prompts, addedPrompts } = await battles.add(source, before.prompts);
        if (addedPrompts === 0) return;
        await this.#replacePrompts(prompts);
        if (before.prompts.length === 0) await this.setUnembedded(true);
        else if (!this.#unembedded) await process();
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

  async #import(files: readonly ImportFile[]): Promise<void> {
    const { store, history, takeVectors, snapshot } = this.#services;
    store.requireWritable();
    const before = this.contents;
    const bringBack = snapshot();
    const held = before.given?.vectors ?? null;
    const { vectors, ...added } = await this.job.run((control) =>
      addFiles(files, before.prompts, held, control),
    );
    const version = crypto.randomUUID();
    const given = vectors === held ? before.given : vectors && { version, vectors };
    const after = { ...added, given };
    await this.#contents.replace(after);
    await takeVectors(given, given !== before.given);
    history.remember({
      label: `Import ${files.map(({ name }) => name).join(', ')}`,
      redo: () => this.#restore(after),
      undo: () => this.#restore(before, bringBack),
    });
  }

  /** Prompts that came with battles have no vectors of their own. */
  async #replacePrompts(prompts: readonly Prompt[]): Promise<void> {
    await this.#contents.replace({ ...this.contents, prompts, given: null });
    await this.#services.takeVectors(null);
  }

  /** Goes back or forward to what an import left. */
  #restore(contents: Contents, bringBack?: () => void): void {
    const { cancel, attempt, takeVectors, process } = this.#services;
    cancel();
    void attempt(async () => {
      await this.#contents.replace(contents);
      await takeVectors(contents.given);
      bringBack?.();
      await process();
    });
  }
}
