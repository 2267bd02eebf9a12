import type { Neighbours } from '../core/data';
import {
  NEAR_DUPLICATE_COSINE,
  nearDuplicates,
  type NearDuplicates,
} from '../core/vectors/near-duplicates';
import type { History } from './history.svelte';

export const NEAR_DUPLICATE_STAGE = 'near-duplicate-cosine';

/** Prompts that say nearly the same, by the cosine of their vectors. */
export class NearDuplicateGroups {
  #cosine = $state(NEAR_DUPLICATE_COSINE);
  readonly #neighbours: () => Neighbours | null;
  readonly #history: History;
  readonly #keep: (cosine: number) => void;
  readonly #found: NearDuplicates | null = $derived.by(() => {
    const neighbours = this.#neighbours();
    return neighbours && nearDuplicates(neighbours, this.#cosine);
  });
  /** Rows of each group of two or more, ascending; groups by their first row. */
  readonly #groups: readonly (readonly number[])[] = $derived.by(() => {
    const rowsOf = new Map<number, number[]>();
    this.#found?.groups.forEach((group, row) => {
      if (group === row) return;
      const rows = rowsOf.get(group);
      if (rows) rows.push(row);
      else rowsOf.set(group, [group, row]);
    });
    return [...rowsOf].sort(([a], [b]) => a - b).map(([, rows]) => rows);
  });

  /** @param keep told of every change that is to be kept */
  constructor(
    history: History,
    neighbours: () => Neighbours | null,
    keep: (cosine: number) => void,
  ) {
    this.#history = history;
    this.#neighbours = neighbours;
    this.#keep = keep;
  }

  /** From this similarity on two prompts count as near-duplicates. */
  get cosine(): number {
    return this.#cosine;
  }
  /** Group of each prompt, the lowest prompt in it; null before there are neighbours. */
  get groupOf(): Int32Array | null {
    return this.#found?.groups ?? null;
  }
  get groups(): readonly (readonly number[])[] {
    return this.#groups;
  }
  /** Prompts that repeat an earlier one of their group. */
  get repeats(): number {
    return this.#groups.reduce((sum, rows) => sum + rows.length - 1, 0);
  }

  /** Takes what is stored. */
  replace(cosine: number): void {
    this.#cosine = cosine;
  }

  /** @param cosine above 0, at most 1 */
  setCosine(cosine: number): void {
    const before = this.#cosine;
    if (cosine === before || !(cosine > 0 && cosine <= 1)) return;
    const show = (value: number) => {
      this.#cosine = value;
      this.#keep(value);
    };
    this.#history.run({
      label: 'Similarity of near-duplicates',
      redo: () => show(cosine),
      undo: () => show(before),
    });
  }
}
