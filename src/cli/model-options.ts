import type { parseArgs, ParseArgsConfig } from 'node:util';
import { TouchstoneError } from '../core/data';
import type { CallParameters, FailureKind, Provider, ProviderKind } from '../core/judging/call';
import type { MaskSettings } from '../core/judging/masking';
import type { Price } from '../core/judging/price';
import { priceOfModel, type ListedPrice } from '../core/judging/price-table';
import { DEFAULT_RUN_SETTINGS } from '../core/judging/run';
import { isLocal, KNOWN_PROVIDERS, providerAt, sameAmong } from '../llm/providers';
import { choiceOption } from './choice-option';
import { countOption, numberOption, positiveOption } from './number-option';
import { checkOutputs } from './output-file';

const KEY_VARIABLES: Readonly<Record<ProviderKind, string>> = {
  openai: 'OPENAI_API_KEY',
  anthropic: 'ANTHROPIC_API_KEY',
  gemini: 'GEMINI_API_KEY',
};
const FAILURES: readonly FailureKind[] = ['transport', 'refusal', 'unparsable'];
const KINDS: readonly ProviderKind[] = ['openai', 'anthropic', 'gemini'];
const DEFAULT_CACHE = 'touchstone-calls.jsonl';

/** Options of all commands that call models. */
export const MODEL_OPTIONS = {
  category: { type: 'string', multiple: true, default: [] as string[] },
  provider: { type: 'string', default: 'openai' },
  'base-url': { type: 'string' },
  'provider-id': { type: 'string' },
  'key-env': { type: 'string' },
  temperature: { type: 'string' },
  'max-tokens': { type: 'string' },
  seed: { type: 'string' },
  cache: { type: 'string', default: DEFAULT_CACHE },
  budget: { type: 'string' },
  price: { type: 'string' },
  concurrency: { type: 'string' },
  timeout: { type: 'string' },
  retry: { type: 'string' },
  pilot: { type: 'string' },
  mask: { type: 'string' },
  'mask-name': { type: 'string', multiple: true, default: [] as string[] },
  'dry-run': { type: 'boolean', default: false },
  'batch-out': { type: 'string' },
  'batch-in': { type: 'string', multiple: true, default: [] as string[] },
} as const satisfies ParseArgsConfig['options'];

export const MODEL_USAGE = [
  '    [--provider openai|anthropic|gemini] [--base-url URL] [--key-env VARIABLE (at a URL of your own no other key is sent)]',
  '    [--provider-id ID (replies at a URL are kept under its host, and its path where that is not /v1; or under this)]',
  '    [--temperature 0] [--max-tokens 4096] [--seed 1]',
  `    [--cache ${DEFAULT_CACHE}] [--budget 5 (dollars of this call)] [--price IN/OUT (dollars a million tokens)] [--concurrency 24] [--timeout 120]`,
  '    [--category NAME]… (only prompts of these) [--mask emails,phones] [--mask-name NAME]…',
  '    [--pilot N] [--dry-run] [--retry transport,refusal,unparsable] [--batch-out FILE | --batch-in FILE [--batch-in FILE]…]',
  '    --out is replaced by what this command gives, from the cache too; one with results of others is refused.',
].join('\n');

export type ModelOptions = ReturnType<
  typeof parseArgs<{ args: string[]; options: typeof MODEL_OPTIONS }>
>['values'];

/** What the shared options say. */
export interface ModelChoices {
  readonly provider: Provider;
  /** From the environment; null for none. */
  readonly key: string | null;
  readonly parameters: CallParameters;
  readonly cache: string;
  readonly budgetUsd: number;
  readonly maxInFlight: number;
  readonly timeoutMs: number;
  readonly retry: readonly FailureKind[];
  readonly pilot: number | null;
  readonly dryRun: boolean;
  readonly batchOut: string | null;
  readonly batchIn: readonly string[];
  /** What is taken out of texts before they are sent. */
  readonly mask: MaskSettings;
  /** Null where it is unknown. */
  priceOf(model: string): ListedPrice | null;
}

/**
 * Refuses files that can't be written, or are given twice.
 * @param inputs that the command reads beside a batch's results
 * @throws TouchstoneError as `checkOutputs`
 */
export function checkModelFiles(
  { cache, 'batch-out': batchOut, 'batch-in': batchIn }: ModelOptions,
  out: string | undefined,
  inputs: readonly (string | undefined)[],
): void {
  checkOutputs([out, cache, batchOut], [...inputs, ...batchIn]);
}

/** @throws TouchstoneError `usage`, `no-key`, `wrong-address` */
export function modelChoices(
  options: ModelOptions,
  defaults: CallParameters,
  environment: NodeJS.ProcessEnv,
): ModelChoices {
  checkTogether(options);
  const provider = providerOption(options);
  const price = priceOption(options.price);
  const offline =
    options['dry-run'] || options['batch-out'] !== undefined || options['batch-in'].length > 0;
  return {
    provider,
    key: offline ? null : keyOf(provider, options, environment),
    parameters: {
      temperature: numberOption('temperature', options.temperature) ?? defaults.temperature,
      maxTokens: countOption('max-tokens', options['max-tokens']) ?? defaults.maxTokens,
      seed: numberOption('seed', options.seed) ?? defaults.seed,
    },
    cache: options.cache,
    budgetUsd: positiveOption('budget', options.budget) ?? DEFAULT_RUN_SETTINGS.budgetUsd,
    maxInFlight:
      countOption('concurrency', options.concurrency) ?? DEFAULT_RUN_SETTINGS.maxInFlight,
    timeoutMs:
      (positiveOption('timeout', options.timeout) ?? DEFAULT_RUN_SETTINGS.timeoutMs / 1000) * 1000,
    retry: (options.retry?.split(',') ?? []).map((each) => choiceOption('retry', each, FAILURES)),
    pilot: countOption('pilot', options.pilot),
    dryRun: options['dry-run'],
    batchOut: options['batch-out'] ?? null,
    batchIn: options['batch-in'],
    mask: maskOption(options),
    priceOf(model) {
      const given = price ?? (isLocal(provider.baseUrl) ? { inputUsd: 0, outputUsd: 0 } : null);
      const listed = priceOfModel(model);
      return given
        ? { model, contextTokens: listed?.contextTokens ?? null, asOf: '', ...given }
        : listed;
    },
  };
}

/** Refuses options of which one would be passed over. */
function checkTogether({ 'batch-out': batchOut, 'batch-in': batchIn, pilot }: ModelOptions): void {
  if (batchOut !== undefined && batchIn.length > 0)
    throw new TouchstoneError(
      'usage',
      'Give --batch-out to write requests, or --batch-in to read results, not both.',
    );
  if (pilot !== undefined && (batchOut !== undefined || batchIn.length > 0))
    throw new TouchstoneError(
      'usage',
      '--pilot is for calls that are made at once, not in a batch.',
    );
}

/**
 * One of the three, or the one at an address. Replies are kept under the same id as in the page,
 * unless another is given: for a server that has moved, or a second form behind one address.
 */
function providerOption(options: ModelOptions): Provider {
  const kind = choiceOption('provider', options.provider, KINDS);
  const { 'base-url': address, 'provider-id': id } = options;
  if (address) {
    const given = providerAt(kind, address, id);
    return (id === undefined && sameAmong(KNOWN_PROVIDERS, given)) || given;
  }
  if (id === undefined) return KNOWN_PROVIDERS.find((each) => each.id === kind)!;
  throw new TouchstoneError('usage', '--provider-id is for a provider given with --base-url.');
}

/**
 * A provider at an address of the user's own gets the key of the variable that is named for it, or
 * none: never the one that another provider's tools read.
 */
function keyOf(
  { name, kind }: Provider,
  options: ModelOptions,
  environment: NodeJS.ProcessEnv,
): string | null {
  if (options['base-url'] && !options['key-env']) return null;
  const variable = options['key-env'] ?? KEY_VARIABLES[kind];
  const key = environment[variable]?.trim();
  if (key) return key;
  throw new TouchstoneError(
    'no-key',
    `There is no key for ${name} in the environment: set ${variable}, or name another variable with --key-env.`,
  );
}

function maskOption({ mask, 'mask-name': names }: ModelOptions): MaskSettings {
  const masked = (mask?.split(',') ?? []).map((each) =>
    choiceOption('mask', each, ['emails', 'phones']),
  );
  return { emails: masked.includes('emails'), phones: masked.includes('phones'), names };
}

function priceOption(text: string | undefined): Price | null {
  if (text === undefined) return null;
  const [inputUsd, outputUsd] = text.split('/').map(Number);
  if (!(inputUsd >= 0 && outputUsd >= 0)) {
    throw new TouchstoneError(
      'usage',
      `--price is "${text}": give dollars a million tokens for input and output, such as 2.5/10.`,
    );
  }
  return { inputUsd, outputUsd };
}
