import { TouchstoneError } from '../core/data';

/** What a figure came to: its value, or why these data can't give it. */
export type Outcome<T> = { readonly value: T } | { readonly problem: string };

/** What is the machine's fault and not the data's. */
const FAULTS: ReadonlySet<string> = new Set(['worker-died', 'worker-closed']);

/**
 * Takes an error that says what the data lack for a result to be shown where the figure would stand;
 * faults and cancelling are thrown on.
 */
export async function outcomeOf<T>(work: Promise<T>): Promise<Outcome<T>> {
  try {
    return { value: await work };
  } catch (error) {
    if (error instanceof TouchstoneError && !FAULTS.has(error.code)) {
      return { problem: error.message };
    }
    throw error;
  }
}
