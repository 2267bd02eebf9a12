/** A verdict from A's view: 2 much better, 1 better, 0 tie, −1 worse, −2 much worse. */
export type VerdictLevel = -2 | -1 | 0 | 1 | 2;

const LEVELS: Readonly<Record<string, VerdictLevel>> = {
  'A>>B': 2,
  'B<<A': 2,
  'A>B': 1,
  'B<A': 1,
  'A=B': 0,
  'B=A': 0,
  'A~=B': 0,
  'B>A': -1,
  'A<B': -1,
  'B>>A': -2,
  'A<<B': -2,
  A: 1,
  C: 0,
  B: -1,
};

/**
 * Arena-Hard's five labels, in either direction, or the three of its paper (A, B, C for a tie), with
 * or without brackets; null for anything else.
 */
export function parseVerdictLabel(text: string): VerdictLevel | null {
  const bare = text.replace(/[[\]\s]/g, '').toUpperCase();
  return Object.hasOwn(LEVELS, bare) ? LEVELS[bare] : null;
}

/** A's share and the weight of a verdict: a big win counts `bigWinWeight` times, as a weight. */
export function verdictOutcome(
  level: VerdictLevel,
  bigWinWeight: number,
): { readonly outcome: number; readonly weight: number } {
  return {
    outcome: (Math.sign(level) + 1) / 2,
    weight: Math.abs(level) === 2 ? bigWinWeight : 1,
  };
}

/** The level that an outcome and weight stand for: a win of more than one game's weight is a big one. */
export function verdictLevel(outcome: number, weight: number): VerdictLevel {
  if (outcome === 0.5) return 0;
  const size = weight > 1 ? 2 : 1;
  return (outcome > 0.5 ? size : -size) as VerdictLevel;
}

/** The label of a level, as Arena-Hard writes it. */
export function verdictLabel(level: VerdictLevel): string {
  return { '2': 'A>>B', '1': 'A>B', '0': 'A=B', '-1': 'B>A', '-2': 'B>>A' }[level];
}
