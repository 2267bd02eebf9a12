import type { ImportOptions } from '../../core/prompts/import-options';
import { previewPrompts } from '../../stages/prompt-file-reader';
import type { PromptFilePreview } from '../../readers/prompt-file';

/** One dropped file with what was found in it and what the user decided. */
export class FileChoice {
  readonly file: File;
  #preview = $state.raw<PromptFilePreview | null>(null);
  #error = $state<string | null>(null);
  #looking = $state(true);
  #options = $state.raw<ImportOptions>({});

  constructor(file: File) {
    this.file = file;
  }

  get preview(): PromptFilePreview | null {
    return this.#preview;
  }
  get error(): string | null {
    return this.#error;
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
  get ready(): boolean {
    return this.#preview !== null && this.promptColumn !== null;
  }

  choose(change: ImportOptions): void {
    this.#options = { ...this.#options, ...change };
    if ('sheet' in change || 'encoding' in change) void this.look();
  }

  async look(): Promise<void> {
    this.#looking = true;
    this.#error = null;
    try {
      this.#preview = await previewPrompts(this.file, this.file.name, this.#options);
    } catch (error) {
      this.#preview = null;
      this.#error = (error as Error).message;
    } finally {
      this.#looking = false;
    }
  }
}
