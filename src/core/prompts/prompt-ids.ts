import { contentId } from './content-hash';

const MAX_ID_CHARS = 256;

/** A usable id of a record: a short text or a number; else null. */
export function readId(value: unknown): string | null {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'bigint')
    return null;
  const id = String(value).trim();
  return id !== '' && id.length <= MAX_ID_CHARS ? id : null;
}

interface Identified {
  readonly key: string;
  readonly givenId: string | null;
}

/** An id for each, all different: the file's where only one bears it, else the content's. */
export function uniqueIds<T extends Identified>(drafts: readonly T[]): Map<T, string> {
  const bearers = new Map<string, number>();
  for (const { givenId } of drafts) {
    if (givenId !== null) bearers.set(givenId, (bearers.get(givenId) ?? 0) + 1);
  }
  const taken = new Set<string>(bearers.keys());
  return new Map(
    drafts.map((draft) => {
      const given = draft.givenId;
      if (given !== null && bearers.get(given) === 1) return [draft, given];
      const id = freeId(contentId(draft.key), taken);
      taken.add(id);
      return [draft, id];
    }),
  );
}

/** `id`, or `id-2`, `id-3`, … where it is taken. */
export function freeId(id: string, taken: { has(id: string): boolean }): string {
  let free = id;
  for (let n = 2; taken.has(free); n++) free = `${id}-${n}`;
  return free;
}
