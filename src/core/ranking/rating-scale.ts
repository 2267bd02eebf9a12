import type { BootstrappedFit, Draws } from './bootstrap-draws';
import { ANCHOR_RATING, POINTS_PER_LOGIT } from './bradley-terry';

/**
 * Strengths and their draws as rating points, with the fit's anchor at 1000 or, centred, the mean.
 * A round that lacks some models is centred on the others: their mean in the round is set to what
 * it is in the whole data, so that one rare model does not move all.
 */
export function ratingsOf(
  fitted: BootstrappedFit,
  centred: boolean,
): { scores: Float64Array; draws: Draws } {
  const { strengthDraws: draws, fit } = fitted;
  const { models, rounds } = draws;
  const shift = centred ? meanDefined(models, (m) => fit.strengths[m]) : 0;
  const data = new Float64Array(draws.data.length);
  for (let round = 0; round < rounds; round++) {
    const roundShift = centred
      ? shift + meanDefined(models, (m) => draws.data[m * rounds + round] - fit.strengths[m])
      : 0;
    for (let at = round; at < data.length; at += rounds) {
      data[at] = ANCHOR_RATING + POINTS_PER_LOGIT * (draws.data[at] - roundShift);
    }
  }
  return {
    scores: fit.strengths.map((each) => ANCHOR_RATING + POINTS_PER_LOGIT * (each - shift)),
    draws: { ...draws, data },
  };
}

function meanDefined(count: number, value: (i: number) => number): number {
  let sum = 0;
  let defined = 0;
  for (let i = 0; i < count; i++) {
    const each = value(i);
    if (Number.isNaN(each)) continue;
    sum += each;
    defined++;
  }
  return sum / defined;
}
