import { GENERAL } from '../../core/labels/category';
import { sourcesOf } from '../../core/prompts/prompt-sources';
import { activeEntries } from '../../core/selection/evaluation-set';
import type { Workspace } from '../../workspace/workspace.svelte';
import type { IntervalRow } from '../charts/interval-row';
import { languageName } from '../widgets/language-name';
import { shareRow } from './share-interval';

/** A set of prompts whose make-up is shown: everything, the evaluation set, a file, a cluster, what the map has selected. */
export interface PromptSet {
  readonly id: string;
  readonly title: string;
  readonly rows: Int32Array;
}

export const NO_LABEL = 'no label';
const SHOWN_LANGUAGES = 10;

/** What the sets are taken from. */
export interface PromptSetsSubject {
  readonly prompts: Workspace['prompts'];
  readonly clusters: { readonly state: { readonly labels: Int32Array } | null };
  readonly map: { readonly clusters: readonly { readonly id: number; readonly name: string }[] };
  readonly selection: Pick<Workspace['selection'], 'set' | 'rowOf'>;
}

/**
 * All sets on offer but the map's: the whole, the evaluation set without its rejected prompts once it is
 * drawn, each file where there are several, each cluster.
 */
export function promptSets({ prompts, clusters, map, selection }: PromptSetsSubject): PromptSet[] {
  const whole = {
    id: 'all',
    title: 'All prompts',
    rows: Int32Array.from(prompts, (_, row) => row),
  };
  const byFile = new Map<string, number[]>();
  prompts.forEach((prompt, row) => {
    for (const source of sourcesOf(prompt)) {
      const rows = byFile.get(source);
      if (rows) rows.push(row);
      else byFile.set(source, [row]);
    }
  });
  const files = byFile.size > 1 ? [...byFile] : [];
  const byCluster = new Map<number, number[]>(map.clusters.map(({ id }) => [id, []]));
  clusters.state?.labels.forEach((cluster, row) => byCluster.get(cluster)?.push(row));
  const { set } = selection;
  const drawn = set && {
    id: 'set',
    title: 'The evaluation set',
    rows: Int32Array.from(activeEntries(set).flatMap(({ id }) => selection.rowOf(id) ?? [])),
  };
  return [
    whole,
    ...(drawn ? [drawn] : []),
    ...files.map(([name, rows]) => ({
      id: `file:${name}`,
      title: name,
      rows: Int32Array.from(rows),
    })),
    ...map.clusters.map(({ id, name }) => ({
      id: `cluster:${id}`,
      title: name,
      rows: Int32Array.from(byCluster.get(id) ?? []),
    })),
  ];
}

/** Categories in their order, then the bucket, then prompts without a label where there are any. */
export function categoryRows({ labels }: Workspace, { rows }: PromptSet): IntervalRow[] {
  const counts = counted(Array.from(rows, (row) => labels.categoryOf?.[row] ?? NO_LABEL));
  const names = [...labels.categories.map(({ name }) => name), GENERAL];
  if (counts.has(NO_LABEL)) names.push(NO_LABEL);
  return names.map((name) => shareRow(name, counts.get(name) ?? 0, rows.length));
}

/** The languages that are most frequent over all of the sets, and the rest together. */
export function languageRows({ prompts }: Workspace, sets: readonly PromptSet[]): IntervalRow[][] {
  const perSet = sets.map(({ rows }) => counted(Array.from(rows, (row) => prompts[row].language)));
  const total = new Map<string, number>();
  for (const counts of perSet)
    for (const [code, count] of counts) total.set(code, (total.get(code) ?? 0) + count);
  const codes = [...total].sort((a, b) => b[1] - a[1]).map(([code]) => code);
  const shown = codes.slice(0, SHOWN_LANGUAGES);
  return sets.map(({ rows }, i) => {
    const counts = perSet[i];
    const listed = shown.map((code) =>
      shareRow(languageName(code), counts.get(code) ?? 0, rows.length),
    );
    const rest = rows.length - shown.reduce((sum, code) => sum + (counts.get(code) ?? 0), 0);
    return codes.length > shown.length
      ? [...listed, shareRow('others', rest, rows.length)]
      : listed;
  });
}

function counted(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
