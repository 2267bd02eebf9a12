import { createContext } from 'svelte';
import type { BattleReadOptions } from '../../core/formats/battle-record';
import { purposeOf, type FilePurpose } from '../../stages/import-battles';
import type { ImportFile } from '../../stages/import-prompts';
import { ImportDraft } from '../../workspace/import-draft.svelte';
import type { Touchstone } from '../../workspace/touchstone.svelte';

const baseName = (name: string) => name.replace(/\.[^.]+(\.gz)?$/, '');

/** Takes files, wherever they come from, to where they belong by what they hold. */
export class FileDrop {
  /** Prompts whose columns the user is to check first. */
  #draft = $state.raw<ImportDraft | null>(null);
  /** Judgments of which the user is to say first how they count. */
  #judgments = $state.raw<readonly File[]>([]);
  #looking = $state(false);
  readonly #app: Touchstone;

  constructor(app: Touchstone) {
    this.#app = app;
  }

  get draft(): ImportDraft | null {
    return this.#draft;
  }
  get judgments(): readonly File[] {
    return this.#judgments;
  }
  /** The files' contents are being told. */
  get looking(): boolean {
    return this.#looking;
  }

  /** Never throws: what goes wrong is reported. */
  async take(files: readonly File[]): Promise<void> {
    if (files.length === 0) return;
    this.#looking = true;
    try {
      const purposes = await Promise.all(files.map((file) => purposeOf(file)));
      const of = (purpose: FilePurpose) => files.filter((_, i) => purposes[i] === purpose);
      const battles = of('battles');
      const leaderboards = of('leaderboard');
      const prompts = of('prompts');
      const vectors = of('vectors');
      this.#judgments = [...this.#judgments, ...of('judgments')];
      if (battles.length > 0) await this.#addBattles(battles);
      if (leaderboards.length > 0) await this.#addLeaderboards(leaderboards);
      // Arrays have no columns to choose; alone they go in at once.
      if (prompts.length > 0) this.#draft = new ImportDraft(prompts, vectors);
      else if (vectors.length > 0) {
        await this.addPrompts(vectors.map((blob) => ({ name: blob.name, blob })));
      }
    } catch (error) {
      this.#app.report(error);
    } finally {
      this.#looking = false;
    }
  }

  async addPrompts(files: readonly ImportFile[]): Promise<void> {
    try {
      await (await this.#workspace(files[0].name)).intake.addFiles(files);
    } catch (error) {
      this.#app.report(error);
    }
  }

  cancel(): void {
    this.#draft = null;
  }

  /** Reads the judgments that wait, counted as the user says; null for not at all. */
  async readJudgments(options: BattleReadOptions | null): Promise<void> {
    const files = this.#judgments;
    this.#judgments = [];
    if (options === null) return;
    try {
      await this.#addBattles(files, options);
    } catch (error) {
      this.#app.report(error);
    }
  }

  async #addBattles(files: readonly File[], options?: BattleReadOptions): Promise<void> {
    const workspace = await this.#workspace(files[0].name);
    location.hash = '#/ranking';
    await workspace.intake.addBattles(files.map((blob) => ({ name: blob.name, blob, options })));
  }

  async #addLeaderboards(files: readonly File[]): Promise<void> {
    const workspace = await this.#workspace(files[0].name);
    location.hash = '#/ranking/quality';
    workspace.intake.dropLeaderboards(files);
  }

  async #workspace(name: string) {
    return this.#app.workspace ?? (await this.#app.createWorkspace(baseName(name)));
  }
}

const [useFileDrop, provideFileDrop] = createContext<FileDrop>();
export { useFileDrop, provideFileDrop };
