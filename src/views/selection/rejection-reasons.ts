/** The usual reasons, in the order of their keys 1 to 6. */
export const REJECTION_REASONS = [
  'nonsense',
  'NSFW',
  'cannot be answered',
  'needs missing context',
  'near-duplicate',
  'wrong category',
] as const;
