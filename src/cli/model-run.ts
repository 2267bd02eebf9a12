import { randomBytes, randomUUID } from 'node:crypto';
import { TouchstoneError, type Prompt } from '../core/data';
import type { AnswerBook } from '../core/judging/answer';
import { laterTurns } from '../core/judging/answer-call';
import type { Call, Provider } from '../core/judging/call';
import { callDelimiter } from '../core/judging/delimiter';
import { pilotCalls } from '../core/judging/pilot-sample';
import { masker } from '../core/judging/masking';
import { DEFAULT_RUN_SETTINGS, type RunSummary } from '../core/judging/run';
import { cutTexts } from '../core/judging/tag-call';
import { MAX_TAGGED_CHARS } from '../core/judging/tag-task';
import type { RunSpec } from '../core/judging/run-spec';
import { seededRandom } from '../core/random';
import { systemClock } from '../llm/clock';
import { HttpSender } from '../llm/http-sender';
import { knownQuirks } from '../llm/quirks';
import { takeBatch } from '../stages/batch-files';
import { estimateCalls, makeRun, planRun, readRun } from '../stages/plan-run';
import type { PlannedRun, RunResult } from '../stages/plan-run';
import { writeBatches } from './batch-output';
import { CallFile } from './call-file';
import { openInput } from './input-file';
import type { ModelChoices } from './model-options';
import { progressLine } from './progress-line';

const PILOT_SEED = 1;
const SECRET_BYTES = 32;
/** From a terminal, and from a system that ends its jobs. */
const INTERRUPTS = ['SIGINT', 'SIGTERM'] as const;

interface RunInput {
  readonly spec: RunSpec;
  readonly prompts: readonly Prompt[];
  readonly answers: AnswerBook;
  readonly bigWinWeight: number;
}

export interface CommandRun {
  readonly planned: PlannedRun;
  /** Null where nothing was to be made or read: a dry run, or batch requests. */
  readonly result: RunResult | null;
  /** What cut the run short, to be thrown once its results are written; null for nothing. */
  readonly problem: TouchstoneError | null;
}

/**
 * Plans a run and makes its calls, writes them as batch files, or reads a batch's results; then
 * reads all results that the cache holds. An interrupt stops at once and keeps what has come.
 */
export async function runOnCommandLine(
  input: RunInput,
  choices: ModelChoices,
): Promise<CommandRun> {
  const secret = randomBytes(SECRET_BYTES).toString('hex');
  const planned = await planRun(input.spec, {
    prompts: input.prompts,
    answers: input.answers,
    provider: () => choices.provider,
    codeOf: (key) => callDelimiter(secret, key),
    mask: masker(choices.mask),
  });
  const { pilot } = choices;
  const sample =
    pilot === null ? null : pilotCalls(planned.calls as readonly Call[], pilot, PILOT_SEED);
  await tellEstimate(planned, sample, choices);
  if (choices.dryRun) return { planned, result: null, problem: null };
  if (choices.batchOut !== null) {
    await writeBatches(planned, choices.batchOut, choices.cache);
    return { planned, result: null, problem: null };
  }
  const cache = await CallFile.open(choices.cache);
  try {
    const problem =
      choices.batchIn.length > 0
        ? await readBatches(planned.calls, cache, choices)
        : problemOf(await makeCalls(planned, sample, cache, choices));
    return { planned, result: await readRun(planned, cache, input.bigWinWeight), problem };
  } finally {
    await cache.close();
  }
}

const NAMED_PROMPTS = 20;

/** Ids of prompts, the first of them where they are many. */
function named(ids: readonly string[]): string {
  const more = ids.length - NAMED_PROMPTS;
  return ids.slice(0, NAMED_PROMPTS).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** What the user must know before anything is sent. */
async function tellEstimate(
  planned: PlannedRun,
  sample: readonly Call[] | null,
  choices: ModelChoices,
): Promise<void> {
  const calls = sample ?? planned.calls;
  const estimate = await estimateCalls(calls, ({ model }) => choices.priceOf(model));
  const { inputTokens, usd, mostUsd, unpriced, tooLong } = estimate;
  const money =
    usd === null
      ? `price of ${unpriced.join(', ')} unknown`
      : `about $${usd.toFixed(2)}, at most $${mostUsd!.toFixed(2)}`;
  console.error(
    `touchstone: ${sample ? 'a pilot, ' : ''}${calls.length} ${sample ? `of ${planned.calls.length} ` : ''}calls to ${choices.provider.name}, up to ${inputTokens} tokens in, ${money}; those in ${choices.cache} are not made again.`,
  );
  const later = planned.kind === 'answer' ? laterTurns(planned.plan) : 0;
  if (later > 0) {
    console.error(
      `touchstone: ${later} more calls follow for later turns, which these figures leave out; the cap counts them.`,
    );
  }
  const ids = [...new Set(tooLong.map(({ promptId }) => promptId))];
  if (ids.length > 0) {
    console.error(
      `touchstone: ${ids.length} prompts may exceed the model's context, with a reply of ${choices.parameters.maxTokens} tokens: ${named(ids)}. Such calls fail; a lower --max-tokens makes room.`,
    );
  }
  if (planned.kind === 'judge' && planned.missing.length > 0) {
    const [first] = planned.missing;
    console.error(
      `touchstone: ${planned.missing.length} answers are missing, such as that of ${first.model} to "${first.promptId}"; their games are left out.`,
    );
  }
  const cut = planned.kind === 'tag' ? cutTexts(planned.plan) : 0;
  if (cut > 0) {
    console.error(`touchstone: ${cut} prompts are cut at ${MAX_TAGGED_CHARS} characters.`);
  }
}

async function makeCalls(
  planned: PlannedRun,
  sample: readonly Call[] | null,
  store: CallFile,
  choices: ModelChoices,
): Promise<RunSummary> {
  const { key, maxInFlight, timeoutMs, budgetUsd, retry, cache } = choices;
  const priceOf = ({ model }: Call) => {
    const price = choices.priceOf(model);
    if (price) return price;
    throw new TouchstoneError(
      'price-unknown',
      `The price of ${model} is not known, so that the cap can't hold. Give it with --price IN/OUT (0/0 where it costs nothing).`,
    );
  };
  new Map(planned.calls.map((call) => [call.model, call])).forEach(priceOf);
  const sender = new HttpSender({
    fetch: (url, init) => fetch(url, init),
    keyOf: () => key,
    now: systemClock.now,
  });
  const interrupt = new AbortController();
  const onInterrupt = () =>
    interrupt.abort(
      new TouchstoneError(
        'interrupted',
        `Interrupted. What has come is in ${cache}. Run the same command again to go on.`,
      ),
    );
  for (const signal of INTERRUPTS) process.once(signal, onInterrupt);
  try {
    return await makeRun(
      planned,
      sample,
      { store, send: sender.send, clock: systemClock, random: seededRandom(Date.now()), priceOf },
      {
        ...DEFAULT_RUN_SETTINGS,
        ...{ maxInFlight, timeoutMs, budgetUsd },
        run: randomUUID(),
        retry: { kinds: retry, keys: [] },
      },
      { signal: interrupt.signal, onProgress: progressLine(process.stderr, systemClock.now) },
    );
  } finally {
    for (const signal of INTERRUPTS) process.off(signal, onInterrupt);
  }
}

function problemOf({ end, failure, progress }: RunSummary): TouchstoneError | null {
  const { reused, answered, unparsed, failed, left, spentUsd, unsureUsd } = progress;
  const unsure = unsureUsd
    ? `, of it up to $${unsureUsd.toFixed(4)} for tries without a reply, which may be charged`
    : '';
  console.error(
    `touchstone: ${answered} answered, ${unparsed} unparsed, ${failed} failed, ${reused} from the cache, ${left} left; $${spentUsd.toFixed(4)} spent${unsure}.`,
  );
  if (unparsed + failed > 0) {
    console.error(
      'touchstone: --retry transport,refusal,unparsable asks failed ones of those kinds again.',
    );
  }
  return end === 'complete' || !failure
    ? null
    : new TouchstoneError(failure.code, `${failure.message} (${left} calls are left.)`);
}

async function readBatches(
  calls: readonly Call[],
  cache: CallFile,
  choices: ModelChoices,
): Promise<null> {
  for (const path of choices.batchIn) {
    const settings = {
      run: randomUUID(),
      at: Date.now(),
      quirksOf: (_: Provider, model: string) => knownQuirks(model),
      priceOf: ({ model }: Call) => choices.priceOf(model),
    };
    const file = await openInput(path);
    const found = await takeBatch(calls, file, path, cache, settings);
    const { records, foreign, unreadable, unpriced } = found;
    const count = (status: string) => records.filter((each) => each.status === status).length;
    console.error(
      `touchstone: ${path}: ${count('answered')} answered, ${count('unparsed')} unparsed, ${count('failed')} failed; ${foreign} of other calls.`,
    );
    for (const line of unreadable) console.error(`touchstone: ${path}, line ${line}: no result`);
    for (const model of unpriced) {
      console.error(
        `touchstone: ${path}: the price of ${model} is not known, so its calls count as free. Give it with --price.`,
      );
    }
  }
  return null;
}
