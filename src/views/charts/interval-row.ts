/** Colour for data that differ from a reference; `plain` for no telling. */
export type Tone = 'plain' | 'above' | 'below';

/** A value with its interval, as charts draw it and lists tell it. */
export interface IntervalRow {
  readonly label: string;
  /** Null: no value can be had. */
  readonly value: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  /** Battles, prompts or models that it rests on. */
  readonly n: number | null;
  readonly tone?: Tone;
}

/** Which side of a reference an interval lies on; `plain` when it holds the reference, or is none. */
export function toneOf(lower: number | null, upper: number | null, reference: number): Tone {
  if (lower === null || upper === null) return 'plain';
  if (lower > reference) return 'above';
  return upper < reference ? 'below' : 'plain';
}
