import type { Prompt, Turn } from '../data';
import { joinedFields } from './joined-fields';

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
}

/** Counts an equal record with the draft that came first, which keeps its ids as other names and takes the fields it lacks. */
export function mergeDraft(first: Draft, equal: Draft): void {
  first.count += equal.count;
  first.fields = joinedFields(first.fields, equal.fields);
  for (const id of [equal.givenId, ...(equal.aliases ?? [])])
    if (id !== null && id !== first.givenId) (first.aliases ??= new Set()).add(id);
}
