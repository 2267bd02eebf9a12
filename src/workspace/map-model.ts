import type { ClusterSettings, Prompt } from '../core/data';
import type { SaidTag, TagColumn } from '../core/judging/prompt-tags';

/** One cluster as it stands after all edits. */
export interface ClusterInfo {
  /** What `MapModel.labels` holds; stays the same through renames, and need not be dense. */
  readonly id: number;
  /**
   * What the user called it, or keywords joined by " · "; a number tells clusters of one name apart,
   * as rankings, runs and files know a cluster by its name.
   */
  readonly name: string;
  /** What the user called it; null where its keywords serve. */
  readonly givenName: string | null;
  readonly keywords: readonly string[];
  readonly size: number;
  /** 0 to 1; null where an edit made the cluster. */
  readonly persistence: number | null;
  /** 0 to 11, a slot of the category palette. */
  readonly colour: number;
  /** Indices of its most central prompts, most central first. */
  readonly exemplars: readonly number[];
}

export interface SweepPoint {
  readonly settings: ClusterSettings;
  readonly clusters: number;
  /** Shares of all prompts, 0 to 1. */
  readonly noiseShare: number;
  readonly largestShare: number;
  /** Share of near-neighbour pairs in one cluster, and of pairs drawn at random; 0 to 1. */
  readonly together: number;
  readonly chance: number;
  /** By which the automatic settings are chosen: see `neighbourInformation`, nats. */
  readonly information: number;
  /** See `relativeValidity`, −1 to 1. */
  readonly validity: number;
  /** Mean over the clusters, 0 to 1. */
  readonly persistence: number;
}

export interface Sweep {
  readonly points: readonly SweepPoint[];
  readonly automatic: ClusterSettings;
  /** Why the automatic settings were chosen, one plain sentence each. */
  readonly reasons: readonly string[];
}

/** A step of the agglomeration of m clusters: nodes below m are leaves, step i makes node m + i. */
export interface Merge {
  readonly left: number;
  readonly right: number;
  /** Cosine distance at which the two join. */
  readonly distance: number;
}

export interface Structure {
  /** Cluster id of each of the m leaves, which are also the rows of `similarity`. */
  readonly ids: Int32Array;
  /** Cosine of the centroids, row-major m×m. */
  readonly similarity: Float32Array;
  /** m − 1 steps, nearest first. */
  readonly merges: readonly Merge[];
}

/** One removable chip. Values of the same column widen each other, everything else narrows. */
export type Filter =
  | { readonly kind: 'value'; readonly column: string; readonly value: string }
  | {
      readonly kind: 'set';
      readonly origin: 'lasso' | SearchMode;
      /** What was searched for; empty for a lasso. */
      readonly query: string;
      /** Prompt indices, best first where there is an order. */
      readonly indices: Int32Array;
      /** Parallel to `indices`: the cosine to the query, in a search by meaning. */
      readonly scores?: Float32Array;
    };

export type SearchMode = 'words' | 'meaning';

/** A prompt with its cosine or search score. */
export interface ScoredPrompt {
  readonly index: number;
  readonly score: number;
}

/** What models or imported columns tell of the prompts; each null before it was told of any. */
export interface MapTags {
  /** Criteria score of each prompt, NaN for none. */
  readonly scores: Float32Array | null;
  readonly expert: TagColumn<boolean> | null;
  readonly occupations: TagColumn<readonly string[]> | null;
  readonly flags: TagColumn<readonly string[]> | null;
  /** What models said of a prompt, with their reasons. */
  saidOf(index: number): readonly SaidTag[];
}

/**
 * All that the Map screen shows and may ask for. Reactive: every property is read where it is
 * drawn, and arrays are replaced, never changed in place. A command that fails rejects with a
 * message for the user; one that is superseded by a newer command resolves.
 */
export interface MapModel {
  readonly prompts: readonly Prompt[];
  /** Row-major n×2. */
  readonly points: Float32Array;
  /** Cluster id of each prompt, −1 for none. */
  readonly labels: Int32Array;
  /** Membership strength of each prompt, 0 to 1. */
  readonly probabilities: Float64Array;
  readonly clusters: readonly ClusterInfo[];
  readonly settings: ClusterSettings;
  readonly seed: number;
  /** Whether renames, merges or splits have changed what the settings gave. */
  readonly edited: boolean;
  /** Whether prompts without a cluster were put into the nearest one. */
  readonly noiseAssigned: boolean;
  /** Null while it is being computed. */
  readonly sweep: Sweep | null;
  readonly structure: Structure | null;

  /** Category of each prompt, null for none; null before there are labels. */
  readonly categories: readonly (string | null)[] | null;
  /** Palette slot of each category by its name. */
  readonly categoryColours: ReadonlyMap<string, number>;
  readonly tags: MapTags;

  /** Id of a column: see `columns.ts`. */
  readonly colourBy: string;
  readonly filters: readonly Filter[];
  readonly selectedCluster: number | null;
  readonly openedPrompt: number | null;
  setColourBy(column: string): void;
  setFilters(filters: readonly Filter[]): void;
  selectCluster(id: number | null): void;
  openPrompt(index: number | null): void;

  rename(id: number, name: string): void;
  /** Renames several clusters in one step. @param label of the step in the history */
  renameAll(names: ReadonlyMap<number, string>, label: string): void;
  /** Joins the clusters into the first of them. */
  merge(ids: readonly number[]): void;
  split(id: number): Promise<void>;
  assignNoise(on: boolean): Promise<void>;
  recluster(settings: ClusterSettings): Promise<void>;
  /** What would be undone, for the button's title; null when there is nothing. */
  readonly undoLabel: string | null;
  readonly redoLabel: string | null;
  undo(): void;
  redo(): void;

  /** Nearest prompts with their cosine, nearest first, itself left out. */
  neighbours(index: number): Promise<readonly ScoredPrompt[]>;
  /** False without an embedding model, as with vectors from a file. */
  readonly canSearchByMeaning: boolean;
  /** Best first. */
  search(query: string, mode: SearchMode): Promise<readonly ScoredPrompt[]>;
}
