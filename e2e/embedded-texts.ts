import type { Page } from '@playwright/test';

declare global {
  interface Window {
    embeddedTexts: string[];
  }
}

export interface EmbeddingCalls {
  /** After so many calls none reaches the model any more: the page waits in the midst of embedding. */
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
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (message: unknown, ...rest: unknown[]) {
      const { path, argumentList } = message as {
        readonly path?: readonly string[];
        readonly argumentList?: readonly { readonly value: readonly string[] }[];
      };
      if (path?.[0] === 'embed') {
        if (++calls > letThrough) return;
        window.embeddedTexts.push(...argumentList![0].value);
      }
      Reflect.apply(post, this, [message, ...rest]);
    };
  }, callsLetThrough);
}

/** Texts sent to the model since the page was opened. */
export const embeddedTexts = (page: Page): Promise<string[]> =>
  page.evaluate(() => window.embeddedTexts);
