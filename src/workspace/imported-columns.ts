import type { Prompt } from '../core/data';
import { ARENA_HARD_CRITERIA } from '../core/judging/criteria';
import type { HeldTags } from '../core/judging/tag-strata';
import { unknownTag, yesNoTags, type YesNoTag } from '../core/judging/yes-no-tags';
import {
  importedExpert,
  importedFlags,
  importedOccupations,
  type ImportedTags,
} from '../core/labels/imported-tags';

/** Names unknown to the app that are tags: lists of texts of the prompts' own have thousands. */
export const MOST_UNKNOWN = 100;

/** Tags that came with the prompts, as yes and no. */
export interface ImportedColumn {
  readonly task: 'criteria' | 'expert' | 'occupations' | 'quality';
  readonly tags: readonly YesNoTag[];
  readonly held: HeldTags;
  /** Names in `held` that are no tags. */
  readonly leftOut: number;
}

/** The columns of the prompts' files that say yes or no to tags; a bare score says it to none. */
export function importedColumns(prompts: readonly Prompt[]): readonly ImportedColumn[] {
  const expert = importedExpert(prompts)?.map((is) => (is === null ? null : is ? ['expert'] : []));
  const named = prompts.map(({ fields: { criteria } }) =>
    Array.isArray(criteria) ? (criteria as readonly string[]) : null,
  );
  const criteria = yesNoTags({ task: 'criteria', criteria: ARENA_HARD_CRITERIA });
  return [
    ...columnOf('criteria', criteria, prompts, named),
    ...columnOf('expert', yesNoTags({ task: 'expert' }), prompts, expert ?? null),
    ...columnOf(
      'occupations',
      yesNoTags({ task: 'occupations' }),
      prompts,
      importedOccupations(prompts),
    ),
    ...columnOf('quality', yesNoTags({ task: 'quality' }), prompts, importedFlags(prompts)),
  ];
}

/**
 * Names that the app does not know are tags too, the most frequent first, where more prompts than one
 * have them: a text that is one prompt's own is no tag.
 */
function columnOf(
  task: ImportedColumn['task'],
  known: readonly YesNoTag[],
  prompts: readonly Prompt[],
  column: ImportedTags<readonly string[]>,
): ImportedColumn[] {
  const held = new Map(
    prompts.flatMap(({ id }, row): [string, readonly string[]][] => {
      const names = column?.[row] ?? null;
      return names ? [[id, names]] : [];
    }),
  );
  if (held.size === 0) return [];
  const names = new Set(known.map(({ name }) => name));
  const others = new Map<string, number>();
  for (const name of [...held.values()].flatMap((each) => [...new Set(each)])) {
    if (!names.has(name)) others.set(name, (others.get(name) ?? 0) + 1);
  }
  const unknown = [...others]
    .filter(([, count]) => count > 1)
    .sort(([, a], [, b]) => b - a)
    .slice(0, MOST_UNKNOWN)
    .map(([name]) => unknownTag(task, name));
  return [{ task, tags: [...known, ...unknown], held, leftOut: others.size - unknown.length }];
}
