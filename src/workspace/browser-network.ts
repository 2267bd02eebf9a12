import type { Network } from '../llm/network';

/** What the browser knows of the connection. */
export const browserNetwork: Network = {
  get online() {
    return navigator.onLine;
  },
  back: (signal) =>
    new Promise((resolve, reject) => {
      addEventListener('online', () => resolve(), { once: true, signal });
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    }),
};
