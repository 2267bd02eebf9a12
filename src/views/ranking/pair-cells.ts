import type { PairShare } from '../../core/ranking/pair-shares';
import { isSeparatedByDifference } from '../../core/ranking/pairwise-differences';
import type { Ranking } from '../../core/ranking/ranking';

/** Models that a square of pairs shows at once; more would be too small to point at. */
export const MAX_PAIR_MODELS = 60;

/** A pair seen from its first model. */
export interface PairCell {
  readonly difference: number;
  readonly lower: number;
  readonly upper: number;
  readonly separated: boolean;
  /** p-value adjusted by Holm. */
  readonly pHolm: number;
}

/** The differences of all pairs, looked up by names. */
export class PairTable {
  readonly #cells = new Map<string, PairCell>();

  constructor({ pairs, names }: Pick<Ranking, 'pairs' | 'names'>) {
    for (const pair of pairs) {
      const { difference, lower, upper, pHolm } = pair;
      const separated = isSeparatedByDifference(pair);
      const [first, second] = [names[pair.first], names[pair.second]];
      this.#cells.set(key(first, second), { difference, lower, upper, separated, pHolm });
      this.#cells.set(key(second, first), {
        difference: -difference,
        lower: -upper,
        upper: -lower,
        separated,
        pHolm,
      });
    }
  }

  /** Null for a model with itself, or off the scale. */
  at(first: string, second: string): PairCell | null {
    return this.#cells.get(key(first, second)) ?? null;
  }
}

/** How one model's own battles against another went, 0 to 1. */
export interface ShareCell extends Pick<
  PairShare,
  'share' | 'lower' | 'upper' | 'games' | 'prompts'
> {
  readonly observed: true;
}

export interface FittedCell {
  readonly observed: false;
  /** What the ratings foretell, 0 to 1. */
  readonly share: number;
}

/** The win rates of all pairs: observed where they met, else foretold by the ratings. */
export class ShareTable {
  readonly #observed = new Map<string, ShareCell>();
  readonly #ratings: ReadonlyMap<string, number | null>;

  constructor(shares: readonly PairShare[], { names, models }: Pick<Ranking, 'names' | 'models'>) {
    for (const { first, second, share, lower, upper, games, prompts } of shares) {
      const counts = { games, prompts, observed: true } as const;
      this.#observed.set(key(names[first], names[second]), { share, lower, upper, ...counts });
      this.#observed.set(key(names[second], names[first]), {
        share: 1 - share,
        lower: 1 - upper,
        upper: 1 - lower,
        ...counts,
      });
    }
    this.#ratings = new Map(models.map(({ model, rating }) => [model, rating]));
  }

  at(first: string, second: string): ShareCell | FittedCell | null {
    if (first === second) return null;
    const observed = this.#observed.get(key(first, second));
    if (observed) return observed;
    const [a, b] = [this.#ratings.get(first), this.#ratings.get(second)];
    if (a === null || b === null || a === undefined || b === undefined) return null;
    return { observed: false, share: 1 / (1 + 10 ** ((b - a) / 400)) };
  }
}

const key = (first: string, second: string) => `${first}\u0000${second}`;
