import type { Prompt } from '../core/data';
import { choiceHost, type EmbeddingChoice } from '../stages/vector-source';

/** Texts that wait for the user to send them to a host. */
export interface Waiting {
  readonly host: string;
  readonly count: number;
}

/** What the user has agreed to send since the page was opened: these prompts, as they were then, to this host. */
export class SendingConsent {
  #agreed = $state.raw<{ readonly prompts: readonly Prompt[]; readonly host: string } | null>(null);
  #waiting = $state.raw<Waiting | null>(null);

  get waiting(): Waiting | null {
    return this.#waiting;
  }

  agree(prompts: readonly Prompt[], host: string): void {
    this.#agreed = { prompts, host };
    this.#waiting = null;
  }

  /** Whether the choice may ask for vectors of these prompts; one that asks nobody always may. */
  covers(choice: EmbeddingChoice, prompts: readonly Prompt[]): boolean {
    if (choice.kind !== 'endpoint') return true;
    return this.#agreed?.prompts === prompts && this.coversQueries(choice);
  }

  /** Whether the choice may ask for the vector of a query. */
  coversQueries(choice: EmbeddingChoice): boolean {
    return choice.kind !== 'endpoint' || this.#agreed?.host === choiceHost(choice);
  }

  wait(waiting: Waiting | null): void {
    this.#waiting = waiting;
  }
}
