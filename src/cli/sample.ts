import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { TouchstoneError, type Prompt } from '../core/data';
import { exportPrompts, type PromptForm } from '../core/prompts/prompt-export';
import type { Candidate } from '../core/selection/candidate';
import { activeEntries, type EvaluationSet } from '../core/selection/evaluation-set';
import { DEFAULT_FILTERS, type FilterSettings } from '../core/selection/filter';
import {
  buildManifest,
  candidatesHash,
  parseManifest,
  restoreSet,
  type Manifest,
} from '../core/selection/manifest';
import { sampleSet } from '../core/selection/sample';
import { promptsHash } from '../core/selection/source-files';
import { PAPER_SAMPLE, type SamplingSettings } from '../core/selection/sampling-settings';
import { readPromptFile } from '../readers/prompt-file';
import type { Command } from './command';
import { numberOption } from './number-option';
import { readCandidates } from './candidate-file';

const FORMS: readonly PromptForm[] = [
  'touchstone',
  'arena-hard-v0.1',
  'arena-hard-v2.0',
  'alpaca-eval',
  'csv',
];
const ARENA_HARD_PER_CLUSTER = 2;

const OPTIONS = {
  prompts: { type: 'string' },
  by: { type: 'string' },
  per: { type: 'string' },
  minimum: { type: 'string' },
  'max-words': { type: 'string' },
  'min-characters': { type: 'string' },
  'min-score': { type: 'string' },
  field: { type: 'string' },
  labels: { type: 'string' },
  seeds: { type: 'string' },
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
    'sample --prompts FILE --by category|cluster [--per 100] [--minimum 90] [--max-words 5000] [--seed 1] --out SET.jsonl --manifest M.json',
    '    [--field COLUMN | --labels LABELS.json --seeds SEEDS.csv] [--min-score 6] [--min-characters 32]',
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
    const bytes = readFileSync(path);
    const file = await readPromptFile(new Blob([bytes]), basename(path));
    for (const { row, reason } of file.errors) console.error(`${path}, row ${row}: ${reason}`);
    const manifest = options.again ? readManifest(options.again) : null;
    const by = manifest?.sample.by ?? options.by ?? PAPER_SAMPLE.by;
    const candidates = readCandidates(file, { ...options, by });
    const made = manifest ? again(manifest, candidates) : fresh(options, by, candidates);
    writeFileSync(out, exportSet(made.set, file.prompts, candidates, form));
    if (options.manifest) {
      const sources = [path, options.labels, options.seeds].filter((name) => name !== undefined);
      const from = { count: candidates.length, hash: candidatesHash(candidates) };
      const written = buildManifest(made.set, from, made.filters, made.earlier, {
        files: sources.map((name) => ({
          name: basename(name),
          sha256: fileHash(name),
          contentHash: name === path ? promptsHash(file.prompts) : null,
        })),
        model: null,
        labels: null,
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
}

function readManifest(path: string): Manifest {
  return parseManifest(readFileSync(path, 'utf8'), path);
}

function fresh(options: Options, by: string, candidates: readonly Candidate[]): Made {
  const filters = {
    ...DEFAULT_FILTERS,
    maxWords: numberOption('max-words', options['max-words']) ?? DEFAULT_FILTERS.maxWords,
    minCharacters: numberOption('min-characters', options['min-characters']),
  };
  const earlier = options.earlier.flatMap((path) =>
    readManifest(path).entries.map((entry) => entry.id),
  );
  const set = sampleSet(candidates, filters, samplingOf(options, by), new Set(earlier));
  return { set, filters, earlier };
}

function again(manifest: Manifest, candidates: readonly Candidate[]): Made {
  const { filters, earlier } = manifest;
  return { set: restoreSet(manifest, candidates), filters, earlier };
}

function samplingOf(options: Options, by: string): SamplingSettings {
  if (by !== 'category' && by !== 'cluster')
    throw new TouchstoneError('usage', `--by is "${by}": give category or cluster.`);
  const byCluster = by === 'cluster';
  const minMeanScore = numberOption('min-score', options['min-score']);
  return {
    ...PAPER_SAMPLE,
    by,
    per:
      numberOption('per', options.per) ?? (byCluster ? ARENA_HARD_PER_CLUSTER : PAPER_SAMPLE.per),
    minimum: numberOption('minimum', options.minimum) ?? (byCluster ? 0 : PAPER_SAMPLE.minimum),
    within: byCluster ? ['language'] : PAPER_SAMPLE.within,
    clusters: minMeanScore === null ? null : { minMeanScore, per: null },
    seed: numberOption('seed', options.seed) ?? PAPER_SAMPLE.seed,
  };
}

function isForm(form: string): form is PromptForm {
  return (FORMS as readonly string[]).includes(form);
}

function fileHash(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

function exportSet(
  set: EvaluationSet,
  prompts: readonly Prompt[],
  candidates: readonly Candidate[],
  form: PromptForm,
): string {
  const rowOf = new Map(candidates.map((candidate, row) => [candidate.id, row]));
  const rows = activeEntries(set).map((entry) => {
    const row = rowOf.get(entry.id) as number;
    const { category, cluster } = candidates[row];
    const fields = { ...prompts[row].fields, ...(category !== null && { category }) };
    const prompt = { ...prompts[row], fields };
    return { prompt, category: category ?? undefined, cluster: cluster ?? undefined };
  });
  return exportPrompts(rows, form);
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
