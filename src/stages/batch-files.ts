import { TouchstoneError } from '../core/data';
import { answerRounds } from '../core/judging/answer-call';
import { plainName } from '../core/formats/file-name';
import { modelKey, type Call, type CallRecord, type Provider } from '../core/judging/call';
import type { CallStore } from '../core/judging/call-store';
import { mergedRecord } from '../core/judging/merged-record';
import { BATCH_FORMS, batchRequest, type BatchForm } from '../llm/batch-requests';
import { BatchReader, type BatchImport, type BatchSettings } from '../llm/batch-results';
import type { QuirksOf } from '../llm/quirks';
import type { PlannedRun } from './plan-run';
import { storedRecords } from './run-calls';
import { isUnreached } from './stored-calls';

/** OpenAI's limits, the narrowest of the three: requests and bytes of a file, and one model in it. */
const MOST_REQUESTS = 50_000;
const MOST_BYTES = 190_000_000;
/** A comma and a line break at most. */
const BETWEEN_BYTES = 2;

/** A file to be handed to a provider's batch engine. */
export interface BatchFile {
  readonly provider: Provider;
  readonly model: string;
  readonly name: string;
  readonly requests: number;
  readonly blob: Blob;
  /** What its user does with it, as a sentence. */
  readonly handling: string;
}

/** Refuses what can't go as a batch. @throws TouchstoneError `turn-by-turn` */
export function checkBatch(planned: PlannedRun): void {
  if (planned.kind !== 'answer' || answerRounds(planned.plan) === 1) return;
  throw new TouchstoneError(
    'turn-by-turn',
    'Conversations that a model answers turn by turn can’t go as a batch, as each turn needs the answer before. Replay the recorded turns, or make these calls without a batch.',
  );
}

/** The different calls of a plan that have no reply yet: new ones, and those that no model answered. */
export async function openCalls(calls: readonly Call[], store: CallStore): Promise<Call[]> {
  const open = new Map(calls.map((call) => [call.key, call]));
  for await (const { record } of storedRecords(calls, store)) {
    if (!isUnreached(record)) open.delete(record.key);
  }
  return [...open.values()];
}

/**
 * Calls that have no reply yet as their providers' batch files, one for each model and as many as
 * the limits ask for; none where nothing is left to do.
 */
export async function batchFiles(
  calls: readonly Call[],
  store: CallStore,
  quirksOf: QuirksOf,
): Promise<readonly BatchFile[]> {
  const byModel = new Map<string, Call[]>();
  for (const call of await openCalls(calls, store)) {
    const id = modelKey(call);
    const known = byModel.get(id);
    if (known) known.push(call);
    else byModel.set(id, [call]);
  }
  return [...byModel.values()].flatMap((ofModel) => {
    const [{ provider, model }] = ofModel;
    const form = BATCH_FORMS[provider.kind];
    const quirks = quirksOf(provider, model);
    const parts = inParts(ofModel.map((call) => batchRequest(call, quirks)));
    return parts.map((requests, n) => ({
      ...{ provider, model, requests: requests.length, handling: form.handling(model) },
      name: fileName(form, ['batch', provider.id, model, ...numbered(n, parts.length)]),
      blob: framed(requests, form),
    }));
  });
}

const numbered = (n: number, of: number) => (of > 1 ? [String(n + 1)] : []);

function framed(requests: readonly string[], { frame, mediaType: type }: BatchForm): Blob {
  const [before, between, after] = frame;
  const parts = requests.flatMap((request, i) => (i === 0 ? [request] : [between, request]));
  return new Blob([before, ...parts, after], { type });
}

function inParts(requests: readonly string[]): string[][] {
  const encoder = new TextEncoder();
  const parts: string[][] = [];
  let bytes = Infinity;
  for (const request of requests) {
    const size = encoder.encode(request).length + BETWEEN_BYTES;
    if (bytes + size > MOST_BYTES || parts[parts.length - 1].length === MOST_REQUESTS) {
      parts.push([]);
      bytes = 0;
    }
    parts[parts.length - 1].push(request);
    bytes += size;
  }
  return parts;
}

function fileName({ extension }: BatchForm, parts: readonly string[]): string {
  return `${parts.map(plainName).join('-')}.${extension}`;
}

export interface TakenBatch extends BatchImport {
  /** Results that change nothing, as a reply of the call is there already. */
  readonly kept: number;
}

/**
 * Reads a provider's result file and stores what it says of these calls, see {@link mergedRecord}: an
 * older file takes nothing away.
 * @throws TouchstoneError `no-batch`; what the store throws
 */
export async function takeBatch(
  calls: readonly Call[],
  file: Blob,
  name: string,
  store: CallStore,
  settings: BatchSettings,
): Promise<TakenBatch> {
  const reader = new BatchReader(calls, settings);
  const text = file.stream().pipeThrough(new TextDecoderStream()).getReader();
  for (let part = await text.read(); !part.done; part = await text.read()) reader.push(part.value);
  const found = reader.finish(name);
  const earlier = await store.load(found.records.map(({ key }) => key));
  const merged = found.records.map((record, i) => mergedRecord(earlier[i], record));
  await store.save(merged.filter((record, i) => record !== earlier[i]));
  const isKept = (record: CallRecord, i: number) =>
    record === earlier[i] && record.status !== 'failed';
  return { ...found, kept: merged.filter(isKept).length };
}
