import type { RowError } from '../core/data';

const MAX_SHOWN = 10;

/**
 * Tells the first rows of a file that were left out, and how many more there are.
 * @param count of all; `errors` may hold only the first
 */
export function tellRowErrors(
  path: string,
  errors: readonly RowError[],
  count = errors.length,
): void {
  for (const { row, reason } of errors.slice(0, MAX_SHOWN)) {
    console.error(`touchstone: ${path}, row ${row}: ${reason}`);
  }
  if (count > MAX_SHOWN) {
    console.error(`touchstone: ${path}: ${count - MAX_SHOWN} more were left out.`);
  }
}
