import type { Call } from '../core/judging/call';
import type { CallStore } from '../core/judging/call-store';
import { BatchReader, batchLine, type BatchImport, type BatchSettings } from '../llm/batch-file';
import { storedRecords } from './run-calls';

/** The different calls of a plan that have no reply yet: new ones, and those that never reached a model. */
export async function openCalls(calls: readonly Call[], store: CallStore): Promise<Call[]> {
  const open = new Map(calls.map((call) => [call.key, call]));
  for await (const { record } of storedRecords(calls, store)) {
    if (record.failure?.kind !== 'transport') open.delete(record.key);
  }
  return [...open.values()];
}

/**
 * Calls that have no reply yet as the lines of their providers' batch files, by provider id; no
 * file for a provider that has nothing left to do.
 */
export async function batchFiles(
  calls: readonly Call[],
  store: CallStore,
): Promise<ReadonlyMap<string, Blob>> {
  const lines = new Map<string, string[]>();
  for (const call of await openCalls(calls, store)) {
    const { id } = call.provider;
    const known = lines.get(id);
    if (known) known.push(batchLine(call));
    else lines.set(id, [batchLine(call)]);
  }
  const type = 'application/jsonl';
  return new Map([...lines].map(([id, parts]) => [id, new Blob(parts, { type })]));
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
