import type { Notice } from '../notice';
import type { SamplingSettings } from './sampling-settings';

/** A prompt that may enter the set, with the stratum it stands for. */
export interface StratumMember {
  readonly id: string;
  readonly stratum: string;
  /** At the draw; null for none. Left out by versions that did not keep it, see `drawnCategory`. */
  readonly category?: string | null;
  /** Cluster and language inside the stratum; a replacement is sought in the same cell first. */
  readonly cell: string;
  /** Only where so many of each cluster may enter, to hold replacements to it. */
  readonly cluster?: string | null;
  /** Where an earlier set held it. */
  readonly used?: true;
}

export type EntryState = 'open' | 'kept' | 'rejected';

export interface SetEntry extends StratumMember {
  readonly state: EntryState;
  /** Why it was rejected. */
  readonly reason: string | null;
  /** Drawn with the set, put in for a rejected prompt, or added by a top-up. */
  readonly origin: 'drawn' | 'replacement' | 'top-up';
  /** The rejected prompt that a replacement stands for. */
  readonly replaces: string | null;
}

export interface StratumReport {
  readonly stratum: string;
  /** Prompts that passed the filters. */
  readonly available: number;
  /** Wanted, after share limits. */
  readonly asked: number;
  /** In the set, the rejected left out; see `recounted`. */
  readonly chosen: number;
  /** Of the chosen, those that an earlier set held already. */
  readonly reused: number;
  /** Left out of the set for having fewer prompts than the minimum. */
  readonly dropped: boolean;
}

/** An evaluation set under curation. Never changed in place: an earlier one is the undo. */
export interface EvaluationSet {
  readonly settings: SamplingSettings;
  /** Rejected ones stay in the list. */
  readonly entries: readonly SetEntry[];
  /** What is left of each stratum, in the order in which replacements are taken. */
  readonly reserves: ReadonlyMap<string, readonly StratumMember[]>;
  readonly strata: readonly StratumReport[];
  readonly notices: readonly Notice[];
}

/** The prompts that are in the set: all but the rejected. */
export function activeEntries(set: EvaluationSet): SetEntry[] {
  return set.entries.filter((entry) => entry.state !== 'rejected');
}

/**
 * The category that a prompt was drawn under, whatever its label is by now.
 * @param now its category as it is, for sets of versions that did not keep it
 */
export function drawnCategory(
  { category, stratum }: StratumMember,
  { by }: SamplingSettings,
  now: string | null,
): string | null {
  if (category !== undefined) return category;
  return by === 'category' ? stratum : now;
}

/**
 * The set with at most `depth` reserves a stratum, in the order in which they are taken: all of them
 * would be the whole collection once more.
 */
export function withReserveDepth(set: EvaluationSet, depth: number): EvaluationSet {
  const reserves = Array.from(
    set.reserves,
    ([stratum, members]) => [stratum, members.slice(0, depth)] as const,
  );
  return { ...set, reserves: new Map(reserves) };
}
