import { TouchstoneError } from '../core/data';
import type { Control } from '../engine/control';
import {
  embedderKey,
  openEmbedder,
  type DeviceSetting,
  type PageEmbedder,
} from '../engine/embedder';
import { DEFAULT_MODEL, type EmbeddingModel } from '../engine/embedding-model';
import type { TextSettings } from '../engine/encoder';
import type { TextEmbedder } from '../engine/text-embedder';
import {
  endpointEmbedder,
  endpointHost,
  endpointKey,
  type EndpointSettings,
} from '../llm/embeddings-endpoint';
import type { VectorSource } from './embed';

/** What a workspace's prompts are embedded with. Stored; holds no key. */
export type EmbeddingChoice =
  | {
      readonly kind: 'model';
      readonly model: EmbeddingModel;
      readonly longTexts: TextSettings['longTexts'];
    }
  | { readonly kind: 'endpoint'; readonly endpoint: EndpointSettings };

export const DEFAULT_CHOICE: EmbeddingChoice = {
  kind: 'model',
  model: DEFAULT_MODEL,
  longTexts: 'truncate',
};

export const HUB_HOST = 'huggingface.co';
const HUB_ID = /^[\w.-]+\/[\w.-]+$/;
const MIN_TOKENS = 8;

/** The name of the model, as its maker gave it. */
export function choiceName(choice: EmbeddingChoice): string {
  return choice.kind === 'endpoint' ? choice.endpoint.model : choice.model.name;
}

/**
 * The host that a choice turns to beside the page's own: the hub for a model, the provider for texts.
 * @throws {TouchstoneError} `endpoint-address`
 */
export function choiceHost(choice: EmbeddingChoice): string | null {
  if (choice.kind === 'endpoint') return endpointHost(choice.endpoint);
  return choice.model.source.from === 'hub' ? HUB_HOST : null;
}

/**
 * Checks what a user has entered.
 * @throws {TouchstoneError} `endpoint-address`, `endpoint-model`, `model-name`, `token-limit`
 */
export function checkChoice(choice: EmbeddingChoice): void {
  if (choice.kind === 'endpoint') {
    endpointKey(choice.endpoint);
    return;
  }
  const { source, maxTokens } = choice.model;
  if (source.from === 'hub' && !HUB_ID.test(source.id)) {
    throw new TouchstoneError(
      'model-name',
      'Give the model as the hub names it, owner/name, such as Xenova/bge-small-en-v1.5.',
    );
  }
  if (!(Number.isInteger(maxTokens) && maxTokens >= MIN_TOKENS)) {
    throw new TouchstoneError(
      'token-limit',
      `The token limit is ${maxTokens}: give a whole number of at least ${MIN_TOKENS}, as the model's card states it.`,
    );
  }
}

export interface SourceServices {
  /** The site's own address with a slash at its end. */
  readonly base: string;
  readonly device: DeviceSetting;
  /** Of the endpoint; empty for a local one without. */
  readonly apiKey: string;
}

/** The embedder of a choice, closable where it holds a worker. */
export type OpenedEmbedder = TextEmbedder & Partial<Pick<PageEmbedder, 'report' | 'close'>>;

/**
 * The source of vectors that a choice names; nothing is loaded or asked before it is opened.
 * @throws {TouchstoneError} `no-model`, `endpoint-address`, `endpoint-model`
 */
export async function vectorSource(
  choice: EmbeddingChoice,
  { base, device, apiKey }: SourceServices,
): Promise<VectorSource & { open(control: Control): Promise<OpenedEmbedder> }> {
  if (choice.kind === 'endpoint') {
    const { endpoint } = choice;
    return {
      key: endpointKey(endpoint),
      maxTokens: endpoint.maxCharacters,
      open: async () => endpointEmbedder(endpoint, apiKey),
    };
  }
  const { model, longTexts } = choice;
  const { maxTokens } = model;
  const settings = { model, device, maxTokens, longTexts };
  const other = longTexts === 'mean' ? 'truncate' : 'mean';
  return {
    key: await embedderKey(settings, base),
    shortTextKey: await embedderKey({ ...settings, longTexts: other }, base),
    maxTokens,
    open: (control) => openEmbedder(settings, base, control),
  };
}
