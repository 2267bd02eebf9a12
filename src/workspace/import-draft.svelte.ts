import { isNpy } from '../stages/add-files';
import type { ImportFile } from '../stages/import-prompts';
import { FileChoice } from './file-choice.svelte';

/** Files that the user is about to import, with what was found in each and what they decided. */
export class ImportDraft {
  readonly choices: readonly FileChoice[];
  /** Files that hold vectors and nothing else. */
  readonly arrays: readonly File[];

  private constructor(choices: readonly FileChoice[], arrays: readonly File[]) {
    this.choices = choices;
    this.arrays = arrays;
  }

  /** Looks at the files; the previews come while the draft is shown. */
  static async open(files: readonly File[]): Promise<ImportDraft> {
    const areArrays = await Promise.all(files.map(isNpy));
    const choices = files.filter((_, i) => !areArrays[i]).map((file) => new FileChoice(file));
    for (const choice of choices) void choice.look();
    return new ImportDraft(
      choices,
      files.filter((_, i) => areArrays[i]),
    );
  }

  /** Nothing to decide: arrays have no columns. */
  get settled(): boolean {
    return this.choices.length === 0;
  }
  get ready(): boolean {
    return (
      this.choices.some((choice) => choice.ready) && this.choices.every(({ looking }) => !looking)
    );
  }

  /** What is imported: all that can be read. */
  get files(): readonly ImportFile[] {
    const readable = this.choices.filter((choice) => choice.ready);
    return [
      ...readable.map(({ file, options }) => ({ name: file.name, blob: file, options })),
      ...this.arrays.map((file) => ({ name: file.name, blob: file })),
    ];
  }

  /** A name for a workspace that begins with these files. */
  get name(): string {
    const first = this.choices[0]?.file ?? this.arrays[0];
    return first.name.replace(/\.[^.]+(\.gz)?$/, '') || first.name;
  }
}
