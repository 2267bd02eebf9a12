import { readFileSync } from 'node:fs';
import { TouchstoneError, type FieldValue } from '../core/data';
import type { PromptFile } from '../core/prompts/prompt-collector';
import { GENERAL } from '../core/labels/category';
import { CATEGORY_FIELDS } from '../core/labels/imported-tags';
import { candidatesOf, type Candidate } from '../core/selection/candidate';
import { readSeeds, type LabelRecord } from './label';

const CLUSTER_FIELDS = ['cluster', 'topic', 'subcategory'];
const SCORE_FIELD = 'score';
/** What a column of clusters holds for noise. */
const NOISE = ['-1', ''];

interface CategorySource {
  readonly by?: string;
  /** Column of the categories, or of the clusters when sampling by them. */
  readonly field?: string;
  /** Output of the label command, over the rows of the prompt file. */
  readonly labels?: string;
  /** The seeds it was made from. */
  readonly seeds?: string;
}

/**
 * The prompts of a file for selection, with the categories, clusters and scores of its columns or of
 * a label file.
 * @throws TouchstoneError `no-category`, `label-json`, `no-label`
 */
export function readCandidates(
  { prompts, positions }: Pick<PromptFile, 'prompts' | 'positions'>,
  { by, field, labels, seeds }: CategorySource,
): Candidate[] {
  const byCluster = by === 'cluster';
  const text = (row: number, names: readonly string[]): string | undefined => {
    const { fields } = prompts[row];
    const value = names
      .map((name): FieldValue => fields[name] ?? null)
      .find((each) => each !== null);
    return value === undefined ? undefined : String(value);
  };
  const categoryFields = field && !byCluster ? [field] : CATEGORY_FIELDS;
  const clusterFields = field && byCluster ? [field] : CLUSTER_FIELDS;
  const needed = byCluster ? clusterFields : categoryFields;
  if ((byCluster || !labels) && !prompts.some((_, row) => text(row, needed) !== undefined))
    throw new TouchstoneError(
      'no-category',
      `The prompts have no column ${needed.map((name) => `"${name}"`).join(' or ')} to sample by. Name one with --field${byCluster ? '' : ', or give --labels'}.`,
    );
  const labelled = labels ? readLabels(labels, seeds) : null;
  // Vectors made here have a row for each prompt, those made elsewhere for each row of the file;
  // the two differ where rows were merged or bad, and then the latter are more.
  const byFileRow = labelled && [...labelled.keys()].some((row) => row >= prompts.length);
  const labelRow = (row: number) => (byFileRow ? positions[row] : row);
  if (labelled) {
    const open = prompts.filter((_, row) => !labelled.has(labelRow(row)));
    if (open.length > 0)
      throw new TouchstoneError(
        'no-label',
        `${labels} has no label for ${open.length} of the ${prompts.length} prompts (the first is "${open[0].id}"). ${seeds ? 'Make it again from the same prompts, and give the seeds it was made from' : 'It leaves its seeds out: give the file of them with --seeds'}.`,
      );
  }
  return candidatesOf(prompts, {
    category: (row) =>
      (labelled ? labelled.get(labelRow(row)) : text(row, categoryFields)) ?? GENERAL,
    cluster: (row) => {
      const name = text(row, clusterFields);
      return name === undefined || NOISE.includes(name) ? null : name;
    },
    score: (row) => {
      const score = prompts[row].fields[SCORE_FIELD];
      return typeof score === 'number' ? score : null;
    },
  });
}

/** Categories by row of the vectors. */
function readLabels(path: string, seeds: string | undefined): Map<number, string> {
  let records: unknown;
  try {
    records = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    records = null;
  }
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
  return categories;
}

function isLabelRecord(value: unknown): value is LabelRecord {
  const record = value as Partial<LabelRecord> | null;
  return (
    typeof record?.row === 'number' &&
    typeof record.label === 'string' &&
    typeof record.general === 'boolean'
  );
}
