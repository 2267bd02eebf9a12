import { TouchstoneError } from '../data';
import { contentHash } from '../prompts/content-hash';
import type { TagSource } from '../judging/prompt-tags';
import type { Candidate } from './candidate';
import type { EvaluationSet, SetEntry, StratumReport } from './evaluation-set';
import { DEFAULT_FILTERS, type FilterSettings } from './filter';
import { drawStratum, reserveOf } from './draw-stratum';
import { readLabelling, type Labelling } from './manifest-labels';
import { recounted } from './recount';
import { sampleSet } from './sample';
import { samplingPool, strataOf } from './sampling-pool';
import type { SamplingSettings } from './sampling-settings';
import type { SourceFile } from './source-files';

const FORMAT = 'touchstone-evaluation-set';
const VERSION = 1;

/** Where the candidates came from, for a person who wants to make the set again. */
export interface Provenance {
  readonly files: readonly SourceFile[];
  /** The embedding model and its revision; null where the vectors came from a file or none were used. */
  readonly model: string | null;
  /** The given labels and how k-NN made the others of them; null where categories came otherwise. */
  readonly labels: Labelling | null;
  /** By whom scores, flags and other tags were given; left out by versions that did not tell. */
  readonly tags?: readonly TagSource[];
}

/** The candidates that a set was drawn from. */
export interface DrawnFrom {
  readonly count: number;
  /** See `candidatesHash`; null where the set was taken over by its ids and can't be drawn again. */
  readonly hash: string | null;
}

/** Everything that made an evaluation set, as JSON beside it. */
export interface Manifest extends Provenance {
  readonly format: typeof FORMAT;
  readonly version: typeof VERSION;
  readonly filters: FilterSettings;
  readonly sample: SamplingSettings;
  /** Ids of earlier sets that were avoided. */
  readonly earlier: readonly string[];
  /** Of the draw, which need not be the prompts as they are when the manifest is written. */
  readonly candidates: DrawnFrom;
  readonly entries: readonly SetEntry[];
  readonly strata: readonly StratumReport[];
}

export function buildManifest(
  set: EvaluationSet,
  candidates: DrawnFrom,
  filters: FilterSettings,
  earlier: Iterable<string>,
  provenance: Provenance,
): Manifest {
  return {
    format: FORMAT,
    version: VERSION,
    ...provenance,
    filters,
    sample: set.settings,
    earlier: [...earlier],
    candidates,
    entries: set.entries,
    strata: set.strata,
  };
}

/** Content hash over one JSON line a candidate: equal hashes mean that a draw comes out the same. */
export function candidatesHash(candidates: readonly Candidate[]): string {
  const lines = candidates.map((each) =>
    JSON.stringify([
      each.id,
      each.textHash,
      each.category,
      each.cluster,
      each.language,
      each.words,
      each.characters,
      each.score,
      each.duplicateGroup,
      each.flags,
      // Only where told, so that manifests from before these keep their hash.
      ...(each.expert === null && occupationsOf(each).length === 0
        ? []
        : [each.expert, occupationsOf(each)]),
      Object.entries(each.fields).sort(([a], [b]) => (a < b ? -1 : 1)),
    ]),
  );
  return contentHash(lines.join('\n'));
}

/** None told and none there is pass the same filters, and made the same hash before they were told apart. */
const occupationsOf = ({ occupations }: Candidate) => occupations ?? [];

/** @throws TouchstoneError `manifest-format`, `manifest-version` */
export function parseManifest(text: string, file: string): Manifest {
  let value: Partial<Manifest> | null;
  try {
    value = JSON.parse(text) as Partial<Manifest> | null;
  } catch {
    value = null;
  }
  if (value?.format !== FORMAT)
    throw new TouchstoneError(
      'manifest-format',
      `${file} is not the manifest of an evaluation set. Choose the JSON file that was written beside the set.`,
    );
  if (value.version !== VERSION)
    throw new TouchstoneError(
      'manifest-version',
      `${file} is of version ${value.version}; this Touchstone reads version ${VERSION}. Open it with the version that wrote it.`,
    );
  const isWhole =
    value.filters &&
    value.sample &&
    value.candidates &&
    Array.isArray(value.files) &&
    Array.isArray(value.earlier) &&
    Array.isArray(value.entries) &&
    Array.isArray(value.strata);
  if (!isWhole)
    throw new TouchstoneError(
      'manifest-format',
      `${file} lacks parts of a manifest. Take the file as it was written beside the set.`,
    );
  const filters = { ...DEFAULT_FILTERS, ...value.filters };
  return { ...(value as Manifest), filters, labels: readLabelling(value.labels ?? null, file) };
}

/**
 * The set of a manifest, from the same candidates. A set without top-up is drawn again and must come
 * out the same; decisions are then those of the manifest. A topped-up one is taken from the entries.
 * @throws TouchstoneError `manifest-candidates`, `manifest-draw`
 */
export function restoreSet(manifest: Manifest, candidates: readonly Candidate[]): EvaluationSet {
  const { entries, strata, filters, sample } = manifest;
  const { count, hash } = manifest.candidates;
  if (hash === null)
    throw new TouchstoneError(
      'manifest-candidates',
      'The set of this manifest was taken over by the ids of its prompts, from other labels or clusters than it was drawn with, so it can’t be drawn again. Use the set file itself.',
    );
  if (candidatesHash(candidates) !== hash)
    throw new TouchstoneError(
      'manifest-candidates',
      candidates.length === count
        ? 'The prompts are as many as the manifest says, but their text, labels, clusters or scores differ. Take the same file, and the same labels and clusters.'
        : `The manifest was made from ${count} prompts, and here are ${candidates.length}. Take the same files in the same order.`,
    );
  if (entries.some((entry) => entry.origin === 'top-up')) return setOfEntries(manifest, candidates);
  const earlier = new Set(manifest.earlier);
  const held = new Set(entries.map((entry) => entry.id));
  const drawn = sampleSet(candidates, filters, sample, earlier);
  const expected = entries.filter((entry) => entry.origin === 'drawn').map((entry) => entry.id);
  if (expected.join('\n') !== drawn.entries.map((entry) => entry.id).join('\n'))
    throw new TouchstoneError(
      'manifest-draw',
      'The draw of this manifest does not come out the same, so the manifest was changed or made by another version. Use the set file itself.',
    );
  const reserves = Array.from(
    drawn.reserves,
    ([stratum, members]) => [stratum, members.filter((member) => !held.has(member.id))] as const,
  );
  return recounted({ ...drawn, entries, reserves: new Map(reserves), strata });
}

/**
 * To be called before anything of a manifest is taken over.
 * @param present ids of the prompts there are
 * @throws TouchstoneError `manifest-entries` where a prompt of the set is not among them
 */
export function requireEntries(
  { entries, files }: Manifest,
  present: { has(id: string): boolean },
): void {
  const missing = entries.filter(({ id }) => !present.has(id));
  if (missing.length > 0)
    throw new TouchstoneError(
      'manifest-entries',
      `${missing.length} of the ${entries.length} prompts of this manifest are missing here (the first is "${missing[0].id}"). Take the files that it names: ${files.map(({ name }) => name).join(', ') || 'none is named'}.`,
    );
}

/**
 * The set of a manifest by the ids of its entries, where the labels or clusters beside the prompts
 * are no longer those that it was drawn with. Reserves are drawn from the prompts as they are now.
 * @throws TouchstoneError `manifest-entries`
 */
export function setOfEntries(manifest: Manifest, candidates: readonly Candidate[]): EvaluationSet {
  const { entries, strata, filters, sample } = manifest;
  requireEntries(manifest, new Set(candidates.map(({ id }) => id)));
  const earlier = new Set(manifest.earlier);
  const held = new Set(entries.map((entry) => entry.id));
  const { pool, spare } = samplingPool(candidates, filters, sample, earlier, held);
  const reserves = Array.from(strataOf([...pool, ...spare], sample), ([stratum, members]) => {
    const { rest } = drawStratum(stratum, members, 0, sample, earlier);
    return [stratum, reserveOf(rest, stratum, sample, earlier)] as const;
  });
  return recounted({
    ...{ settings: sample, entries, reserves: new Map(reserves), strata },
    notices: [],
  });
}

export interface RestoredSet {
  readonly set: EvaluationSet;
  /** False where the prompts' labels, clusters or scores are no longer those of the draw. */
  readonly exact: boolean;
}

/**
 * `restoreSet` where the candidates are those of the manifest and the draw comes out the same, else
 * `setOfEntries`.
 * @throws TouchstoneError `manifest-entries`
 */
export function restoreOrAdopt(manifest: Manifest, candidates: readonly Candidate[]): RestoredSet {
  if (candidatesHash(candidates) === manifest.candidates.hash) {
    try {
      return { set: restoreSet(manifest, candidates), exact: true };
    } catch (error) {
      if (!(error instanceof TouchstoneError && error.code === 'manifest-draw')) throw error;
    }
  }
  return { set: setOfEntries(manifest, candidates), exact: false };
}
