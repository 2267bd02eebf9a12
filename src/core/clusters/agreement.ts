import { contingency } from './contingency';

const pairs = (n: number): number => (n * (n - 1)) / 2;
const sum = (values: Iterable<number>): number => {
  let total = 0;
  for (const value of values) total += value;
  return total;
};

/**
 * Adjusted Rand index of two labelings: 1 for the same partition, 0 expected by chance, down to −0.5.
 * Equal by convention (1) where both are one cluster, or all singletons. Labels of −1 count as one
 * more cluster. Hubert and Arabie (1985), as scikit-learn's `adjusted_rand_score`. O(n).
 * @throws TouchstoneError `length-mismatch`
 */
export function adjustedRandIndex(
  a: ArrayLike<number | string>,
  b: ArrayLike<number | string>,
): number {
  const { count, cells, rowSums, columnSums } = contingency(a, b);
  const together = sum(cells.map((cell) => pairs(cell.count)));
  const inRows = sum(rowSums.map(pairs));
  const inColumns = sum(columnSums.map(pairs));
  const expected = count < 2 ? 0 : (inRows * inColumns) / pairs(count);
  const greatest = (inRows + inColumns) / 2;
  return greatest === expected ? 1 : (together - expected) / (greatest - expected);
}

/**
 * Normalised mutual information of two labelings, 0 to 1: mutual information over the arithmetic
 * mean of both entropies, as scikit-learn's `normalized_mutual_info_score`. 1 where both are one
 * cluster. O(n).
 * @throws TouchstoneError `length-mismatch`
 */
export function normalisedMutualInformation(
  a: ArrayLike<number | string>,
  b: ArrayLike<number | string>,
): number {
  const { count, cells, rowSums, columnSums } = contingency(a, b);
  if (rowSums.length <= 1 && columnSums.length <= 1) return 1;
  const information = sum(
    cells.map(
      (cell) =>
        (cell.count / count) *
        Math.log((cell.count * count) / (rowSums[cell.row] * columnSums[cell.column])),
    ),
  );
  const entropy = (sums: Float64Array): number =>
    -sum(sums.map((size) => (size / count) * Math.log(size / count)));
  const mean = (entropy(rowSums) + entropy(columnSums)) / 2;
  return Math.max(0, Math.min(1, information / mean));
}
