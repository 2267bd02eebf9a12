import { TouchstoneError } from '../core/data';
import { defaultContextColumn } from '../core/prompts/context-column';
import type { ImportOptions } from '../core/prompts/import-options';
import { previewPrompts } from '../stages/prompt-file-reader';
import type { PromptFilePreview } from '../readers/prompt-file';

/** Options that change what the preview shows. */
const LOOKED_AT: readonly (keyof ImportOptions)[] = ['sheet', 'encoding', 'kind', 'delimiter'];

/** One dropped file with what was found in it and what the user decided. */
export class FileChoice {
  readonly file: File;
  #preview = $state.raw<PromptFilePreview | null>(null);
  #error = $state.raw<Error | null>(null);
  #looking = $state(true);
  #options = $state.raw<ImportOptions>({});
  /** Counts looks, so that an older one does not overwrite a newer. */
  #look = 0;

  constructor(file: File) {
    this.file = file;
  }

  get preview(): PromptFilePreview | null {
    return this.#preview;
  }
  get error(): string | null {
    return this.#error?.message ?? null;
  }
  /** There is text, but no record was found in it: read in another way, there may be. */
  get misread(): boolean {
    return this.#error instanceof TouchstoneError && this.#error.code === 'no-prompts';
  }
  get looking(): boolean {
    return this.#looking;
  }
  get options(): ImportOptions {
    return this.#options;
  }
  get promptColumn(): string | null {
    return this.#options.promptColumn ?? this.#preview?.promptColumn ?? null;
  }
  /** Null: no text is joined to the prompts. */
  get contextColumn(): string | null {
    const { contextColumn } = this.#options;
    return contextColumn === undefined
      ? defaultContextColumn(this.#preview?.contextColumns ?? [], this.promptColumn)
      : contextColumn;
  }
  /** Null: ids from the content. */
  get idColumn(): string | null {
    const { idColumn } = this.#options;
    return idColumn === undefined ? (this.#preview?.idColumn ?? null) : idColumn;
  }
  /** Null: the file brings no vectors, or they are not wanted. */
  get vectorColumn(): string | null {
    const { vectorColumn } = this.#options;
    return vectorColumn === undefined ? (this.#preview?.vectorColumn ?? null) : vectorColumn;
  }
  get ready(): boolean {
    return this.#preview !== null && this.promptColumn !== null;
  }

  choose(change: ImportOptions): void {
    this.#options = { ...this.#options, ...change };
    if (LOOKED_AT.some((name) => name in change)) void this.look();
  }

  async look(): Promise<void> {
    const look = ++this.#look;
    this.#looking = true;
    this.#error = null;
    try {
      const { promptColumn: _, ...options } = this.#options;
      const preview = await previewPrompts(this.file, this.file.name, options);
      if (look !== this.#look) return;
      this.#preview = preview;
      this.#forgetMissing(preview.columns);
    } catch (error) {
      if (look !== this.#look) return;
      this.#preview = null;
      this.#error = error as Error;
    }
    this.#looking = false;
  }

  /** Read in another way, a file has other columns. */
  #forgetMissing(columns: readonly string[]): void {
    const { promptColumn, contextColumn, idColumn, vectorColumn } = this.#options;
    const gone = (column?: string | null) => column && !columns.includes(column);
    if (gone(promptColumn)) this.choose({ promptColumn: undefined });
    if (gone(contextColumn)) this.choose({ contextColumn: undefined });
    if (gone(idColumn)) this.choose({ idColumn: undefined });
    if (gone(vectorColumn)) this.choose({ vectorColumn: undefined });
  }
}
