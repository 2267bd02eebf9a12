/** A model that exists only in the sample: how good it is, and how it writes. */
export interface SimulatedModel {
  readonly name: string;
  /** Log-odds of beating the baseline on a prompt of no particular category. */
  readonly strength: number;
  /** What a category adds to it; `other` stands for languages other than English. */
  readonly categories: Readonly<Record<string, number>>;
  /** Median length of its answers in tokens. */
  readonly tokens: number;
  /** Headers, list items and bold spans in a hundred tokens. */
  readonly markdown: number;
}

/** Whoever judges is simulated too: these share no text, prompt or habit with a real model. */
export interface SimulatedJudge {
  readonly name: string;
  /** Standard deviation of what it adds to a comparison by chance, in logits. */
  readonly noise: number;
  /** What the answer shown first gains, in logits. */
  readonly firstBias: number;
  /** What an answer gains that is all of the length, in logits: times (a − b)/(a + b). */
  readonly lengthBias: number;
}

export const SIMULATED_BASELINE = 'sim-basalt';

export const SIMULATED_MODELS: readonly SimulatedModel[] = [
  {
    name: SIMULATED_BASELINE,
    strength: 0,
    categories: {},
    tokens: 380,
    markdown: 2,
  },
  {
    name: 'sim-agate',
    strength: 1.15,
    categories: { coding: 0.5, maths: 0.4 },
    tokens: 460,
    markdown: 3,
  },
  {
    name: 'sim-flint',
    strength: 0.55,
    categories: { coding: 1.2, maths: 0.9, law: -0.7, other: -0.8 },
    tokens: 300,
    markdown: 1.5,
  },
  {
    name: 'sim-marble',
    strength: 0.35,
    categories: { other: 0.35, coding: -0.8 },
    tokens: 620,
    markdown: 5,
  },
  {
    name: 'sim-gneiss',
    strength: 0.42,
    categories: { law: 0.9, finance: 0.5, medical: 0.3 },
    tokens: 440,
    markdown: 2.5,
  },
  { name: 'sim-jasper', strength: -0.35, categories: { maths: -0.6 }, tokens: 350, markdown: 2 },
  {
    name: 'sim-chert',
    strength: -0.95,
    categories: { hu: 1.6, sl: 0.9, sr: 0.7 },
    tokens: 240,
    markdown: 0.8,
  },
  { name: 'sim-shale', strength: -1.9, categories: {}, tokens: 700, markdown: 6 },
];

export const SIMULATED_JUDGES: readonly SimulatedJudge[] = [
  { name: 'sim-judge-large', noise: 0.5, firstBias: 0.1, lengthBias: 0.4 },
  { name: 'sim-judge-small', noise: 1.4, firstBias: 0.6, lengthBias: 1.8 },
];

/** A model's true log-odds of beating the baseline in a category, before any judge's habits. */
export function trueStrength(model: SimulatedModel, category: string, language: string): number {
  const { categories, strength } = model;
  const own = categories[category] ?? (language === 'en' ? 0 : (categories.other ?? 0));
  return strength + own;
}
