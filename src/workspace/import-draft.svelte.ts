import type { ImportFile } from '../stages/import-prompts';
import { FileChoice } from './file-choice.svelte';

/** Files that the user is about to import, with what was found in each and what they decided. */
export class ImportDraft {
  readonly choices: readonly FileChoice[];
  /** Files that hold the vectors of the prompts beside them, and nothing else. */
  readonly arrays: readonly File[];

  /** Looks into the files; the previews come while the draft is shown. */
  constructor(prompts: readonly File[], arrays: readonly File[]) {
    this.choices = prompts.map((file) => new FileChoice(file));
    this.arrays = arrays;
    for (const choice of this.choices) void choice.look();
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
}
