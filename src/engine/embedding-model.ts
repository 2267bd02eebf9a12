import { TouchstoneError } from '../core/data';
import type { Pooling, TextSettings } from './encoder';
import type { HubModel } from './encoder-transformers';

/** Where a model's weights come from: the site itself, or the hub by name. */
export type ModelSource =
  { readonly from: 'site'; readonly folder: string } | ({ readonly from: 'hub' } & HubModel);

/** A model that is offered, with what its card says of its use. */
export interface EmbeddingModel {
  readonly name: string;
  readonly source: ModelSource;
  readonly prefix: string;
  readonly maxTokens: number;
  /** Default: the mean over the tokens. */
  readonly pooling?: Pooling;
  readonly languages: 'English' | 'many' | 'unknown';
  /** What is loaded from the hub once; left out where it is not known. */
  readonly megabytes?: number;
}

export const DEFAULT_MODEL: EmbeddingModel = {
  name: 'all-MiniLM-L6-v2',
  source: { from: 'site', folder: 'models/all-MiniLM-L6-v2/' },
  prefix: '',
  maxTokens: 256,
  languages: 'English',
};

export const MULTILINGUAL_MODEL: EmbeddingModel = {
  name: 'multilingual-e5-small',
  source: { from: 'hub', id: 'Xenova/multilingual-e5-small', revision: 'main', dtype: 'fp32' },
  prefix: 'query: ',
  maxTokens: 512,
  languages: 'many',
  megabytes: 470,
};

/** What the site's copy of a model is: written by set-up beside the weights. */
export interface ModelIdentity {
  readonly id: string;
  readonly revision: string;
  readonly dtype: string;
}

/** Under which vectors are stored: two texts' vectors can be compared only under the same key. */
export function vectorKey(
  { id, revision, dtype }: ModelIdentity,
  { prefix, maxTokens, longTexts, pooling = 'mean' }: TextSettings,
): string {
  const parts = [id, revision, dtype, maxTokens, longTexts, prefix];
  return JSON.stringify(pooling === 'mean' ? parts : [...parts, pooling]);
}

/** Fetches a file of the site. A host may answer a missing file with its page, so HTML is a miss too. */
async function siteFile<T>(url: string, read: (file: Response) => Promise<T>): Promise<T> {
  try {
    const response = await fetch(url);
    if (response.ok && !response.headers.get('content-type')?.includes('text/html')) {
      return await read(response);
    }
  } catch (error) {
    throw new TouchstoneError(
      'model-not-loaded',
      `The embedding model could not be fetched from ${new URL(url).host} (${(error as Error).message}). Check the connection, then try again; or import vectors from a file.`,
    );
  }
  throw new TouchstoneError(
    'no-model',
    'This site was built without the embedding model. Start Touchstone again with a network, or import vectors from a file.',
  );
}

/** @throws {TouchstoneError} `no-model` where the site has no such model; `model-not-loaded` */
export async function fetchIdentity(folder: string): Promise<ModelIdentity> {
  return siteFile(`${folder}model.json`, (file) => file.json());
}

/** @throws {TouchstoneError} `no-model` where the site has no such model; `model-not-loaded` */
export async function fetchModel(
  folder: string,
): Promise<{ readonly model: Uint8Array; readonly tokenizer: object }> {
  const [model, tokenizer] = await Promise.all([
    siteFile(`${folder}model.onnx`, (file) => file.arrayBuffer()),
    siteFile(`${folder}tokenizer.json`, (file): Promise<object> => file.json()),
  ]);
  return { model: new Uint8Array(model), tokenizer };
}
