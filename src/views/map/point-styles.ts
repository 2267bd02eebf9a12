import { DIMMED_SLOT, EMPHASIS, NOISE_SLOT } from '../charts/scatter/point-style';
import type { Column } from './columns';

/** A selection up to this share of the points is stressed, or it would be lost among the grey. */
const SMALL_SELECTION = 0.2;

/**
 * One style byte for each prompt: its column's colour, grey without a value, faint grey outside
 * the selection, stressed in the selected cluster and in a small selection.
 * @param mask from `selectionMask`
 * @param labels cluster ids, to find the members of `cluster`
 */
export function pointStyles(
  column: Column,
  mask: Uint8Array | null,
  labels: Int32Array,
  cluster: number | null,
): Uint8Array {
  const styles = new Uint8Array(labels.length);
  let selected = 0;
  if (mask) for (const passes of mask) selected += passes;
  const stressed = mask !== null && selected <= labels.length * SMALL_SELECTION;
  for (let i = 0; i < labels.length; i++) {
    if (mask && mask[i] === 0) {
      styles[i] = DIMMED_SLOT;
      continue;
    }
    const slot = column.values[column.codes[i]]?.slot ?? NOISE_SLOT;
    styles[i] = stressed || labels[i] === cluster ? slot | EMPHASIS : slot;
  }
  return styles;
}
