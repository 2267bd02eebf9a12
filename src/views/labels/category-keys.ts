/** Keys that begin a two-key code when nine keys are not enough. */
const LAST_KEY = 9;

/**
 * The digits that label as each of n categories: one key for the first ones, two for the rest, none
 * the beginning of another, so that a key acts at once and nothing waits for time to pass. `0` stays
 * free for the bucket.
 * @param count up to 81
 * @returns codes in the order of the categories; '' beyond the last code
 */
export function categoryKeys(count: number): string[] {
  // Each key that begins two-key codes gives nine and takes one.
  let beginning = 0;
  while (LAST_KEY - beginning + LAST_KEY * beginning < count && beginning < LAST_KEY) beginning++;
  const codes: string[] = [];
  for (let key = 1; key <= LAST_KEY - beginning; key++) codes.push(`${key}`);
  for (let key = LAST_KEY - beginning + 1; key <= LAST_KEY; key++)
    for (let second = 1; second <= LAST_KEY; second++) codes.push(`${key}${second}`);
  return Array.from({ length: count }, (_, i) => codes[i] ?? '');
}
