import type { AnswerStyle } from '../data';
import type { BattleRecord } from '../formats/battle-record';
import { verdictLabel, verdictOutcome, type VerdictLevel } from '../formats/verdict-label';
import type { LeaderboardRow } from '../quality/leaderboard';
import { randomInteger, randomNormal, seededRandom, type Random } from '../random';
import { ANCHOR_RATING, POINTS_PER_LOGIT } from '../ranking/bradley-terry';
import {
  SIMULATED_JUDGES,
  SIMULATED_MODELS,
  trueStrength,
  type SimulatedJudge,
  type SimulatedModel,
} from './simulated-models';

/** A prompt of the sample, as far as a simulated judge looks at it. */
export interface SimulatedPrompt {
  readonly id: string;
  readonly category: string;
  readonly language: string;
}

/** A reason written for the sample, with the verdict that it gives. */
export interface WrittenExplanation {
  readonly verdict: string;
  readonly category: string;
  readonly explanation: string;
}

/** What a prompt adds to a model's log-odds by chance, the same for all judges and games. */
const PROMPT_EFFECT = 1;
/** In logits: below it a tie, above it a big win. */
const TIE_BELOW = 0.35;
const BIG_WIN_ABOVE = 2.2;
const BIG_WIN_WEIGHT = 3;
/** Spread of the answers' lengths, as a standard deviation of the logarithm. */
const LENGTH_SPREAD = 0.35;
/** The reference's intervals, in rating points either way: what a large arena gives. */
const REFERENCE_HALF_WIDTH = 12;
const Z_95 = 1.959963984540054;

/**
 * Judgments of the eight simulated models on the sample's prompts: every model against the baseline,
 * two games with the answers swapped, by both simulated judges. The strengths are declared in
 * `simulated-models.ts`; a judge sees their difference, what the prompt adds, its own habits and
 * chance, and gives one of Arena-Hard's five labels. Fully determined by the seed.
 */
export function simulateJudgments(
  prompts: readonly SimulatedPrompt[],
  explanations: readonly WrittenExplanation[],
  seed: number,
): BattleRecord[] {
  const random = seededRandom(seed);
  const written = new Explanations(explanations);
  const [baseline] = SIMULATED_MODELS;
  const battles: BattleRecord[] = [];
  for (const prompt of prompts) {
    const answers = SIMULATED_MODELS.map((model) => answerOf(model, prompt, random));
    for (const answer of answers) {
      if (answer.model === baseline) continue;
      for (const judge of SIMULATED_JUDGES) {
        for (const game of [1, 2]) {
          const [a, b] = game === 1 ? [answers[0], answer] : [answer, answers[0]];
          const level = verdictOf(judge, a, b, random);
          battles.push({
            promptId: prompt.id,
            modelA: a.model.name,
            modelB: b.model.name,
            ...verdictOutcome(level, BIG_WIN_WEIGHT),
            judge: judge.name,
            game,
            category: prompt.category,
            language: prompt.language,
            styleA: a.style,
            styleB: b.style,
            explanation: written.draw(verdictLabel(level), prompt.category, random),
          });
        }
      }
    }
  }
  return battles;
}

interface Answer {
  readonly model: SimulatedModel;
  /** Log-odds of beating the baseline on this prompt. */
  readonly merit: number;
  readonly style: AnswerStyle;
}

function answerOf(
  model: SimulatedModel,
  { category, language }: SimulatedPrompt,
  random: Random,
): Answer {
  const length = Math.round(model.tokens * Math.exp(LENGTH_SPREAD * randomNormal(random)));
  const marks = (length / 100) * model.markdown;
  return {
    model,
    merit: trueStrength(model, category, language) + PROMPT_EFFECT * randomNormal(random),
    style: {
      length,
      headers: Math.round(0.2 * marks * 2 * random()),
      lists: Math.round(0.5 * marks * 2 * random()),
      bold: Math.round(0.3 * marks * 2 * random()),
    },
  };
}

function verdictOf(judge: SimulatedJudge, a: Answer, b: Answer, random: Random): VerdictLevel {
  const longer = (a.style.length - b.style.length) / (a.style.length + b.style.length);
  const seen =
    a.merit -
    b.merit +
    judge.firstBias +
    judge.lengthBias * longer +
    judge.noise * randomNormal(random);
  const size = Math.abs(seen);
  if (size < TIE_BELOW) return 0;
  const level = size > BIG_WIN_ABOVE ? 2 : 1;
  return (seen > 0 ? level : -level) as VerdictLevel;
}

/** Draws a written reason for a verdict, of the category where there is one. */
class Explanations {
  readonly #byVerdict = new Map<string, string[]>();

  constructor(explanations: readonly WrittenExplanation[]) {
    for (const { verdict, category, explanation } of explanations) {
      for (const key of [verdict, `${verdict} ${category}`]) {
        const known = this.#byVerdict.get(key);
        if (known) known.push(explanation);
        else this.#byVerdict.set(key, [explanation]);
      }
    }
  }

  draw(verdict: string, category: string, random: Random): string | undefined {
    const among = this.#byVerdict.get(`${verdict} ${category}`) ?? this.#byVerdict.get(verdict);
    return among?.[randomInteger(random, among.length)];
  }
}

/**
 * The true strengths as a leaderboard to compare with: rating points, the baseline at 1000, averaged
 * over the prompts' categories, with declared intervals. The ranking's own ratings lie nearer to
 * 1000, as prompts and judges add noise.
 */
export function simulatedReference(prompts: readonly SimulatedPrompt[]): LeaderboardRow[] {
  return SIMULATED_MODELS.map((model) => {
    const sum = prompts.reduce(
      (total, { category, language }) => total + trueStrength(model, category, language),
      0,
    );
    const score = ANCHOR_RATING + POINTS_PER_LOGIT * (sum / prompts.length);
    return {
      model: model.name,
      score,
      lower: score - REFERENCE_HALF_WIDTH,
      upper: score + REFERENCE_HALF_WIDTH,
      variance: (REFERENCE_HALF_WIDTH / Z_95) ** 2,
      averageTokens: model.tokens,
      results: null,
    };
  });
}
