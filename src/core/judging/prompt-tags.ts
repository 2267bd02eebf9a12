import type { Prompt } from '../data';
import type { ImportedTags } from '../labels/imported-tags';

/** One kind of tag over all prompts, with where it comes from. */
export interface TagColumn<T> {
  /** In the order of the prompts; null for a prompt without, which is not the same as an empty one. */
  readonly values: readonly (T | null)[];
  /** Prompts whose tag a model gave, and whose tag came with them. */
  readonly byModel: number;
  readonly imported: number;
}

/**
 * Imported tags and those of a model's run as one column: the model's where there is one, as it is the
 * later, the imported elsewhere. Null where there is neither. O(prompts).
 * @param byModel by prompt id
 * @param join makes one of both where a prompt has both; the model's stands unless given
 */
export function tagColumn<T>(
  prompts: readonly Prompt[],
  imported: ImportedTags<T>,
  byModel: ReadonlyMap<string, T> | null,
  join: (model: T, imported: T) => T = (model) => model,
): TagColumn<T> | null {
  let fromModel = 0;
  let fromImport = 0;
  const values = prompts.map(({ id }, row) => {
    const given = byModel?.get(id);
    const came = imported?.[row] ?? null;
    if (given === undefined) {
      if (came !== null) fromImport++;
      return came;
    }
    fromModel++;
    return came === null ? given : join(given, came);
  });
  return fromModel + fromImport > 0 ? { values, byModel: fromModel, imported: fromImport } : null;
}

/** What either of two found. */
export function joinedFlags(a: readonly string[], b: readonly string[]): readonly string[] {
  return [...new Set([...a, ...b])];
}

/** What a model said of one prompt. */
export interface SaidTag {
  readonly tag: 'criteria' | 'expert' | 'occupations' | 'quality';
  /** Names of the criteria that hold, of fields, of faults; for the level `expert` or `other`. */
  readonly values: readonly string[];
  /** How many could be named. */
  readonly of: number;
  readonly reason: string;
  /** The model. */
  readonly by: string;
}

/** Where the tags that a set was drawn by come from, for its manifest. */
export type TagSource =
  | {
      readonly tag: string;
      readonly from: 'model';
      readonly provider: string;
      readonly model: string;
      /** Version of the question as it was put, see `tagVersion`. */
      readonly template: string;
      readonly prompts: number;
      /** Replies that could not be read, and calls without one: those prompts have no tag of the model. */
      readonly unparsed: number;
      readonly failed: number;
    }
  | { readonly tag: string; readonly from: 'import'; readonly prompts: number };
