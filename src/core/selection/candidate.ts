import type { FieldValue, Prompt } from '../data';
import { GENERAL } from '../labels/category';
import { duplicateKey } from '../prompts/content-hash';
import { sourcesOf } from '../prompts/prompt-sources';

/** What selection knows of a prompt. */
export interface Candidate {
  readonly id: string;
  /** Equal for texts that are the same but for white space. */
  readonly textHash: string;
  /** `general` for all while nothing is labelled; null where others are labelled and this one is not. */
  readonly category: string | null;
  /** Number or name; null is noise, or no clustering. */
  readonly cluster: string | null;
  readonly language: string;
  readonly words: number;
  /** In code points. */
  readonly characters: number;
  /** Criteria that hold (0 to 7 in Arena-Hard), from a judge or a column; null when not scored. */
  readonly score: number | null;
  /** Near-duplicates share one; null when not searched for. */
  readonly duplicateGroup: string | number | null;
  /** What a quality checker or a person found, for example `nsfw` or `nonsense`. */
  readonly flags: readonly string[];
  /** Whether a tagger took it for an expert's; null when untold. */
  readonly expert: boolean | null;
  /** Fields of work that a tagger put it into; null when untold. */
  readonly occupations: readonly string[] | null;
  readonly fields: Readonly<Record<string, FieldValue>>;
  /** Names of all files and pastes that held it. */
  readonly files: readonly string[];
}

/** What is known beside the prompts, each by the prompt's row. */
export interface CandidateFacts {
  /** Null or undefined for no label; left out while there are no labels, and all are `general`. */
  category?(row: number): string | null | undefined;
  /** Null or undefined for noise. */
  cluster?(row: number): string | null | undefined;
  score?(row: number): number | null;
  readonly duplicateGroups?: Int32Array;
  flags?(row: number): readonly string[];
  expert?(row: number): boolean | null;
  occupations?(row: number): readonly string[] | null;
}

/** Prompts as selection sees them, in the same order. */
export function candidatesOf(prompts: readonly Prompt[], facts: CandidateFacts): Candidate[] {
  return prompts.map((prompt, row) => ({
    id: prompt.id,
    textHash: duplicateKey(prompt.text),
    category: facts.category ? (facts.category(row) ?? null) : GENERAL,
    cluster: facts.cluster?.(row) ?? null,
    language: prompt.language,
    words: prompt.words,
    characters: codePoints(prompt.text),
    score: facts.score?.(row) ?? null,
    duplicateGroup: facts.duplicateGroups?.[row] ?? null,
    flags: facts.flags?.(row) ?? [],
    expert: facts.expert?.(row) ?? null,
    occupations: facts.occupations?.(row) ?? null,
    fields: prompt.fields,
    files: sourcesOf(prompt),
  }));
}

function codePoints(text: string): number {
  let pairs = 0;
  for (let i = 0; i < text.length; i++) if ((text.codePointAt(i) as number) > 0xffff) pairs++;
  return text.length - pairs;
}
