import type { Prompt } from '../src/core/data';
import { candidatesFrom, type CandidateColumns } from '../src/core/selection/candidate-columns';
import type { Candidate } from '../src/core/selection/candidate';
import { drawSet, RESERVE_DEPTH } from '../src/core/selection/drawn-set';
import { withReserveDepth, type EvaluationSet } from '../src/core/selection/evaluation-set';
import type { FilterSettings } from '../src/core/selection/filter';
import {
  buildManifest,
  candidatesHash,
  restoreOrAdopt,
  type DrawnFrom,
  type Manifest,
  type Provenance,
  type RestoredSet,
} from '../src/core/selection/manifest';
import type { SamplingSettings } from '../src/core/selection/sampling-settings';
import { sourceFiles } from '../src/core/selection/source-files';
import { topUp } from '../src/core/selection/top-up';
import { serve } from '../src/engine/serve';

const prompts: Prompt[] = [];
let candidates: Candidate[] = [];

const api = {
  addPrompts: (batch: readonly Prompt[]): void => void prompts.push(...batch),
  /** Once all prompts are there. Returns a hash over all that selection knows of them. */
  describe(columns: CandidateColumns): string {
    candidates = candidatesFrom(prompts, columns);
    return candidatesHash(candidates);
  },
  draw: (filters: FilterSettings, settings: SamplingSettings, earlier: readonly string[]) =>
    drawSet(candidates, filters, settings, new Set(earlier)),
  topUp: (set: EvaluationSet, filters: FilterSettings, earlier: readonly string[]) =>
    withReserveDepth(topUp(set, candidates, filters, new Set(earlier)), RESERVE_DEPTH),
  manifest: (
    set: EvaluationSet,
    from: DrawnFrom,
    filters: FilterSettings,
    earlier: readonly string[],
    provenance: Omit<Provenance, 'files'>,
  ) =>
    buildManifest(set, from, filters, earlier, {
      ...provenance,
      files: sourceFiles(prompts),
    }),
  restore(manifest: Manifest): RestoredSet {
    const { set, exact } = restoreOrAdopt(manifest, candidates);
    return { set: withReserveDepth(set, RESERVE_DEPTH), exact };
  },
};

export type SelectApi = typeof api;
serve(api);
