import type { EvaluationSet } from '../core/selection/evaluation-set';
import { DEFAULT_FILTERS, type FilterSettings } from '../core/selection/filter';
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
