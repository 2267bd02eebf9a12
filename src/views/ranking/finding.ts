import { isSeparatedByDifference } from '../../core/ranking/pairwise-differences';
import type { PromptsNeeded } from '../../core/ranking/plan-battles';
import type { RankedModel, Ranking } from '../../core/ranking/ranking';
import { formatCount } from '../format-number';
import { countOf } from '../widgets/figures';
import { points } from './score-text';

/** Names that are listed before "and 3 more". */
const MAX_NAMES = 3;

/** "A", "A and B", "A, B and 3 more". */
export function namesText(names: readonly string[], most = MAX_NAMES): string {
  if (names.length === 1) return names[0];
  const shown = names.length > most + 1 ? names.slice(0, most) : names.slice(0, -1);
  const rest = names.length - shown.length;
  return `${shown.join(', ')} and ${rest === 1 ? names[names.length - 1] : `${formatCount(rest)} more`}`;
}

/** The difference of two ranked models, first minus second, with its interval; null off the scale. */
export function differenceOf(
  { pairs, names }: Pick<Ranking, 'pairs' | 'names'>,
  first: string,
  second: string,
): { readonly difference: number; readonly lower: number; readonly upper: number } | null {
  const [a, b] = [names.indexOf(first), names.indexOf(second)];
  const pair = pairs.find(
    (each) => (each.first === a && each.second === b) || (each.first === b && each.second === a),
  );
  if (!pair) return null;
  return pair.first === a
    ? pair
    : { difference: -pair.difference, lower: -pair.upper, upper: -pair.lower };
}

/** Who is first, or who can't be told from the first, in a sentence. */
export function headline(ranking: Ranking): string {
  const ranked = ranking.models.filter(({ rank }) => rank !== null);
  if (ranked.length === 0) return 'No model can be ranked';
  const [first, second] = ranked;
  if (ranked.length === 1) return `${first.model} is the only model`;
  const top = ranked.filter(({ rankLower }) => rankLower === 1);
  if (top.length <= 1) {
    const lead = differenceOf(ranking, first.model, second.model);
    const by =
      lead && !Number.isNaN(lead.lower)
        ? `, ahead of ${second.model} by ${points(ranking.score, lead.lower)} to ${points(ranking.score, lead.upper, true)}`
        : '';
    return `${first.model} is the best of ${formatCount(ranked.length)} models${by}`;
  }
  const who = `${namesText(top.map(({ model }) => model))} can’t be told apart at the top`;
  const below = ranked.length - top.length;
  return below === 0
    ? who
    : `${who}; ${countOf(below, 'model')} ${below === 1 ? 'is' : 'are'} surely not the best`;
}

/** How many pairs are told apart, which neighbours are not, and what it would take. */
export function pairsFinding(ranking: Ranking, plan: PromptsNeeded | null): string {
  const ranked = ranking.models.filter(({ rank }) => rank !== null);
  const total = (ranked.length * (ranked.length - 1)) / 2;
  if (total === 0) return '';
  const apart = ranking.pairs.filter(isSeparatedByDifference).length;
  const sentences = [
    apart === total
      ? total === 1
        ? 'The one pair of models is told apart.'
        : `All ${countOf(total, 'pair')} of models are told apart.`
      : `${formatCount(apart)} of ${countOf(total, 'pair')} of models are told apart.`,
  ];
  const tied = ranked.filter((model, i) => i > 0 && isTied(ranking, ranked[i - 1], model)).length;
  if (tied > 0) {
    sentences.push(`${countOf(tied, 'model')} can’t be told from the one just above.`);
  }
  if (plan) sentences.push(planText(plan));
  return sentences.join(' ');
}

function isTied(ranking: Ranking, one: RankedModel, other: RankedModel): boolean {
  const between = differenceOf(ranking, one.model, other.model);
  return between !== null && !isSeparatedByDifference(between);
}

function planText({ needed, prompts, share }: PromptsNeeded): string {
  const percent = `${Math.round(100 * share)} %`;
  if (needed === null) {
    return `No number of prompts is expected to tell ${percent} of them apart by their intervals: some models are too close.`;
  }
  if (needed <= prompts) return `These prompts are enough to tell ${percent} of them apart.`;
  return `About ${formatCount(roundedUp(needed - prompts))} more prompts would be needed to tell ${percent} of them apart by their intervals (an extrapolation).`;
}

/** To two digits, as more are not known: 1,559 → 1,600. */
export function roundedUp(value: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
  return Math.ceil(value / unit) * unit;
}
