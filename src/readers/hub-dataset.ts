import { TouchstoneError } from '../core/data';
import { fetchRemote, type RemoteFile } from './remote-file';

/** The hub's service that knows each public data set's Parquet files. */
export const HUB_SERVICE = 'https://datasets-server.huggingface.co';

/** One split of a data set: what is imported as one source. */
export interface DatasetSplit {
  readonly config: string;
  readonly split: string;
  readonly files: readonly RemoteFile[];
  /** Bytes of all its files. */
  readonly size: number;
}

interface ListedFile {
  readonly config?: unknown;
  readonly split?: unknown;
  readonly url?: unknown;
  readonly filename?: unknown;
  readonly size?: unknown;
}

function listed(file: ListedFile): (RemoteFile & Pick<DatasetSplit, 'config' | 'split'>) | null {
  const { config, split, url, filename, size } = file;
  if (typeof config !== 'string' || typeof split !== 'string' || typeof url !== 'string')
    return null;
  return {
    config,
    split,
    url,
    name: `${config}-${split}-${String(filename ?? '0000.parquet')}`,
    size: typeof size === 'number' ? size : null,
  };
}

/**
 * The splits of a data set of the hub, each with the Parquet files that the hub made of it.
 * @param id owner/name
 * @throws {TouchstoneError} as `fetchRemote`; `dataset-empty` where the hub has no Parquet files of it
 */
export async function datasetSplits(
  id: string,
  signal?: AbortSignal,
  service = HUB_SERVICE,
): Promise<readonly DatasetSplit[]> {
  const address = `${service}/parquet?dataset=${encodeURIComponent(id)}`;
  const response = await fetchRemote(address, `the data set ${id}`, signal);
  const body = (await response.json().catch(() => null)) as { parquet_files?: unknown } | null;
  const files = Array.isArray(body?.parquet_files) ? (body.parquet_files as ListedFile[]) : [];
  const splits = new Map<string, DatasetSplit>();
  for (const file of files) {
    const found = listed(file);
    if (!found) continue;
    const { config, split, ...remote } = found;
    const key = JSON.stringify([config, split]);
    const before = splits.get(key) ?? { config, split, files: [], size: 0 };
    const size = before.size + (remote.size ?? 0);
    splits.set(key, { config, split, files: [...before.files, remote], size });
  }
  if (splits.size === 0) {
    throw new TouchstoneError(
      'dataset-empty',
      `The hub has no Parquet files of the data set ${id}. Open its page there, choose a file, and give the file's address.`,
    );
  }
  return [...splits.values()];
}
