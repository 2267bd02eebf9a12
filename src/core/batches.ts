/** Small enough to be cloned, stored or merged in well under 50 ms. */
const BATCH_ITEMS = 200;
const BATCH_CHARS = 100_000;

/** Splits a list into batches by number and length of text; a longer one stands alone. */
export function* batches<T>(
  items: readonly T[],
  charactersOf: (item: T) => number,
): Generator<readonly T[]> {
  let start = 0;
  let chars = 0;
  for (let i = 0; i < items.length; i++) {
    const length = charactersOf(items[i]);
    if (i > start && (i - start >= BATCH_ITEMS || chars + length > BATCH_CHARS)) {
      yield items.slice(start, i);
      start = i;
      chars = 0;
    }
    chars += length;
  }
  if (start < items.length) yield items.slice(start);
}
