import type { BrowserContext } from '@playwright/test';

/** Notes what pages, their workers and their service worker ask for, and what the console says. */
export class Watch {
  /** Hosts that the test expects to be asked, as a user action named them. */
  readonly allowedHosts = new Set<string>();
  /** Console errors that the test provokes. */
  readonly expectedErrors: RegExp[] = [];
  /** Every address asked for, in order. */
  readonly requests: string[] = [];
  readonly #errors: string[] = [];

  /** @param home address of the site */
  constructor(home: string) {
    this.allowedHosts.add(new URL(home).host);
  }

  /** To be called before the context has a page. */
  follow(context: BrowserContext): void {
    context.on('request', (request) => this.requests.push(request.url()));
    context.on('page', (page) => {
      page.on('websocket', (socket) => this.requests.push(socket.url()));
    });
    context.on('console', (message) => {
      if (message.type() === 'error') this.#errors.push(message.text());
    });
    context.on('weberror', (error) => this.#errors.push(String(error.error())));
  }

  get foreignRequests(): readonly string[] {
    return this.requests.filter((address) => {
      const url = new URL(address);
      return /^(https?|wss?):$/.test(url.protocol) && !this.allowedHosts.has(url.host);
    });
  }

  get unexpectedErrors(): readonly string[] {
    return this.#errors.filter((text) => !this.expectedErrors.some((known) => known.test(text)));
  }
}
