import type { Prompt, Turn } from '../data';
import { joinedFields } from './joined-fields';
import { promptKey } from './prompt-key';
import { fromPromptRecord } from './prompt-record';

/** A record of a file on its way to a prompt. */
export interface Draft {
  readonly key: string;
  readonly givenId: string | null;
  readonly text: string;
  readonly turns: readonly Turn[];
  fields: Prompt['fields'];
  readonly position: number;
  /** What the file states. */
  readonly language: string | null;
  /** What the app's own form brings along or was measured on reading; null until the subsample is drawn. */
  known: Pick<Prompt, 'language' | 'words' | 'source'> | null;
  count: number;
  /** Ids of equal records; null where there are none. */
  aliases: Set<string> | null;
  /** Further files that held it, the one that is read included where the app's own form names another. */
  otherSources: readonly string[];
}

/**
 * Counts an equal record with the draft that came first, which keeps its ids and files beside its own
 * and takes the fields it lacks.
 */
export function mergeDraft(first: Draft, equal: Draft): void {
  first.count += equal.count;
  first.fields = joinedFields(first.fields, equal.fields);
  for (const id of [equal.givenId, ...(equal.aliases ?? [])])
    if (id !== null && id !== first.givenId) (first.aliases ??= new Set()).add(id);
  if (equal.known && first.known)
    first.otherSources = otherFiles(first.known.source, [
      ...first.otherSources,
      equal.known.source,
      ...equal.otherSources,
    ]);
}

/**
 * A record in the app's own form.
 * @param file that is read, which counts beside the source that the form names
 * @param renamed what a person calls the source, in place of either
 * @throws TouchstoneError as `fromPromptRecord`
 */
export function ownDraft(
  record: Readonly<Record<string, unknown>>,
  position: number,
  file: string,
  renamed: string | undefined,
): Draft {
  const {
    id,
    source,
    language,
    words,
    aliases,
    otherSources = [],
    ...own
  } = fromPromptRecord(record);
  return {
    ...own,
    key: promptKey(own),
    givenId: id,
    position,
    language,
    known: { language, words, source: renamed ?? source },
    aliases: aliases ? new Set(aliases) : null,
    otherSources: renamed ? [] : otherFiles(source, [...otherSources, file]),
  };
}

/** The names, each once, but the one of the source itself. */
function otherFiles(source: string, names: readonly string[]): readonly string[] {
  return [...new Set(names)].filter((name) => name !== source);
}
