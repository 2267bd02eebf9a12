import { sum } from 'd3-array';
import { TouchstoneError, type Battle, type Prompt } from '../core/data';
import type { BattleRecord } from '../core/formats/battle-record';
import type { BattleTexts } from '../core/formats/battle-texts';
import type { WrittenForm } from '../core/formats/written-form';
import { battlesOf, type BattleBlock } from '../core/ranking/battle-block';
import { battlesByPrompt } from '../stages/battles-by-prompt';
import {
  importBattles,
  type BattleFileReader,
  type BattleImport,
  type BattleImportFile,
} from '../stages/import-battles';
import { judgedBattleReader } from '../stages/judged-battles';
import { writeForm } from '../stages/write-form';
import type { BattleRepository } from '../storage/battles';
import type { BattleFileRecord } from '../storage/database';
import { recordOf, withModelRenamed, withNames, type LoadedBattleFile } from './battle-file';
import type { HeldBattles } from './battle-sink';
import type { History } from './history.svelte';
import { Job } from './job.svelte';
import type { WorkspaceStore } from './workspace-store.svelte';

export interface BattlesServices {
  readonly store: WorkspaceStore;
  readonly repository: BattleRepository;
  readonly history: History;
  /** Called after files came or went. */
  onChange(): void;
  report(error: unknown): void;
}

export interface BattleSource extends BattleImportFile {
  /** Default: a file, read in a worker. */
  readonly read?: BattleFileReader;
  readonly simulated?: boolean;
}

/** The workspace's battles, by the files that they came in. */
export class Battles {
  readonly job = new Job('Battles', 'bytes');
  #files = $state.raw<readonly LoadedBattleFile[]>([]);
  /** The file that the user is adding, settled or not; a newer one cancels it. */
  #adding: Promise<unknown> = Promise.resolve();
  /** Battles on their way from a run or a person: nothing cancels them, and they cancel nothing. */
  #receiving: Promise<unknown> = Promise.resolve();
  readonly #services: BattlesServices;

  constructor(services: BattlesServices) {
    this.#services = services;
  }

  /** In the order in which they were added; with form, rows, dropped counts and errors. */
  get files(): readonly LoadedBattleFile[] {
    return this.#files;
  }
  /** All battles as column blocks. */
  get blocks(): readonly BattleBlock[] {
    return this.#files.flatMap(({ blockList }) => blockList);
  }
  get count(): number {
    return sumOf(this.#files);
  }
  /** Battles under a file's name. */
  heldOf(name: string): HeldBattles {
    const files = this.#named(name);
    const weights = files.flatMap(({ blockList }) => blockList.map(({ weight }) => sum(weight)));
    return { count: sumOf(files), weight: sum(weights) };
  }
  /** Rows and games that were left out, by reason, over all files. */
  get dropped(): Readonly<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const { dropped } of this.#files) {
      for (const [reason, count] of Object.entries(dropped)) {
        counts[reason] = (counts[reason] ?? 0) + count;
      }
    }
    return counts;
  }
  /** Some battles are the simulator's. */
  get simulated(): boolean {
    return this.#files.some(({ simulated }) => simulated);
  }

  /** All battles one at a time, as objects. A million take a second: use a worker above some 10,000. */
  *records(): Generator<Battle> {
    yield* battlesOf(this.blocks);
  }

  /** Battles of files with their texts, as a file of that form. @param prompts of the workspace */
  write(
    files: readonly LoadedBattleFile[],
    prompts: readonly Prompt[],
    form: WrittenForm<BattleRecord>,
  ): Promise<Blob> {
    const texts = new Map(prompts.map(({ id, text }) => [id, text]));
    return writeForm(battlesByPrompt(files, this.#services.repository, texts), form);
  }

  async load(): Promise<void> {
    const { store, repository } = this.#services;
    const workspace = store.record.id;
    await store.write(() => repository.sweep(workspace), { quiet: true });
    const files: LoadedBattleFile[] = [];
    for (const record of await repository.files(workspace)) {
      const blocks = await Promise.all(
        Array.from({ length: record.blocks }, (_, n) => repository.block(workspace, record.id, n)),
      );
      const blockList = blocks.filter((block) => block !== undefined);
      files.push({ ...record, blockList: blockList.map((block) => withNames(block, record)) });
    }
    this.#files = files;
  }

  /**
   * Adds a file of battles.
   * @param existing prompts of the workspace, which those of the file join
   * @returns all prompts, and what the file gave
   */
  add(source: BattleSource, existing: readonly Prompt[]): Promise<BattleImport> {
    const added = this.#receiving.then(() => this.#add(source, existing));
    this.#adding = added.catch(() => {});
    return added;
  }

  async #add(source: BattleSource, existing: readonly Prompt[]): Promise<BattleImport> {
    const { store, repository } = this.#services;
    const workspace = store.record.id;
    const id = crypto.randomUUID();
    const added = await this.job.run((control) =>
      importBattles(
        source,
        existing,
        {
          saveBlock: (number, block) =>
            store.write(() => repository.saveBlock(workspace, id, number, block), { quiet: true }),
          saveTexts: (block, part, texts) =>
            store.write(() => repository.saveTexts(workspace, id, block, part, texts), {
              quiet: true,
            }),
        },
        control,
        source.read,
      ),
    );
    const { name, form, rows, battles, answered, assumed, dropped, errors, lengthUnit, blocks } =
      added;
    const record: BattleFileRecord = {
      workspace,
      id,
      name,
      added: Date.now(),
      form,
      rows,
      battles,
      answered,
      blocks: blocks.length,
      dropped: { ...dropped },
      errors,
      lengthUnit,
      ...(assumed && { assumed }),
      simulated: source.simulated ?? false,
    };
    await store.write(() => repository.saveFile(record));
    this.#replace([...this.#files, { ...record, blockList: blocks }]);
    return added;
  }

  /**
   * Takes over the battles of a judge run, in place of what came under the same name before.
   * @param undoLabel makes it a step that can be undone until the workspace is opened anew
   */
  receive(
    name: string,
    battles: readonly BattleRecord[],
    existing: readonly Prompt[],
    undoLabel?: string,
  ): Promise<void> {
    const { store, repository, history } = this.#services;
    const received = Promise.all([this.#adding, this.#receiving]).then(async () => {
      const earlier = this.#named(name);
      if (battles.length > 0) {
        await this.#add({ name, blob: new Blob(), read: judgedBattleReader(battles) }, existing);
      }
      this.#replace(this.#files.filter((file) => !earlier.includes(file)));
      for (const { id, workspace } of earlier) {
        await store.write(() => repository.removeFile(workspace, id));
      }
      if (undoLabel === undefined) return;
      const came = this.#named(name);
      history.remember({
        label: undoLabel,
        redo: () => this.#swap(name, came),
        undo: () => this.#swap(name, earlier),
      });
    });
    this.#receiving = received.catch(() => {});
    return received;
  }

  #named(name: string): readonly LoadedBattleFile[] {
    return this.#files.filter((file) => file.name === name);
  }

  /** Shows other files under a name; the blocks of both are on the disk. */
  #swap(name: string, files: readonly LoadedBattleFile[]): void {
    const { repository } = this.#services;
    const gone = this.#named(name);
    this.#replace([...this.#files.filter((file) => file.name !== name), ...files]);
    for (const { id, workspace } of gone) this.#keep(() => repository.removeFile(workspace, id));
    for (const file of files) this.#keep(() => repository.saveFile(recordOf(file)));
  }

  /** Takes a file away; can be undone until the workspace is opened anew. */
  remove(id: string): void {
    const at = this.#files.findIndex((file) => file.id === id);
    if (at < 0) return;
    const file = this.#files[at];
    const { repository } = this.#services;
    this.#services.history.run({
      label: `Remove ${file.name}`,
      redo: () => {
        this.#replace(this.#files.filter((each) => each.id !== id));
        this.#keep(() => repository.removeFile(file.workspace, id));
      },
      undo: () => {
        this.#replace([...this.#files.slice(0, at), file, ...this.#files.slice(at)]);
        this.#keep(() => repository.saveFile(recordOf(file)));
      },
    });
  }

  /**
   * Calls a model of a file otherwise: a baseline that the form does not name, or one model under two
   * names in two files. Can be undone.
   * @throws TouchstoneError `name-taken` where the file has another model of that name
   */
  rename(id: string, from: string, to: string): void {
    const before = this.#files.find((file) => file.id === id);
    if (!before || from === to) return;
    if (before.blockList.some(({ models }) => models.includes(to))) {
      throw new TouchstoneError(
        'name-taken',
        `${before.name} has another model "${to}" already. Choose a name that is free there.`,
      );
    }
    const after = withModelRenamed(before, from, to);
    const show = (file: LoadedBattleFile) => {
      this.#replace(this.#files.map((each) => (each.id === id ? file : each)));
      this.#keep(() => this.#services.repository.saveFile(recordOf(file)));
    };
    this.#services.history.run({
      label: `Rename ${from} in ${before.name}`,
      redo: () => show(after),
      undo: () => show(before),
    });
  }

  /** What answers and judge said in a part of a file's block; empty where it holds no texts. */
  texts(file: string, block: number, part: number): Promise<readonly BattleTexts[]> {
    const { store, repository } = this.#services;
    return repository.texts(store.record.id, file, block, part);
  }

  #replace(files: readonly LoadedBattleFile[]): void {
    this.#files = files;
    this.#services.onChange();
  }

  #keep(write: () => Promise<void>): void {
    this.#services.store.write(write).catch((error: unknown) => this.#services.report(error));
  }
}

function sumOf(files: readonly LoadedBattleFile[]): number {
  return sum(files, ({ battles }) => battles);
}
