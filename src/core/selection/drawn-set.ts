import type { Candidate } from './candidate';
import { withReserveDepth, type EvaluationSet } from './evaluation-set';
import { filterCandidates, type FilterSettings } from './filter';
import type { FilterReason } from './filter-reason';
import { sampleSet } from './sample';
import type { SamplingSettings } from './sampling-settings';

/** Replacements kept of each stratum; a person rejects far fewer. */
export const RESERVE_DEPTH = 300;

/** A set with what the filters left out before it was drawn. */
export interface DrawnSet {
  readonly set: EvaluationSet;
  readonly candidates: number;
  readonly passed: number;
  /** Prompts by the first filter that stopped them. */
  readonly filteredOut: Readonly<Partial<Record<FilterReason, number>>>;
}

/** `sampleSet`, with its reserves cut to `RESERVE_DEPTH` and the filters' counts beside it. */
export function drawSet(
  candidates: readonly Candidate[],
  filters: FilterSettings,
  settings: SamplingSettings,
  earlier: ReadonlySet<string>,
): DrawnSet {
  const set = sampleSet(candidates, filters, settings, earlier);
  const { passed, dropped } = filterCandidates(candidates, filters);
  return {
    set: withReserveDepth(set, RESERVE_DEPTH),
    candidates: candidates.length,
    passed: passed.length,
    filteredOut: Object.fromEntries(Array.from(dropped, ([reason, list]) => [reason, list.length])),
  };
}
