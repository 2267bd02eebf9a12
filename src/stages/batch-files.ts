import type { Call } from '../core/judging/call';
import type { CallStore } from '../core/judging/call-store';
import { BatchReader, batchLine, type BatchImport, type BatchSettings } from '../llm/batch-file';

/** Calls as the lines of their providers' batch files, by provider id. */
export function batchFiles(calls: readonly Call[]): ReadonlyMap<string, Blob> {
  const lines = new Map<string, string[]>();
  for (const call of calls) {
    const { id } = call.provider;
    const known = lines.get(id);
    if (known) known.push(batchLine(call));
    else lines.set(id, [batchLine(call)]);
  }
  const type = 'application/jsonl';
  return new Map([...lines].map(([id, parts]) => [id, new Blob(parts, { type })]));
}

/**
 * Reads a provider's result file and stores what it says of these calls.
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
  await store.save(found.records);
  return found;
}
