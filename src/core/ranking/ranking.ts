import type { BootstrapUnit } from './bootstrap-rounds';
import type { PairDifference } from './pairwise-differences';
import type { StyleControl, StylePrediction } from './style-control';
import type { StyleName } from './style-covariates';

export interface RankingSettings {
  /** The model that the others are compared with, or null for none. */
  readonly baseline: string | null;
  /** What is put at 1000: the baseline, or the mean of all models on the scale. */
  readonly anchor: 'baseline' | 'mean';
  readonly rounds: number;
  /** Coverage of all intervals, such as 0.95. */
  readonly interval: number;
  readonly seed: number;
  readonly unit: BootstrapUnit;
  /** See {@link BootstrapSettings.strata}. */
  readonly strata?: Int32Array;
  /** Sets style equal between answers; for the battles of the same index. */
  readonly style?: StyleControl;
}

/** Null where there is no number: a model that no battles connect to the scale, or a single prompt. */
export interface RankedModel {
  readonly model: string;
  /** Competition rank by score. */
  readonly rank: number | null;
  /** Simultaneous interval of the rank. */
  readonly rankLower: number | null;
  readonly rankUpper: number | null;
  /** 1 + models whose lower bound lies above this one's upper bound. */
  readonly arenaRank: number | null;
  readonly rating: number | null;
  readonly ratingLower: number | null;
  readonly ratingUpper: number | null;
  /** Percent, against the baseline; without one the fitted mean over all opponents. */
  readonly winRate: number | null;
  readonly winRateLower: number | null;
  readonly winRateUpper: number | null;
  /** Rows, and how they went; soft outcomes count by the side they favour. */
  readonly battles: number;
  readonly wins: number;
  readonly ties: number;
  readonly losses: number;
  /** Only won or only lost against the rest: the rating rests on an added half win and half loss. */
  readonly smoothed: boolean;
  /**
   * Fewer than ten wins, losses or prompts: percentile intervals would cover too little, and all that
   * is said of the model rests on Wilson's. Bounds of its rating may then be infinite.
   */
  readonly fewWins: boolean;
}

export interface StyleCoefficient {
  readonly name: StyleName;
  readonly estimate: number;
  readonly lower: number | null;
  readonly upper: number | null;
}

export interface Ranking {
  /** By rank; models off the scale last. */
  readonly models: readonly RankedModel[];
  readonly settings: Omit<RankingSettings, 'strata' | 'style'> & {
    /** Prompts were drawn anew within their categories. */
    readonly stratified: boolean;
    /** With style control: the style that win rates are told at. */
    readonly prediction: StylePrediction | null;
  };
  /** With style control: log-odds for a standard deviation of each covariate; else empty. */
  readonly style: readonly StyleCoefficient[];
  readonly battles: number;
  readonly prompts: number;
  /** What differences, ranks and separability are of: win rates in percent, or rating points. */
  readonly score: 'winRate' | 'rating';
  /** Share of all pairs with non-overlapping intervals of the score. */
  readonly separability: number;
  readonly separabilityWithoutBaseline: number;
  /** The same by win rate, also where the score is the rating. */
  readonly separabilityWinRate: number;
  /** The same with 80 % intervals, from the same rounds. */
  readonly separability80: number;
  /** The same with ratings anchored at the mean, which shares the baseline's noise out. */
  readonly separabilityMeanAnchored: number;
  /** Share of all pairs whose difference's interval leaves out 0; and those left by Holm and BH. */
  readonly separabilityByDifference: number;
  readonly separabilityHolm: number;
  readonly separabilityBenjaminiHochberg: number;
  /** Pairs of rows of `names`, in the score's unit. */
  readonly pairs: readonly PairDifference[];
  /** Model names in the order that `pairs` counts in. */
  readonly names: readonly string[];
  /**
   * Groups of models with battles between them, the ranked one first (the baseline's, else the
   * largest), then by size. More than one: no common scale.
   */
  readonly components: readonly (readonly string[])[];
  /**
   * All battles are against the baseline: ratings anchored on it are then a monotone function of the
   * win rates, and both separate the same pairs by construction.
   */
  readonly star: boolean;
  readonly converged: boolean;
  /** Rounds that drew no battle of this selection; above 5 % of them intervals are null. */
  readonly emptyRounds: number;
  readonly smoothedRounds: number;
  readonly unconvergedRounds: number;
}
