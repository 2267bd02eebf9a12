/** What battles can be chosen by; a `cell` is a category in a language. */
export const FACETS = ['category', 'cell', 'cluster', 'language', 'judge', 'tag', 'score'] as const;
export type Facet = (typeof FACETS)[number];

/** Which battles are ranked: for each facet the values wanted, left out for all. */
export interface BattleFilter extends Readonly<Partial<Record<Facet, readonly string[]>>> {
  /** So many prompts, drawn at random by the ranking's seed: to see what fewer would show. */
  readonly prompts?: number;
}

export interface FacetValue {
  readonly name: string;
  readonly battles: number;
}

/** What the workspace knows of a prompt beyond its battles; null for nothing. */
export interface PromptGroup {
  readonly id: string;
  readonly category: string | null;
  readonly cluster: string | null;
  readonly language: string | null;
  /** Beside the battles' own: occupations, quality flags, `expert`. */
  readonly tags: readonly string[];
  /** How many criteria the prompt meets. */
  readonly score: number | null;
}
