import { subjectId, type Call } from './call';
import { costUsd, mostInputTokens } from './price';
import type { ListedPrice } from './price-table';

/** A prompt that does not fit into what a model reads, with a reply as long as it may be. */
export interface TooLong {
  readonly promptId: string;
  readonly model: string;
}

/** What a plan asks for before anything is sent. */
export interface CostEstimate {
  readonly calls: number;
  readonly inputTokens: number;
  /** Expected: as long as the replies of a pilot, or the assumed length. */
  readonly outputTokens: number;
  /** Null where a model's price is unknown. */
  readonly usd: number | null;
  /** If every reply were as long as it may be; null likewise. */
  readonly mostUsd: number | null;
  readonly unpriced: readonly string[];
  /** Each once; by the most tokens that the text can have, as servers count the reply's in. */
  readonly tooLong: readonly TooLong[];
}

/** Replies of unknown length: an explained verdict, an answer of a page. */
export const ASSUMED_OUTPUT_TOKENS = 600;

/** Adds calls up one by one, so that the page can be let in between. */
export class CostEstimator {
  readonly #priceOf: (call: Call) => ListedPrice | null;
  readonly #replyTokens: number;
  readonly #tooLong = new Map<string, TooLong>();
  readonly #unpriced = new Set<string>();
  #calls = 0;
  #inputTokens = 0;
  #outputTokens = 0;
  #usd = 0;
  #mostUsd = 0;

  /** @param replyTokens mean tokens of a reply, from a pilot or assumed */
  constructor(
    priceOf: (call: Call) => ListedPrice | null,
    replyTokens: number = ASSUMED_OUTPUT_TOKENS,
  ) {
    this.#priceOf = priceOf;
    this.#replyTokens = replyTokens;
  }

  add(call: Call): void {
    const { model, parameters, messages } = call;
    const inputTokens = mostInputTokens(messages());
    const outputTokens = Math.min(parameters.maxTokens, this.#replyTokens);
    const price = this.#priceOf(call);
    this.#calls++;
    this.#inputTokens += inputTokens;
    this.#outputTokens += outputTokens;
    if (!price) {
      this.#unpriced.add(model);
      return;
    }
    const cost = (output: number) =>
      costUsd({ inputTokens, outputTokens: output, estimated: true }, price);
    this.#usd += cost(outputTokens);
    this.#mostUsd += cost(parameters.maxTokens);
    const { contextTokens } = price;
    if (contextTokens !== null && inputTokens + parameters.maxTokens > contextTokens) {
      const promptId = subjectId(call);
      this.#tooLong.set(JSON.stringify([promptId, model]), { promptId, model });
    }
  }

  get estimate(): CostEstimate {
    const known = this.#unpriced.size === 0;
    return {
      calls: this.#calls,
      inputTokens: this.#inputTokens,
      outputTokens: this.#outputTokens,
      usd: known ? this.#usd : null,
      mostUsd: known ? this.#mostUsd : null,
      unpriced: [...this.#unpriced],
      tooLong: [...this.#tooLong.values()],
    };
  }
}
