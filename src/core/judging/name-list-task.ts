import { isUntypedRecord } from '../formats/record-value';
import { jsonInReply } from './json-reply';
import { indicesOf, reasonOf } from './reply-fields';
import type { Parsed } from './tag-task';

export interface NamedTags {
  /** In the order of the given names. */
  readonly names: readonly string[];
  readonly reason: string;
}

/**
 * A reply that picks some of the given names: a JSON list of names or numbers, or an object that
 * holds one under `member`. A name that is none of them makes it unparsed.
 */
export function parseNames(
  reply: string,
  member: string,
  names: readonly string[],
): Parsed<NamedTags> {
  for (const value of jsonInReply(reply).reverse()) {
    const inner = isUntypedRecord(value) ? value[member] : value;
    const list = typeof inner === 'string' ? [inner] : inner;
    if (!Array.isArray(list)) continue;
    const indices = indicesOf(list, names);
    if (typeof indices === 'string') {
      return { ok: false, reason: `${indices} is none of the names asked for` };
    }
    const picked = indices.map((index) => names[index]);
    return { ok: true, value: { names: picked, reason: reasonOf(value) } };
  }
  return { ok: false, reason: `there is no list "${member}"` };
}
