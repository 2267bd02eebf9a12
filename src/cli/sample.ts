import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { TouchstoneError, type Prompt } from '../core/data';
import { cutConversations, exportPrompts, type PromptForm } from '../core/prompts/prompt-export';
import type { Candidate } from '../core/selection/candidate';
import { activeEntries, drawnCategory, type EvaluationSet } from '../core/selection/evaluation-set';
import { DEFAULT_FILTERS, filterCandidates, type FilterSettings } from '../core/selection/filter';
import { FILTER_REASONS } from '../core/selection/filter-reason';
import {
  buildManifest,
  candidatesHash,
  parseManifest,
  restoreOrAdopt,
  type DrawnFrom,
  type Manifest,
} from '../core/selection/manifest';
import { sampleSet } from '../core/selection/sample';
import { promptsHash } from '../core/selection/source-files';
import { PAPER_SAMPLE, type SamplingSettings } from '../core/selection/sampling-settings';
import { readPromptFile } from '../readers/prompt-file';
import type { Command } from './command';
import { readCandidates } from './candidate-file';
import { readInput, readTextInput } from './input-file';
import { numberOption } from './number-option';
import { checkOutput } from './output-file';
import { joinTagFiles } from './tag-file';

const FORMS: readonly PromptForm[] = [
  'touchstone',
  'arena-hard-v0.1',
  'arena-hard-v2.0',
  'alpaca-eval',
  'csv',
];
const ARENA_HARD_PER_CLUSTER = 2;
/** Near-duplicates are not searched for here, so that none are left out. */
const FILTERS: FilterSettings = { ...DEFAULT_FILTERS, onePerDuplicateGroup: false };

const OPTIONS = {
  prompts: { type: 'string' },
  by: { type: 'string' },
  per: { type: 'string' },
  minimum: { type: 'string' },
  'max-words': { type: 'string' },
  'min-characters': { type: 'string' },
  'min-score': { type: 'string' },
  'min-scored': { type: 'string' },
  field: { type: 'string' },
  labels: { type: 'string' },
  seeds: { type: 'string' },
  clusters: { type: 'string' },
  tags: { type: 'string', multiple: true, default: [] as string[] },
  earlier: { type: 'string', multiple: true, default: [] as string[] },
  again: { type: 'string' },
  seed: { type: 'string' },
  form: { type: 'string', default: 'touchstone' },
  out: { type: 'string' },
  manifest: { type: 'string' },
} as const;

const optionsOf = (args: readonly string[]) =>
  parseArgs({ args: [...args], options: OPTIONS }).values;
type Options = ReturnType<typeof optionsOf>;

export const command: Command = {
  usage: [
    'sample --prompts FILE --by category|cluster --out SET.jsonl [--manifest M.json] [--max-words 5000] [--min-characters 32] [--seed 1]',
    '    [--per N] [--minimum N]    by category 100, at least 90; by cluster 2',
    '    [--field COLUMN | --labels LABELS.json --seeds SEEDS.csv] [--clusters CLUSTERS.json] [--tags TAGS.jsonl]...',
    '    [--min-score 6 [--min-scored 5]]    only clusters whose mean criteria score is so high, over so many scores',
    `    [--earlier M.json]... [--again M.json] [--form ${FORMS.join('|')}]    an evaluation set`,
  ].join('\n'),
  async run(args) {
    const options = optionsOf(args);
    const { prompts: path, out, form } = options;
    if (!path || !out)
      throw new TouchstoneError(
        'usage',
        `Give --prompts and --out: npx touchstone ${command.usage}`,
      );
    if (!isForm(form))
      throw new TouchstoneError('usage', `--form is "${form}": give ${FORMS.join(', ')}.`);
    checkOutput(out);
    checkOutput(options.manifest);
    const file = await readPromptFile(new Blob([readInput(path)]), basename(path));
    for (const { row, reason } of file.errors) console.error(`${path}, row ${row}: ${reason}`);
    const { prompts, scores } = await joinTagFiles(file.prompts, options.tags);
    const manifest = options.again ? readManifest(options.again) : null;
    const by = manifest?.sample.by ?? options.by ?? PAPER_SAMPLE.by;
    const candidates = readCandidates(
      { ...file, prompts },
      { ...options, by, scores, needed: manifest === null },
    );
    const made = manifest ? again(manifest, candidates) : fresh(options, by, candidates);
    reportLeftOut(candidates, made.filters);
    requirePrompts(made.set);
    writeFileSync(out, exportSet(made.set, prompts, candidates, form));
    if (options.manifest) {
      const { labels, seeds, clusters, tags } = options;
      const sources = [path, labels, seeds, clusters, ...tags].filter((name) => name !== undefined);
      const written = buildManifest(made.set, made.from, made.filters, made.earlier, {
        files: sources.map((name) => ({
          name: basename(name),
          sha256: fileHash(name),
          contentHash: name === path ? promptsHash(file.prompts) : null,
        })),
        model: manifest?.model ?? null,
        labels: manifest?.labels ?? null,
        ...(manifest?.tags && { tags: manifest.tags }),
      });
      writeFileSync(options.manifest, JSON.stringify(written, null, 2) + '\n');
    }
    report(out, made.set);
  },
};

interface Made {
  readonly set: EvaluationSet;
  readonly filters: FilterSettings;
  readonly earlier: readonly string[];
  readonly from: DrawnFrom;
}

function readManifest(path: string): Manifest {
  return parseManifest(readTextInput(path), path);
}

function fresh(options: Options, by: string, candidates: readonly Candidate[]): Made {
  if (options['min-score'] !== undefined && candidates.every(({ score }) => score === null))
    throw new TouchstoneError(
      'no-score',
      'The prompts have no scores for --min-score: no column "score", "criteria_score" or "criteria". Give --tags with what "touchstone tag --what criteria" wrote.',
    );
  const filters = {
    ...FILTERS,
    maxWords: numberOption('max-words', options['max-words']) ?? FILTERS.maxWords,
    minCharacters: numberOption('min-characters', options['min-characters']),
  };
  const earlier = options.earlier.flatMap((path) =>
    readManifest(path).entries.map((entry) => entry.id),
  );
  const set = sampleSet(candidates, filters, samplingOf(options, by), new Set(earlier));
  const from = { count: candidates.length, hash: candidatesHash(candidates) };
  return { set, filters, earlier, from };
}

/** The set of a manifest: drawn again where labels, clusters and tags are those of its draw. */
function again(manifest: Manifest, candidates: readonly Candidate[]): Made {
  const { filters, earlier } = manifest;
  const { set, exact } = restoreOrAdopt(manifest, candidates);
  if (!exact)
    console.error(
      'touchstone: The prompts of the manifest were found by their ids. Labels, clusters, near-duplicates or tags differ from those of its draw, so it was not drawn again.',
    );
  const hash = exact ? manifest.candidates.hash : null;
  return { set, filters, earlier, from: { count: manifest.candidates.count, hash } };
}

function samplingOf(options: Options, by: string): SamplingSettings {
  if (by !== 'category' && by !== 'cluster')
    throw new TouchstoneError('usage', `--by is "${by}": give category or cluster.`);
  const byCluster = by === 'cluster';
  const minMeanScore = numberOption('min-score', options['min-score']);
  const minScored = numberOption('min-scored', options['min-scored']) ?? 1;
  return {
    ...PAPER_SAMPLE,
    by,
    per:
      numberOption('per', options.per) ?? (byCluster ? ARENA_HARD_PER_CLUSTER : PAPER_SAMPLE.per),
    minimum: numberOption('minimum', options.minimum) ?? (byCluster ? 0 : PAPER_SAMPLE.minimum),
    within: byCluster ? ['language'] : PAPER_SAMPLE.within,
    clusters: minMeanScore === null ? null : { minMeanScore, minScored, per: null },
    seed: numberOption('seed', options.seed) ?? PAPER_SAMPLE.seed,
  };
}

function isForm(form: string): form is PromptForm {
  return (FORMS as readonly string[]).includes(form);
}

function fileHash(path: string): string {
  return createHash('sha256').update(readInput(path)).digest('hex');
}

function exportSet(
  set: EvaluationSet,
  prompts: readonly Prompt[],
  candidates: readonly Candidate[],
  form: PromptForm,
): string {
  const rowOf = new Map(candidates.map((candidate, row) => [candidate.id, row]));
  const { by } = set.settings;
  const told = by === 'cluster' || candidates.some(({ cluster }) => cluster !== null);
  const rows = activeEntries(set).map((entry) => {
    const row = rowOf.get(entry.id) as number;
    const category = drawnCategory(entry, set.settings, candidates[row].category) ?? undefined;
    const cluster = by === 'cluster' ? entry.stratum : candidates[row].cluster;
    const fields = { ...prompts[row].fields, ...(category !== undefined && { category }) };
    return { prompt: { ...prompts[row], fields }, category, cluster: told ? cluster : undefined };
  });
  const cut = cutConversations(rows, form);
  if (cut > 0)
    console.error(
      `touchstone: ${cut} conversations lose turns, as the form ${form} holds only the user's. --form touchstone keeps them whole.`,
    );
  return exportPrompts(rows, form);
}

function reportLeftOut(candidates: readonly Candidate[], filters: FilterSettings): void {
  const { dropped } = filterCandidates(candidates, filters);
  const reasons = Array.from(
    dropped,
    ([reason, { length }]) => `${length} ${FILTER_REASONS[reason]}`,
  );
  if (reasons.length > 0)
    console.error(`touchstone: Left out by the filters: ${reasons.join(', ')}.`);
}

/** @throws TouchstoneError `empty-set` */
function requirePrompts(set: EvaluationSet): void {
  if (activeEntries(set).length > 0) return;
  const reasons = set.notices.map(({ message }) => message);
  throw new TouchstoneError(
    'empty-set',
    `The set has no prompts, so nothing was written. ${reasons.join(' ')}`.trim(),
  );
}

function report(out: string, set: EvaluationSet): void {
  for (const { message } of set.notices) console.error(`touchstone: ${message}`);
  const { by, seed } = set.settings;
  const width = Math.max(...set.strata.map((each) => each.stratum.length), by.length);
  console.log(`${by.padEnd(width)}  available  chosen`);
  for (const { stratum, available, chosen } of set.strata)
    console.log(
      `${stratum.padEnd(width)}  ${String(available).padStart(9)}  ${String(chosen).padStart(6)}`,
    );
  console.log(`${out}: ${activeEntries(set).length} prompts, seed ${seed}.`);
}
