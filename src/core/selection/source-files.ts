import type { Prompt } from '../data';
import { contentHash } from '../prompts/content-hash';
import { sourcesOf } from '../prompts/prompt-sources';
import { groupBy } from './systematic-sample';

/** A file that prompts came from, as a manifest names it. */
export interface SourceFile {
  readonly name: string;
  /** Of the file's bytes; null where these are no longer at hand, as in a workspace. */
  readonly sha256: string | null;
  /** Over ids and texts of its prompts; null for files that hold none. */
  readonly contentHash: string | null;
}

/** Content hash over ids and texts, in order. */
export function promptsHash(prompts: readonly Pick<Prompt, 'id' | 'text'>[]): string {
  return contentHash(prompts.map(({ id, text }) => JSON.stringify([id, text])).join('\n'));
}

/** The sources of a workspace's prompts, by their names. */
export function sourceFiles(prompts: readonly Prompt[]): SourceFile[] {
  const held = prompts.flatMap((prompt) => sourcesOf(prompt).map((name) => ({ name, prompt })));
  return Array.from(
    groupBy(held, ({ name }) => name),
    ([name, own]) => ({
      name,
      sha256: null,
      contentHash: promptsHash(own.map(({ prompt }) => prompt)),
    }),
  );
}
