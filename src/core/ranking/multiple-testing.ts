/**
 * p-values adjusted by Holm's step-down method: controls the chance of any false finding.
 * Source: Holm 1979.
 */
export function holm(pValues: ArrayLike<number>): Float64Array {
  const order = ascending(pValues);
  const adjusted = new Float64Array(order.length);
  let running = 0;
  order.forEach((at, rank) => {
    running = Math.max(running, Math.min(1, (order.length - rank) * pValues[at]));
    adjusted[at] = running;
  });
  return adjusted;
}

/**
 * p-values adjusted by Benjamini and Hochberg's step-up method: controls the expected share of false
 * findings. Source: Benjamini & Hochberg 1995.
 */
export function benjaminiHochberg(pValues: ArrayLike<number>): Float64Array {
  const order = ascending(pValues);
  const adjusted = new Float64Array(order.length);
  let running = 1;
  for (let rank = order.length - 1; rank >= 0; rank--) {
    running = Math.min(running, (order.length / (rank + 1)) * pValues[order[rank]]);
    adjusted[order[rank]] = running;
  }
  return adjusted;
}

function ascending(values: ArrayLike<number>): number[] {
  return Array.from({ length: values.length }, (_, i) => i).sort((a, b) => values[a] - values[b]);
}
