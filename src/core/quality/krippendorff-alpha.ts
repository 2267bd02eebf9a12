/**
 * Krippendorff's alpha for ordinal values, any number of raters, missing ratings allowed: 1 −
 * observed/expected disagreement, 1 perfect, 0 chance. NaN where nothing varies or no item has two
 * ratings. Cost: ratings + values². Source: Krippendorff 2011, "Computing Krippendorff's
 * Alpha-Reliability".
 * @param items the ratings of each item, in any order; values are ranked by size
 */
export function ordinalAlpha(items: readonly (readonly number[])[]): number {
  const rated = items.filter((ratings) => ratings.length > 1);
  const values = [...new Set(rated.flat())].sort((a, b) => a - b);
  const place = new Map(values.map((value, i) => [value, i]));
  const size = values.length;
  const coincidence = new Float64Array(size * size);
  for (const ratings of rated) {
    ratings.forEach((one, i) =>
      ratings.forEach((other, j) => {
        if (i !== j)
          coincidence[place.get(one)! * size + place.get(other)!] += 1 / (ratings.length - 1);
      }),
    );
  }
  const totals = values.map((_, i) =>
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
