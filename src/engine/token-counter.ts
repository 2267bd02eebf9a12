import type { TokensApi } from '../../workers/tokens';
import type { Control } from './control';
import { WorkerHandle } from './worker-call';

/** Characters that cross to the worker at a time. */
const CHARACTERS_AT_ONCE = 500_000;

/** Counts the tokens (o200k) of texts, in their order. */
export type TokenCounter = (texts: readonly string[], control?: Control) => Promise<Int32Array>;

/** Counts in a worker, as the tokenizer's table and long texts would hold the page up. */
export const countTokensInWorker: TokenCounter = async (texts, { signal, onProgress } = {}) => {
  const worker = new WorkerHandle<TokensApi>(
    () => new Worker(new URL('../../workers/tokens.ts', import.meta.url), { type: 'module' }),
  );
  const counts = new Int32Array(texts.length);
  try {
    for (let start = 0; start < texts.length;) {
      let end = start;
      for (let characters = 0; end < texts.length && characters < CHARACTERS_AT_ONCE; end++) {
        characters += texts[end].length;
      }
      counts.set(await worker.call('count', [texts.slice(start, end)], signal), start);
      start = end;
      onProgress?.({ done: start, total: texts.length });
    }
    return counts;
  } finally {
    worker.close();
  }
};
