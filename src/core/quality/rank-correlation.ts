/** Ranks from 1, ascending, ties at their average. */
export function averageRanks(values: ArrayLike<number>): Float64Array {
  const order = Array.from({ length: values.length }, (_, i) => i).sort(
    (a, b) => values[a] - values[b],
  );
  const ranks = new Float64Array(values.length);
  for (let start = 0; start < order.length;) {
    let end = start + 1;
    while (end < order.length && values[order[end]] === values[order[start]]) end++;
    for (let at = start; at < end; at++) ranks[order[at]] = (start + 1 + end) / 2;
    start = end;
  }
  return ranks;
}

/** Pearson's correlation; NaN when one side does not vary. */
export function pearson(x: ArrayLike<number>, y: ArrayLike<number>): number {
  // The mean of equal numbers is not always exactly theirs, so the variance would not be 0.
  if (isConstant(x) || isConstant(y)) return NaN;
  let meanX = 0;
  let meanY = 0;
  for (let i = 0; i < x.length; i++) {
    meanX += x[i] / x.length;
    meanY += y[i] / x.length;
  }
  let xy = 0;
  let xx = 0;
  let yy = 0;
  for (let i = 0; i < x.length; i++) {
    xy += (x[i] - meanX) * (y[i] - meanY);
    xx += (x[i] - meanX) ** 2;
    yy += (y[i] - meanY) ** 2;
  }
  return xy / Math.sqrt(xx * yy);
}

function isConstant(values: ArrayLike<number>): boolean {
  for (let i = 1; i < values.length; i++) if (values[i] !== values[0]) return false;
  return true;
}

/** Spearman's rank correlation, average ranks for ties; −1 to 1. */
export function spearman(x: ArrayLike<number>, y: ArrayLike<number>): number {
  return pearson(averageRanks(x), averageRanks(y));
}

/** Kendall's τ-b, −1 to 1; NaN when one side is all ties. Cost quadratic. */
export function kendall(x: ArrayLike<number>, y: ArrayLike<number>): number {
  let concordance = 0;
  let untiedX = 0;
  let untiedY = 0;
  for (let i = 0; i < x.length; i++) {
    for (let j = i + 1; j < x.length; j++) {
      const signX = Math.sign(x[i] - x[j]);
      const signY = Math.sign(y[i] - y[j]);
      concordance += signX * signY;
      untiedX += Math.abs(signX);
      untiedY += Math.abs(signY);
    }
  }
  return concordance / Math.sqrt(untiedX * untiedY);
}

/** Share of unordered pairs in the same order in both; tied in both is alike, tied in one is not. */
export function strictAgreement(x: ArrayLike<number>, y: ArrayLike<number>): number {
  let alike = 0;
  let pairs = 0;
  for (let i = 0; i < x.length; i++) {
    for (let j = i + 1; j < x.length; j++) {
      pairs++;
      if (Math.sign(x[i] - x[j]) === Math.sign(y[i] - y[j])) alike++;
    }
  }
  return alike / pairs;
}
