/**
 * Krippendorff's alpha for ordinal values, any number of raters, missing ratings allowed: 1 −
 * observed/expected disagreement, 1 perfect, 0 chance. NaN where nothing varies or no item has two
 * ratings. Cost: ratings + values². Source: Krippendorff 2011, "Computing Krippendorff's
 * Alpha-Reliability".
 * @param items the ratings of each item, in any order; values are ranked by size
 */
export function ordinalAlpha(items: readonly (readonly number[])[]): number {
  const values = [...new Set(items.filter((ratings) => ratings.length > 1).flat())].sort(
    (a, b) => a - b,
  );
  const places = new Map(values.map((value, i) => [value, i]));
  return alphaOf(coincidences(items, places), values.length);
}

/**
 * How often each two values stand together on an item, each pair of ratings of an item with m ratings
 * weighing 1/(m − 1): row-major values×values. Matrices of disjoint items add up.
 * @param places from 0, in the values' order, of every value that occurs
 */
export function coincidences(
  items: readonly (readonly number[])[],
  places: ReadonlyMap<number, number>,
): Float64Array {
  const size = places.size;
  const coincidence = new Float64Array(size * size);
  for (const ratings of items) {
    if (ratings.length < 2) continue;
    ratings.forEach((one, i) =>
      ratings.forEach((other, j) => {
        if (i !== j)
          coincidence[places.get(one)! * size + places.get(other)!] += 1 / (ratings.length - 1);
      }),
    );
  }
  return coincidence;
}

/** Ordinal alpha of a matrix of {@link coincidences}. Values that don't occur change nothing. */
export function alphaOf(coincidence: Float64Array, size: number): number {
  const totals = Array.from({ length: size }, (_, i) =>
    coincidence.subarray(i * size, (i + 1) * size).reduce((sum, each) => sum + each, 0),
  );
  const all = totals.reduce((sum, each) => sum + each, 0);
  let observed = 0;
  let expected = 0;
  for (let i = 0; i < size; i++) {
    let between = totals[i] / 2;
    for (let j = i + 1; j < size; j++) {
      const distance = (between + totals[j] / 2) ** 2;
      between += totals[j];
      observed += coincidence[i * size + j] * distance;
      expected += totals[i] * totals[j] * distance;
    }
  }
  return 1 - ((all - 1) * observed) / expected;
}
