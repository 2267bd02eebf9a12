import type { Relabelling } from '../core/clusters/relabel';
import type { Clustering, ClusterSettings } from '../core/data';
import type { History } from './history.svelte';

/** Slots of the category palette. */
const COLOURS = 12;

export interface ClusterRecord {
  /** 0 to 1; null where an edit made the cluster. */
  readonly persistence: number | null;
  /** What the user called it; null: its keywords serve. */
  readonly givenName: string | null;
  /** Slot of the category palette, which stays through edits. */
  readonly colour: number;
}

/** The clustering as the user sees and edits it. Every change replaces the whole: undo is a swap. */
export interface ClusterState {
  readonly settings: ClusterSettings;
  /** −1 for none, clusters from 0 without gaps. */
  readonly labels: Int32Array;
  /** 0 to 1. */
  readonly probabilities: Float64Array;
  /** By label. */
  readonly clusters: readonly ClusterRecord[];
  /** Merges or splits have changed what the settings gave. */
  readonly edited: boolean;
  /** Prompts without a cluster were put into the nearest one. */
  readonly noiseAssigned: boolean;
  /** Key of the layout whose points were clustered. */
  readonly layout: string;
}

export function clusterState(clustering: Clustering, layout: string): ClusterState {
  const { settings, labels, probabilities, persistence } = clustering;
  return {
    settings,
    labels,
    probabilities,
    clusters: Array.from(persistence, (each, label) => ({
      persistence: each,
      givenName: null,
      colour: label % COLOURS,
    })),
    edited: false,
    noiseAssigned: false,
    layout,
  };
}

/** The state after a merge or split: untouched clusters keep what they had. */
export function relabelled(state: ClusterState, { labels, origins }: Relabelling): ClusterState {
  const heirs = new Map<number, number>();
  for (const [old] of origins) heirs.set(old, (heirs.get(old) ?? 0) + 1);
  const clusters = origins.map((from, label): ClusterRecord => {
    const old = state.clusters[from[0]];
    if (from.length === 1 && heirs.get(from[0]) === 1) return old;
    const isFirst = origins.findIndex(([each]) => each === from[0]) === label;
    return {
      persistence: null,
      givenName: isFirst ? old.givenName : null,
      colour: isFirst ? old.colour : label % COLOURS,
    };
  });
  return { ...state, labels, clusters, edited: true };
}

/** Holds the current state and makes every edit reversible. */
export class ClusterEdits {
  #state = $state.raw<ClusterState | null>(null);
  readonly #history: History;
  readonly #fit: (state: ClusterState) => ClusterState;
  readonly #onChange: (state: ClusterState | null) => void;

  /**
   * @param fit extends a state from before later prompts came, as an undone edit may bring back
   * @param onChange told of every change that is to be kept
   */
  constructor(
    history: History,
    fit: (state: ClusterState) => ClusterState,
    onChange: (state: ClusterState | null) => void,
  ) {
    this.#history = history;
    this.#fit = fit;
    this.#onChange = onChange;
  }

  get state(): ClusterState | null {
    return this.#state;
  }

  /** Takes a state without a way back: loaded or computed. */
  replace(state: ClusterState | null): void {
    this.#state = state && this.#fit(state);
    this.#onChange(this.#state);
  }

  edit(label: string, next: ClusterState): void {
    const before = this.#state;
    const step = { label, redo: () => this.replace(next), undo: () => this.replace(before) };
    this.#history.run(step);
  }
}
