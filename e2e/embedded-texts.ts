import type { Page } from '@playwright/test';

declare global {
  interface Window {
    embeddedTexts: string[];
    /** Lets what was held back reach the model, and all later calls. */
    releaseEmbedding: () => void;
  }
}

export interface EmbeddingCalls {
  /** Later calls are held back until `releaseEmbedding`: the page waits in the midst of embedding. */
  readonly callsLetThrough?: number;
}

/**
 * Notes every text that the page sends to the embedding model: the calls into its worker are
 * messages, read here on their way. To be called before the page is opened; a reload starts anew.
 */
export async function noteEmbeddedTexts(
  page: Page,
  { callsLetThrough = Number.MAX_SAFE_INTEGER }: EmbeddingCalls = {},
): Promise<void> {
  await page.addInitScript((letThrough) => {
    window.embeddedTexts = [];
    let calls = 0;
    let most = letThrough;
    const held: (() => void)[] = [];
    window.releaseEmbedding = () => {
      most = Number.MAX_SAFE_INTEGER;
      for (const send of held.splice(0)) send();
    };
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (message: unknown, ...rest: unknown[]) {
      const { path, argumentList } = message as {
        readonly path?: readonly string[];
        readonly argumentList?: readonly { readonly value: readonly string[] }[];
      };
      if (path?.[0] === 'embed') {
        const texts = argumentList![0].value;
        const send = () => {
          window.embeddedTexts.push(...texts);
          Reflect.apply(post, this, [message, ...rest]);
        };
        if (++calls > most) held.push(send);
        else send();
      } else Reflect.apply(post, this, [message, ...rest]);
    };
  }, callsLetThrough);
}

/** Texts sent to the model since the page was opened. */
export const embeddedTexts = (page: Page): Promise<string[]> =>
  page.evaluate(() => window.embeddedTexts);
