import type { BootstrappedFit, Draws } from './bootstrap-draws';
import { ANCHOR_RATING, POINTS_PER_LOGIT } from './bradley-terry';

/** Strengths and their draws as rating points, with the fit's anchor at 1000 or, centred, the mean. */
export function ratingsOf(
  fitted: BootstrappedFit,
  centred: boolean,
): { scores: Float64Array; draws: Draws } {
  const { strengthDraws: draws, fit } = fitted;
  const origin = (strengthOf: (model: number) => number): number =>
    centred ? meanOfDefined(draws.models, strengthOf) : 0;
  const shift = origin((model) => fit.strengths[model]);
  const data = new Float64Array(draws.data.length);
  for (let round = 0; round < draws.rounds; round++) {
    const roundShift = origin((model) => draws.data[model * draws.rounds + round]);
    for (let at = round; at < data.length; at += draws.rounds) {
      data[at] = ANCHOR_RATING + POINTS_PER_LOGIT * (draws.data[at] - roundShift);
    }
  }
  return {
    scores: fit.strengths.map((each) => ANCHOR_RATING + POINTS_PER_LOGIT * (each - shift)),
    draws: { ...draws, data },
  };
}

function meanOfDefined(count: number, value: (i: number) => number): number {
  let sum = 0;
  let defined = 0;
  for (let i = 0; i < count; i++) {
    if (Number.isNaN(value(i))) continue;
    sum += value(i);
    defined++;
  }
  return sum / defined;
}
