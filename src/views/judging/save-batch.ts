import type { BatchFile } from '../../stages/batch-files';
import { saveFile } from '../charts/export-chart';
import { countOf } from '../widgets/figures';

/** Hands batch files to the browser. @returns what to do with each, in words */
export function saveBatch(files: readonly BatchFile[]): string[] {
  for (const { blob, name } of files) saveFile(blob, name);
  return [
    ...files.map(
      ({ name, requests, provider, model, handling }) =>
        `${name}: ${countOf(requests, 'request')} to ${model}, for ${provider.name}. ${handling}`,
    ),
    'Read the batch’s result files here or under “Earlier runs”.',
  ];
}
