import type { Neighbours, Prompt, Vectors } from '../core/data';
import type { Diversity } from '../core/quality/diversity';
import type { CandidateColumns } from '../core/selection/candidate-columns';
import { activeEntries, type EvaluationSet } from '../core/selection/evaluation-set';
import { diversityInput } from '../core/selection/subset-diversity';
import { collectionDiversity, setDiversity } from '../stages/measure-diversity';

export interface ComparisonSubject {
  readonly prompts: readonly Prompt[];
  readonly candidateColumns: CandidateColumns;
  readonly clusterCount: number;
  readonly analysis: { readonly vectors: Vectors | null; readonly neighbours: Neighbours | null };
}

/** Diversity of the whole collection beside that of the evaluation set drawn from it. */
export class SetComparison {
  #before = $state.raw<Diversity | null>(null);
  #after = $state.raw<Diversity | null>(null);

  /** Of all prompts; null while it is computed. */
  get before(): Diversity | null {
    return this.#before;
  }
  /** Of the set, rejected prompts left out; null while it is computed. */
  get after(): Diversity | null {
    return this.#after;
  }

  /** Measures both; the collection once for each state of it. */
  async measure(
    { prompts, candidateColumns, clusterCount, analysis }: ComparisonSubject,
    set: EvaluationSet,
    rowOf: (id: string) => number | undefined,
    signal: AbortSignal,
  ): Promise<void> {
    const { vectors, neighbours } = analysis;
    const inputOf = (of: Vectors | null, rows: readonly number[]) =>
      diversityInput(prompts, candidateColumns, clusterCount, of, rows);
    const chosen = activeEntries(set).flatMap(({ id }) => rowOf(id) ?? []);
    const known = vectors?.count === prompts.length ? vectors : null;
    this.#after = await setDiversity(inputOf(known, chosen), { signal });
    const all = inputOf(null, [...prompts.keys()]);
    this.#before =
      known && neighbours?.count === prompts.length
        ? await collectionDiversity(all, known, neighbours, { signal })
        : await setDiversity(all, { signal });
  }
}
