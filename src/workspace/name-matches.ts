import type { NamedLeaderboard } from '../core/quality/benchmark-comparison';
import type { Aliases } from '../core/quality/leaderboard';

/** How the names of one leaderboard match those of the reference, after aliases. */
export interface NameMatch {
  readonly id: string;
  /** Names in the leaderboard. */
  readonly names: number;
  /** As they stand in the leaderboard. */
  readonly unmatched: readonly string[];
  /** Names of the reference that this leaderboard lacks, as they stand there. */
  readonly missing: readonly string[];
}

/** Names in common below which a leaderboard can't be compared. */
export const LEAST_MATCHED = 2;

export const matchedNames = ({ names, unmatched }: NameMatch): number => names - unmatched.length;

export function nameMatches(
  boards: readonly NamedLeaderboard[],
  reference: NamedLeaderboard,
  aliases: Aliases,
): NameMatch[] {
  const shared = (name: string) => aliases.get(name) ?? name;
  const namesOf = ({ rows }: NamedLeaderboard) => rows.map(({ model }) => model);
  const known = new Set(namesOf(reference).map(shared));
  return boards.map((board) => {
    const own = namesOf(board);
    const had = new Set(own.map(shared));
    return {
      id: board.id,
      names: own.length,
      unmatched: own.filter((name) => !known.has(shared(name))),
      missing: namesOf(reference).filter((name) => !had.has(shared(name))),
    };
  });
}
