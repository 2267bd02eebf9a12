import { emptyPairCounts } from './pair-counts';
import type { PairCounts, Pairs, PromptCounts } from './pair-counts';

/**
 * Rounds that are added up in one pass: memory is the limit, so an entry that is read once serves
 * four rounds, three times as fast as one round a pass.
 */
export const LANES = 4;

/** Pair counts of a block of bootstrap rounds. */
export class RoundCounts {
  readonly lanes: readonly PairCounts[];
  readonly #counts: PromptCounts;

  constructor(counts: PromptCounts, pairs: Pairs) {
    this.#counts = counts;
    this.lanes = Array.from({ length: LANES }, () => emptyPairCounts(pairs));
  }

  /**
   * Adds up the counts of all prompts, each times its multiplicity, for each lane.
   * @param multiplicity prompt q's in lane l stands at `q × LANES + l`
   */
  sum(multiplicity: Float64Array): void {
    const { starts, prompt, games, wins } = this.#counts;
    const [first, second, third, fourth] = this.lanes;
    for (let pair = 0; pair + 1 < starts.length; pair++) {
      let played0 = 0;
      let played1 = 0;
      let played2 = 0;
      let played3 = 0;
      let won0 = 0;
      let won1 = 0;
      let won2 = 0;
      let won3 = 0;
      for (let entry = starts[pair]; entry < starts[pair + 1]; entry++) {
        const at = prompt[entry] * LANES;
        const played = games[entry];
        const won = wins[entry];
        played0 += multiplicity[at] * played;
        played1 += multiplicity[at + 1] * played;
        played2 += multiplicity[at + 2] * played;
        played3 += multiplicity[at + 3] * played;
        won0 += multiplicity[at] * won;
        won1 += multiplicity[at + 1] * won;
        won2 += multiplicity[at + 2] * won;
        won3 += multiplicity[at + 3] * won;
      }
      first.games[pair] = played0;
      second.games[pair] = played1;
      third.games[pair] = played2;
      fourth.games[pair] = played3;
      first.wins[pair] = won0;
      second.wins[pair] = won1;
      third.wins[pair] = won2;
      fourth.wins[pair] = won3;
    }
  }
}
