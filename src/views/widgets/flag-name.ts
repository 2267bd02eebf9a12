const NAMES: Readonly<Record<string, string>> = {
  nsfw: 'NSFW',
  'missing-context': 'missing context',
};

/** A quality flag as the user reads it; flags of an import as they are. */
export const flagName = (flag: string): string => NAMES[flag] ?? flag;
