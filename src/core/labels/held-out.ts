/** Where data sets say which part of theirs a row belongs to. */
export const SPLIT_COLUMN = 'split';

const HELD_OUT_SPLITS: readonly string[] = ['validation', 'valid', 'val', 'dev', 'test'];

/** Whether a value of `split` keeps a label apart for validation, as `{ heldOut: true }` or nothing. */
export function heldOutBy(split: unknown): { readonly heldOut?: true } {
  return typeof split === 'string' && HELD_OUT_SPLITS.includes(split.trim().toLowerCase())
    ? { heldOut: true }
    : {};
}
