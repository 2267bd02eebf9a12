import { TouchstoneError, type FieldValue, type Prompt } from '../core/data';
import type { PromptFile } from '../core/prompts/prompt-collector';
import { GENERAL } from '../core/labels/category';
import { tagColumn } from '../core/judging/prompt-tags';
import { importedScores } from '../core/labels/imported-scores';
import {
  CATEGORY_FIELDS,
  importedExpert,
  importedFlags,
  importedOccupations,
} from '../core/labels/imported-tags';
import { candidatesOf, type Candidate } from '../core/selection/candidate';
import { readTextInput } from './input-file';
import { readSeeds, type LabelRecord } from './label';
import type { FileScores } from './tag-file';

const CLUSTER_FIELDS = ['cluster', 'topic', 'subcategory'];
/** What stands for noise. */
const NOISE = '-1';

export interface CandidateSources {
  /** What the prompts are sampled by. */
  readonly by?: string;
  /** Refuse prompts of which it is not known; default true. */
  readonly needed?: boolean;
  /** Column of the categories, or of the clusters when sampling by them. */
  readonly field?: string;
  /** Output of the label command, over the rows of the prompt file. */
  readonly labels?: string;
  /** The seeds it was made from. */
  readonly seeds?: string;
  /** Output of the cluster command, over the rows of the prompt file. */
  readonly clusters?: string;
  /** Criteria scores, which count before those of the columns, and alone where these are of another scale. */
  readonly scores?: FileScores | null;
}

/**
 * The prompts of a file for selection, with the categories, clusters and tags of its columns or of the
 * files that the label, cluster and tag commands write.
 * @throws TouchstoneError `file-missing`, `no-category`, `label-json`, `no-label`, `cluster-json`
 */
export function readCandidates(
  file: Pick<PromptFile, 'prompts' | 'positions' | 'totalRows'>,
  sources: CandidateSources,
): Candidate[] {
  const { prompts } = file;
  const { by, needed = true, field, labels, seeds, clusters, scores } = sources;
  const byCluster = by === 'cluster';
  const categoryFields = field && !byCluster ? [field] : CATEGORY_FIELDS;
  const clusterFields = field && byCluster ? [field] : CLUSTER_FIELDS;
  if (needed && byCluster && !clusters) requireColumn(prompts, clusterFields, '--clusters');
  if (needed && (by === 'category' || by === 'cell') && !labels)
    requireColumn(prompts, categoryFields, '--labels');
  const labelled = labels ? readLabels(labels, seeds, file) : null;
  const clustered = clusters ? readClusters(clusters, file) : null;
  const imported = importedScores(prompts);
  const isOneScale = !scores || scores.highest === imported?.highest;
  const ownScores = isOneScale ? (imported?.values ?? null) : null;
  const score = tagColumn(prompts, ownScores, scores?.byPrompt ?? null);
  const expert = importedExpert(prompts);
  const occupations = importedOccupations(prompts);
  const flags = importedFlags(prompts);
  return candidatesOf(prompts, {
    category: (row) => (labelled ? labelled[row] : textOf(prompts[row], categoryFields)) ?? GENERAL,
    cluster: (row) => {
      const name = clustered ? String(clustered[row]) : textOf(prompts[row], clusterFields);
      return name === undefined || name === NOISE ? null : name;
    },
    score: (row) => score?.values[row] ?? null,
    expert: (row) => expert?.[row] ?? null,
    occupations: (row) => occupations?.[row] ?? null,
    flags: (row) => flags?.[row] ?? [],
  });
}

/** The first of the fields that holds anything, as text. */
function textOf({ fields }: Prompt, names: readonly string[]): string | undefined {
  const value = names
    .map((name): FieldValue => (Object.hasOwn(fields, name) ? fields[name] : null))
    .find((each) => each !== null && each !== '');
  return value === undefined ? undefined : String(value);
}

function requireColumn(
  prompts: readonly Prompt[],
  names: readonly string[],
  otherwise: string,
): void {
  if (prompts.some((prompt) => textOf(prompt, names) !== undefined)) return;
  throw new TouchstoneError(
    'no-category',
    `The prompts have no column ${names.map((name) => `"${name}"`).join(' or ')} to sample by. Name one with --field, or give ${otherwise}.`,
  );
}

/** Category of each prompt. */
function readLabels(
  path: string,
  seeds: string | undefined,
  { prompts, positions }: Pick<PromptFile, 'prompts' | 'positions'>,
): string[] {
  const records = jsonOf(path);
  if (!Array.isArray(records) || !records.every(isLabelRecord))
    throw new TouchstoneError(
      'label-json',
      `${path} is not what "touchstone label --json" writes. Make it again from the same prompts.`,
    );
  const categories = new Map<number, string>(
    records.map(({ row, label, general }) => [row, general ? GENERAL : label]),
  );
  for (const { row, category } of seeds ? readSeeds(seeds, null) : [])
    categories.set(row, category);
  // Vectors made here have a row for each prompt, those made elsewhere for each row of the file;
  // the two differ where rows were merged or bad, and then the latter are more.
  const byFileRow = [...categories.keys()].some((row) => row >= prompts.length);
  const found = prompts.map((_, row) => categories.get(byFileRow ? positions[row] : row));
  const open = prompts.filter((_, row) => found[row] === undefined);
  if (open.length > 0)
    throw new TouchstoneError(
      'no-label',
      `${path} has no label for ${open.length} of the ${prompts.length} prompts (the first is "${open[0].id}"). ${seeds ? 'Make it again from the same prompts, and give the seeds it was made from' : 'It leaves its seeds out: give the file of them with --seeds'}.`,
    );
  return found as string[];
}

/** Cluster of each prompt, -1 for noise. */
function readClusters(
  path: string,
  { prompts, positions, totalRows }: Pick<PromptFile, 'prompts' | 'positions' | 'totalRows'>,
): number[] {
  const labels = (jsonOf(path) as { readonly labels?: unknown } | null)?.labels;
  if (!Array.isArray(labels) || !labels.every(Number.isInteger))
    throw new TouchstoneError(
      'cluster-json',
      `${path} is not what "touchstone cluster --json" writes. Make it again from the same prompts.`,
    );
  if (labels.length !== prompts.length && labels.length !== totalRows)
    throw new TouchstoneError(
      'cluster-json',
      `${path} has the clusters of ${labels.length} vectors, but there are ${prompts.length} prompts. Cluster the vectors of the same prompts.`,
    );
  const byFileRow = labels.length !== prompts.length;
  return prompts.map((_, row) => labels[byFileRow ? positions[row] : row] as number);
}

/** What a JSON file holds; null for one that is no JSON. */
function jsonOf(path: string): unknown {
  try {
    return JSON.parse(readTextInput(path));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return null;
  }
}

function isLabelRecord(value: unknown): value is LabelRecord {
  const record = value as Partial<LabelRecord> | null;
  return (
    typeof record?.row === 'number' &&
    typeof record.label === 'string' &&
    typeof record.general === 'boolean'
  );
}
