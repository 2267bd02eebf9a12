import type { EvaluationSet } from '../core/selection/evaluation-set';
import { DEFAULT_FILTERS, type FilterSettings } from '../core/selection/filter';
import { recounted } from '../core/selection/recount';
import { PAPER_SAMPLE, type SamplingSettings } from '../core/selection/sampling-settings';

export interface SelectionSettings {
  readonly filters: FilterSettings;
  readonly sampling: SamplingSettings;
  /** Ids of earlier sets, which a new one avoids. */
  readonly earlier: readonly string[];
}

/** A drawn set with what it was drawn by and from. */
export interface KeptSet {
  readonly set: EvaluationSet;
  readonly settings: SelectionSettings;
  /** Of the candidates; null where the set was taken over by its ids. */
  readonly candidatesHash: string | null;
  /** How many there were; left out by versions that did not keep it. */
  readonly candidates?: number;
}

export const DEFAULT_SETTINGS: SelectionSettings = {
  filters: DEFAULT_FILTERS,
  sampling: PAPER_SAMPLE,
  earlier: [],
};

/** Ids that a draw avoids once the set counts as an earlier one. */
export function withEntries({ earlier }: SelectionSettings, set: EvaluationSet): readonly string[] {
  return [...new Set([...earlier, ...set.entries.map(({ id }) => id)])];
}

/** Filters that came later than the settings were stored are at their defaults. */
function withAllFilters(settings: SelectionSettings): SelectionSettings {
  return { ...settings, filters: { ...DEFAULT_FILTERS, ...settings.filters } };
}

/** A set as a version stored it that knew fewer filters, and counted at the draw only. */
export function upgraded(kept: KeptSet): KeptSet {
  return { ...kept, settings: withAllFilters(kept.settings), set: recounted(kept.set) };
}

/**
 * Settings as they were stored, all filters filled in. Where they are the set's
 * own it is the same object, so that identity tells.
 */
export function storedSettings(
  stored: SelectionSettings | undefined,
  kept: KeptSet | null,
): SelectionSettings {
  const settings = stored ? withAllFilters(stored) : DEFAULT_SETTINGS;
  return kept && JSON.stringify(kept.settings) === JSON.stringify(settings)
    ? kept.settings
    : settings;
}
