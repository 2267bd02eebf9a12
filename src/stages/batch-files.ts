import type { Call, Provider } from '../core/judging/call';
import type { CallStore } from '../core/judging/call-store';
import { BatchReader, batchLine, type BatchImport, type BatchSettings } from '../llm/batch-file';
import { storedRecords } from './run-calls';

/** OpenAI's limits, the narrowest of the three: requests and bytes of a file, and one model in it. */
const MOST_REQUESTS = 50_000;
const MOST_BYTES = 190_000_000;

/** A file to be handed to a provider's batch engine. */
export interface BatchFile {
  readonly provider: Provider;
  readonly model: string;
  readonly name: string;
  readonly requests: number;
  readonly blob: Blob;
}

/** The different calls of a plan that have no reply yet: new ones, and those that never reached a model. */
export async function openCalls(calls: readonly Call[], store: CallStore): Promise<Call[]> {
  const open = new Map(calls.map((call) => [call.key, call]));
  for await (const { record } of storedRecords(calls, store)) {
    if (record.failure?.kind !== 'transport') open.delete(record.key);
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
): Promise<readonly BatchFile[]> {
  const byModel = new Map<string, Call[]>();
  for (const call of await openCalls(calls, store)) {
    const id = JSON.stringify([call.provider.id, call.model]);
    const known = byModel.get(id);
    if (known) known.push(call);
    else byModel.set(id, [call]);
  }
  return [...byModel.values()].flatMap((ofModel) => {
    const [{ provider, model }] = ofModel;
    const parts = inParts(ofModel.map(batchLine));
    return parts.map((lines, n) => ({
      ...{ provider, model, requests: lines.length },
      name: fileName([provider.id, model, ...(parts.length > 1 ? [String(n + 1)] : [])]),
      blob: new Blob([...lines], { type: 'application/jsonl' }),
    }));
  });
}

function inParts(lines: readonly string[]): string[][] {
  const encoder = new TextEncoder();
  const parts: string[][] = [];
  let bytes = Infinity;
  for (const line of lines) {
    const size = encoder.encode(line).length;
    if (bytes + size > MOST_BYTES || parts[parts.length - 1].length === MOST_REQUESTS) {
      parts.push([]);
      bytes = 0;
    }
    parts[parts.length - 1].push(line);
    bytes += size;
  }
  return parts;
}

function fileName(parts: readonly string[]): string {
  const plain = parts.map((part) => part.replace(/[^\p{L}\p{N}._-]+/gu, '-'));
  return `batch-${plain.join('-')}.jsonl`;
}

/**
 * Reads a provider's result file and stores what it says of these calls. What is answered already
 * stays, so that an older file's errors take nothing away.
 * @throws TouchstoneError `no-batch`; what the store throws
 */
export async function takeBatch(
  calls: readonly Call[],
  file: Blob,
  name: string,
  store: CallStore,
  settings: BatchSettings,
): Promise<BatchImport> {
  const reader = new BatchReader(calls, settings);
  const text = file.stream().pipeThrough(new TextDecoderStream()).getReader();
  for (let part = await text.read(); !part.done; part = await text.read()) reader.push(part.value);
  const found = reader.finish(name);
  const earlier = await store.load(found.records.map(({ key }) => key));
  await store.save(found.records.filter((_, i) => earlier[i]?.status !== 'answered'));
  return found;
}
