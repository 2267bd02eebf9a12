import { writeFileSync } from 'node:fs';
import { join, parse } from 'node:path';
import { plainName } from '../core/formats/file-name';
import { knownQuirks } from '../llm/quirks';
import { batchFiles, checkBatch, type BatchFile } from '../stages/batch-files';
import type { PlannedRun } from '../stages/plan-run';
import { CallFile } from './call-file';

/**
 * Writes the calls that have no reply yet as batch files: one at the path where one is enough, else
 * several beside each other, numbered and named after their models.
 * @throws TouchstoneError `turn-by-turn`
 */
export async function writeBatches(
  planned: PlannedRun,
  path: string,
  cachePath: string,
): Promise<void> {
  checkBatch(planned);
  const cache = await CallFile.open(cachePath);
  const files = await batchFiles(planned.calls, cache, (_, model) => knownQuirks(model)).finally(
    () => cache.close(),
  );
  for (const [n, file] of files.entries()) {
    const out = files.length === 1 ? path : partPath(path, n + 1, file);
    writeFileSync(out, Buffer.from(await file.blob.arrayBuffer()));
    console.log(`${out}: ${file.requests} requests to ${file.model}. ${file.handling}`);
  }
  if (files.length === 0) console.log('All calls have a reply: no batch file was written.');
}

function partPath(path: string, n: number, { model }: BatchFile): string {
  const { dir, name, ext } = parse(path);
  return join(dir, `${name}-${n}-${plainName(model)}${ext}`);
}
