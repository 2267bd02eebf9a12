import { TouchstoneError } from '../data';
import { GENERAL } from '../labels/category';
import type { Candidate } from './candidate';

/** What makes a stratum; `cell` is category by language. */
export type StratumKind = 'category' | 'cluster' | 'score' | 'cell';

export interface ClusterRule {
  /** Mean score that a cluster must reach, over all its scored prompts; null lets every cluster in. */
  readonly minMeanScore: number | null;
  /** Scores on which that mean must rest; left out for one. */
  readonly minScored?: number;
  /** At most so many prompts of a cluster; null for no limit. */
  readonly per: number | null;
}

export interface SamplingSettings {
  readonly by: StratumKind;
  /** Prompts of each stratum, at least 1. */
  readonly per: number;
  /** Prompts that a stratum needs to be read on its own; 0 for none. */
  readonly minimum: number;
  readonly belowMinimum: 'flag' | 'drop';
  /** Proportional inside each stratum, outer first. */
  readonly within: readonly ('cluster' | 'language')[];
  /** Applied before the strata, so that sampling by category can go through clusters; noise is then left out. */
  readonly clusters: ClusterRule | null;
  /** Largest share of the set, above 0 and at most 1, by category. */
  readonly shareLimits: Readonly<Record<string, number>>;
  /** Strata that should be there: an empty one is reported instead of missing silently. */
  readonly expected: readonly string[];
  /** A whole number. */
  readonly seed: number;
}

/** The paper's procedure: 100 of each category, flagged below 90. */
export const PAPER_SAMPLE: SamplingSettings = {
  by: 'category',
  per: 100,
  minimum: 90,
  belowMinimum: 'flag',
  within: ['cluster', 'language'],
  clusters: null,
  shareLimits: {},
  expected: [],
  seed: 1,
};

/** Settings that expect the categories there are, where these make the strata; `general` may be empty. */
export function expecting(
  settings: SamplingSettings,
  categories: readonly string[],
): SamplingSettings {
  const expected = settings.by === 'category' ? categories.filter((name) => name !== GENERAL) : [];
  return { ...settings, expected };
}

const SEPARATOR = ' × ';

/** The stratum of a prompt; null where it has none (no label, noise, or no score). */
export function stratumOf(candidate: Candidate, by: StratumKind): string | null {
  switch (by) {
    case 'category':
      return candidate.category;
    case 'cell':
      return candidate.category === null
        ? null
        : candidate.category + SEPARATOR + candidate.language;
    case 'cluster':
      return candidate.cluster;
    case 'score':
      return candidate.score === null ? null : String(candidate.score);
  }
}

/** @throws TouchstoneError `sampling-settings` naming the setting that is out of range */
export function checkSamplingSettings(settings: SamplingSettings): void {
  const refuse = (message: string): never => {
    throw new TouchstoneError('sampling-settings', message);
  };
  const { per, minimum, seed, clusters, shareLimits } = settings;
  if (!Number.isInteger(per) || per < 1)
    refuse(
      `The number of prompts per ${settings.by} is ${per}: it must be a whole number above 0.`,
    );
  if (!(minimum >= 0)) refuse(`The minimum is ${minimum}: it must be 0 or more.`);
  if (!Number.isSafeInteger(seed)) refuse(`The seed is ${seed}: it must be a whole number.`);
  if (clusters?.per != null && (!Number.isInteger(clusters.per) || clusters.per < 1))
    refuse(
      `The number of prompts per cluster is ${clusters.per}: it must be a whole number above 0.`,
    );
  const scored = clusters?.minScored ?? 1;
  if (!Number.isInteger(scored) || scored < 1)
    refuse(`The number of scores of a cluster is ${scored}: it must be a whole number above 0.`);
  for (const [category, share] of Object.entries(shareLimits))
    if (!(share > 0 && share <= 1))
      refuse(`The share limit of "${category}" is ${share}: it must be above 0 and at most 1.`);
}
