import MiniSearch from 'minisearch';
import type { Prompt } from '../core/data';

const MAX_INDEXED_CHARACTERS = 5_000;
const INDEXED_AT_ONCE = 200;

/** Full-text search over the prompts; the index is built at the first search, in slices. */
export class PromptSearch {
  #index: Promise<MiniSearch> | null = null;
  #prompts: readonly Prompt[] | null = null;

  /** Prompt indices with their score, best first. */
  async search(
    prompts: readonly Prompt[],
    query: string,
  ): Promise<{ index: number; score: number }[]> {
    if (!this.#index || this.#prompts !== prompts) {
      this.#prompts = prompts;
      this.#index = this.#build(prompts);
    }
    const found = (await this.#index).search(query, {
      prefix: true,
      fuzzy: 0.1,
      combineWith: 'AND',
    });
    return found.map(({ id, score }) => ({ index: id as number, score }));
  }

  async #build(prompts: readonly Prompt[]): Promise<MiniSearch> {
    const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });
    const index = new MiniSearch({
      fields: ['text'],
      tokenize: (text) =>
        [...segmenter.segment(text)].filter((each) => each.isWordLike).map((each) => each.segment),
    });
    await index.addAllAsync(
      prompts.map(({ text }, id) => ({ id, text: text.slice(0, MAX_INDEXED_CHARACTERS) })),
      { chunkSize: INDEXED_AT_ONCE },
    );
    return index;
  }
}
