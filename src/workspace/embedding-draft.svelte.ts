import { MULTILINGUAL_MODEL, DEFAULT_MODEL, type EmbeddingModel } from '../engine/embedding-model';
import type { HubModel } from '../engine/encoder-transformers';
import type { Pooling, TextSettings } from '../engine/encoder';
import { DEFAULT_MAX_CHARACTERS } from '../llm/embeddings-endpoint';
import { choiceHost, checkChoice, type EmbeddingChoice } from '../stages/vector-source';
import type { VectorOrigin } from './embedding-record';
import type { Workspace } from './workspace.svelte';

/** The ways to get vectors that the user picks from. */
export type Offer = 'file' | 'built-in' | 'multilingual' | 'hub' | 'endpoint';

const same = (a: EmbeddingModel, b: EmbeddingModel) =>
  JSON.stringify(a.source) === JSON.stringify(b.source);

function offerOf(origin: VectorOrigin): Offer {
  if (origin.kind !== 'model') return origin.kind;
  if (same(origin.model, DEFAULT_MODEL)) return 'built-in';
  return same(origin.model, MULTILINGUAL_MODEL) ? 'multilingual' : 'hub';
}

/** A choice of embedding while the user makes it. */
export class EmbeddingDraft {
  offer = $state<Offer>('built-in');
  longTexts = $state<TextSettings['longTexts']>('truncate');
  hubId = $state('');
  revision = $state('main');
  dtype = $state<HubModel['dtype']>('fp32');
  prefix = $state('');
  maxTokens = $state(512);
  pooling = $state<Pooling>('mean');
  baseUrl = $state('https://api.openai.com/v1');
  model = $state('text-embedding-3-small');
  dimensions = $state<number | null>(null);
  maxCharacters = $state(DEFAULT_MAX_CHARACTERS);
  /** Never stored. */
  apiKey = $state('');
  /** Different prompts without a vector under the choice; null while they are counted. */
  #missing = $state<number | null>(null);
  readonly #workspace: Workspace;

  constructor(workspace: Workspace, offer?: Offer) {
    this.#workspace = workspace;
    const { wanted } = workspace.analysis.embedding;
    this.offer = offerOf(wanted);
    if (wanted.kind === 'endpoint') {
      const { baseUrl, model, dimensions, maxCharacters } = wanted.endpoint;
      Object.assign(this, { baseUrl, model, dimensions, maxCharacters });
    } else if (wanted.kind === 'model') {
      this.longTexts = wanted.longTexts;
      if (this.offer === 'hub' && wanted.model.source.from === 'hub') {
        const { id, revision, dtype } = wanted.model.source;
        const { prefix, maxTokens, pooling = 'mean' } = wanted.model;
        Object.assign(this, { hubId: id, revision, dtype, prefix, maxTokens, pooling });
      }
    }
    if (offer) this.offer = offer;
  }

  /** What is chosen, whether it can be used or not. */
  get choice(): VectorOrigin {
    switch (this.offer) {
      case 'file':
        return { kind: 'file' };
      case 'endpoint':
        return { kind: 'endpoint', endpoint: this.#endpoint };
      default:
        return { kind: 'model', model: this.#model, longTexts: this.longTexts };
    }
  }
  /** What is wrong with the choice, or null. */
  get problem(): string | null {
    const { choice } = this;
    if (choice.kind === 'file') return null;
    try {
      checkChoice(choice);
      return null;
    } catch (error) {
      return (error as Error).message;
    }
  }
  /** The host that is asked, for a model or with the prompts; null for none but this site. */
  get host(): string | null {
    const { choice } = this;
    return choice.kind === 'file' || this.problem ? null : choiceHost(choice);
  }
  get missing(): number | null {
    return this.#missing;
  }

  /** Counts the prompts that the choice would have to embed. */
  async count(): Promise<void> {
    const { choice, problem } = this;
    this.#missing = null;
    const id = JSON.stringify(choice);
    const missing =
      choice.kind === 'file' || problem ? 0 : await this.#workspace.countMissing(choice);
    if (JSON.stringify(this.choice) === id) this.#missing = missing;
  }

  get #endpoint(): Extract<EmbeddingChoice, { kind: 'endpoint' }>['endpoint'] {
    return {
      baseUrl: this.baseUrl.trim(),
      model: this.model.trim(),
      dimensions: this.dimensions || null,
      maxCharacters: this.maxCharacters,
    };
  }

  get #model(): EmbeddingModel {
    if (this.offer === 'built-in') return DEFAULT_MODEL;
    if (this.offer === 'multilingual') return MULTILINGUAL_MODEL;
    const id = this.hubId.trim();
    const { revision, dtype, prefix, maxTokens, pooling } = this;
    return {
      name: id.split('/').pop() ?? id,
      source: { from: 'hub', id, revision: revision.trim() || 'main', dtype },
      prefix,
      maxTokens,
      pooling,
      languages: 'unknown',
    };
  }
}
