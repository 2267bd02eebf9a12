import type { FieldValue } from '../data';
import type { Candidate } from './candidate';
import type { FilterReason } from './filter-reason';

/** Each is off where null or empty. */
export interface FilterSettings {
  readonly maxWords: number | null;
  /** In code points; Arena-Hard takes 32, which is much for Chinese or Japanese. */
  readonly minCharacters: number | null;
  /** Only the first of each near-duplicate group that passes the other filters. */
  readonly onePerDuplicateGroup: boolean;
  readonly languages: readonly string[] | null;
  /** Prompts without a score don't pass. */
  readonly minScore: number | null;
  /** Prompts that were never checked pass. */
  readonly excludedFlags: readonly string[];
  /** Only prompts that a tagger took for an expert's; those that it was not asked about don't pass. */
  readonly expertOnly: boolean;
  /** Prompts in none of these fields of work don't pass, nor those of which none were told. */
  readonly occupations: readonly string[] | null;
  /** Prompts that no other file held don't pass; files that come later do. */
  readonly excludedFiles: readonly string[];
  /** A field must equal, or as a list hold, one of the values. */
  readonly fields: readonly { readonly name: string; readonly values: readonly FieldValue[] }[];
}

/** Only the paper's limit of 5,000 words, and no near-duplicates. */
export const DEFAULT_FILTERS: FilterSettings = {
  maxWords: 5000,
  minCharacters: null,
  onePerDuplicateGroup: true,
  languages: null,
  minScore: null,
  excludedFlags: [],
  expertOnly: false,
  occupations: null,
  excludedFiles: [],
  fields: [],
};

export interface Filtered {
  readonly passed: readonly Candidate[];
  /** Each prompt under the first filter that stopped it. */
  readonly dropped: ReadonlyMap<FilterReason, readonly Candidate[]>;
}

/**
 * Keeps the order of the candidates.
 * @param taken ids in the set already: neither passed nor dropped, but their near-duplicates are
 */
export function filterCandidates(
  candidates: readonly Candidate[],
  settings: FilterSettings,
  taken: ReadonlySet<string> = new Set(),
): Filtered {
  const passed: Candidate[] = [];
  const dropped = new Map<FilterReason, Candidate[]>();
  const groups = new Set<string | number>();
  for (const { id, duplicateGroup } of candidates)
    if (duplicateGroup !== null && taken.has(id)) groups.add(duplicateGroup);
  for (const candidate of candidates) {
    if (taken.has(candidate.id)) continue;
    const reason = reasonAgainst(candidate, settings, groups);
    if (reason === null) {
      passed.push(candidate);
      if (candidate.duplicateGroup !== null) groups.add(candidate.duplicateGroup);
    } else {
      const list = dropped.get(reason);
      if (list) list.push(candidate);
      else dropped.set(reason, [candidate]);
    }
  }
  return { passed, dropped };
}

function reasonAgainst(
  candidate: Candidate,
  settings: FilterSettings,
  groups: ReadonlySet<string | number>,
): FilterReason | null {
  const { maxWords, minCharacters, languages, minScore, expertOnly, occupations } = settings;
  if (maxWords !== null && candidate.words > maxWords) return 'words';
  if (minCharacters !== null && candidate.characters < minCharacters) return 'characters';
  if (languages !== null && !languages.includes(candidate.language)) return 'language';
  if (minScore !== null && candidate.score === null) return 'untoldScore';
  if (minScore !== null && !((candidate.score ?? NaN) >= minScore)) return 'score';
  if (candidate.flags.some((flag) => settings.excludedFlags.includes(flag))) return 'flag';
  if (expertOnly && candidate.expert === null) return 'untoldExpert';
  if (expertOnly && !candidate.expert) return 'expert';
  if (occupations && candidate.occupations === null) return 'untoldOccupation';
  if (occupations && !candidate.occupations?.some((each) => occupations.includes(each)))
    return 'occupation';
  if (candidate.files.every((file) => settings.excludedFiles.includes(file))) return 'file';
  if (!settings.fields.every(({ name, values }) => holds(candidate.fields[name] ?? null, values)))
    return 'field';
  const { duplicateGroup } = candidate;
  if (settings.onePerDuplicateGroup && duplicateGroup !== null && groups.has(duplicateGroup))
    return 'duplicate';
  return null;
}

function holds(value: FieldValue, wanted: readonly FieldValue[]): boolean {
  const held = Array.isArray(value) ? (value as readonly FieldValue[]) : [value];
  return held.some((each) => wanted.includes(each));
}
