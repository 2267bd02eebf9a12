import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { handOver, serve } from '../src/engine/serve';

const api = {
  /** Tokens (o200k) of each text; one that spells a special token is text. */
  count(texts: readonly string[]) {
    const counts = Int32Array.from(texts, (text) =>
      countTokens(text, { disallowedSpecial: new Set() }),
    );
    return handOver(counts, [counts.buffer]);
  },
};

export type TokensApi = typeof api;
serve(api);
