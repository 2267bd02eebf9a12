import type { LabelSource } from '../../core/data';
import { sourcesOf } from '../../core/prompts/prompt-sources';
import type { Workspace } from '../../workspace/workspace.svelte';

/** Empty strings and false let everything pass. */
export interface LabelFilter {
  readonly category: string;
  /** `given` is any but k-NN, `none` no label at all. */
  readonly source: LabelSource | 'given' | 'none' | '';
  /** Id of a cluster, `-1` for none. */
  readonly cluster: string;
  readonly language: string;
  /** Name of the file that prompts came from. */
  readonly file: string;
  /** Part of the prompt, in any case. */
  readonly text: string;
  /** Only what is selected on the map. */
  readonly onMap: boolean;
}

export const NO_FILTER: LabelFilter = {
  category: '',
  source: '',
  cluster: '',
  language: '',
  file: '',
  text: '',
  onMap: false,
};

/** What the filter looks at. */
export interface FilteredPrompts {
  readonly prompts: Workspace['prompts'];
  readonly labels: Pick<Workspace['labels'], 'categoryOf' | 'given'>;
  readonly clusters: { readonly state: { readonly labels: Int32Array } | null };
}

/**
 * Rows that pass all of the filter, in the order of the prompts.
 * @param onMap 1 for each prompt that is selected on the map; null where nothing is
 */
export function filteredRows(
  { prompts, labels, clusters }: FilteredPrompts,
  filter: LabelFilter,
  onMap: Uint8Array | null,
): Int32Array {
  const { category, source, cluster, language, file } = filter;
  const of = labels.categoryOf;
  const text = filter.text.trim().toLowerCase();
  const rows: number[] = [];
  for (let row = 0; row < prompts.length; row++) {
    const prompt = prompts[row];
    if (filter.onMap && !onMap?.[row]) continue;
    if (category && of?.[row] !== category) continue;
    if (language && prompt.language !== language) continue;
    if (file && !sourcesOf(prompt).includes(file)) continue;
    if (cluster && String(clusters.state?.labels[row] ?? -1) !== cluster) continue;
    if (source && !passes(source, labels.given.get(prompt.id)?.source, of?.[row] ?? null)) continue;
    if (text && !prompt.text.toLowerCase().includes(text)) continue;
    rows.push(row);
  }
  return Int32Array.from(rows);
}

function passes(
  wanted: Exclude<LabelFilter['source'], ''>,
  given: LabelSource | undefined,
  category: string | null,
): boolean {
  if (wanted === 'given') return given !== undefined;
  if (wanted === 'none') return category === null;
  if (wanted === 'knn') return given === undefined && category !== null;
  return given === wanted;
}
