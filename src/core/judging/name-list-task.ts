import type { Parsed } from './parsed';
import { parsePicks, type Choice, type Lone } from './picks';

export interface NamedTags {
  /** In the order of the given names. */
  readonly names: readonly string[];
  readonly reason: string;
}

/** A reply that picks some of the given names, under `member` where it is an object. */
export function parseNames(
  reply: string,
  member: string,
  choices: readonly Choice[],
  lone?: Lone,
): Parsed<NamedTags> {
  const parsed = parsePicks(reply, [member], choices, lone);
  if (!parsed.ok) return parsed;
  const { picked, reason } = parsed.value;
  return { ok: true, value: { names: picked.map((index) => choices[index].name), reason } };
}
