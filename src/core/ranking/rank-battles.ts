import { TouchstoneError, type OnProgress } from '../data';
import type { BattleFilter } from './battle-filter';
import { commonOpponent, type BattleIndex, type BattleSettings } from './battle-index';
import type { BattleSet } from './battle-set';
import type { BootstrapUnit } from './bootstrap-rounds';
import { compactPrompts } from './compact-index';
import { pairShares, type PairShare } from './pair-shares';
import { rankModels } from './rank-models';
import type { Ranking, RankingSettings } from './ranking';
import { severalBaselines, type SeveralBaselines } from './several-baselines';
import { strataOf } from './strata';
import type { StyleControl, StylePrediction } from './style-control';
import { styleCovariates, type StyleForm } from './style-covariates';

/** What the user decides of a ranking. */
export interface RankingOptions extends BattleSettings {
  /** `auto`: the model that all battles are against, if there is one. */
  readonly baseline: 'auto' | { readonly model: string | null };
  readonly anchor: 'baseline' | 'mean';
  readonly rounds: number;
  readonly interval: number;
  readonly seed: number;
  readonly unit: BootstrapUnit;
  /** Draws prompts anew within their categories, so that each keeps its number; else all together. */
  readonly within?: 'category';
  /** Null for no style control. */
  readonly style: { readonly form: StyleForm; readonly prediction: StylePrediction } | null;
}

export const DEFAULT_RANKING: RankingOptions = {
  baseline: 'auto',
  anchor: 'baseline',
  rounds: 1000,
  interval: 0.95,
  seed: 1,
  unit: 'prompts',
  outcomes: 'soft',
  duplicates: 'keep',
  style: null,
};

export interface RankingRequest {
  readonly options: RankingOptions;
  readonly filter: BattleFilter;
}

/** Mean length of a model's answers over its battles whose style is known. */
export interface AverageLength {
  readonly model: string;
  readonly length: number;
  readonly battles: number;
}

/** A ranking with what the screen shows beside it. */
export interface RankingReport {
  readonly ranking: Ranking;
  /** The same without style control, where it is on. */
  readonly plain: Ranking | null;
  /** Battles without known styles, which count as equal ones. */
  readonly unknownStyles: number;
  /** Some battles have known styles, so that style control is possible. */
  readonly hasStyles: boolean;
  readonly lengths: readonly AverageLength[];
  /** Rows of `ranking.names`. */
  readonly shares: readonly PairShare[];
  /** Win rates against each baseline, where no single model is in every battle but a few are. */
  readonly baselines: SeveralBaselines | null;
  /** Exact repeats among the battles chosen, kept or dropped. */
  readonly repeated: number;
  /** Battles of all files, before the filter. */
  readonly total: number;
  /** Of the battles chosen. */
  readonly judges: readonly string[];
}

/**
 * Ranks the battles that pass a filter. The bootstrap resamples their prompts.
 * @throws TouchstoneError as {@link rankModels}; `no-style` where style control has nothing to go by
 */
export function rankBattles(
  set: BattleSet,
  { options, filter }: RankingRequest,
  onProgress?: OnProgress,
): RankingReport {
  const { index: chosen, repeated } = set.index(options, filter, options.seed);
  const index = compactPrompts(chosen);
  const settings = stratified(set, index, options);
  const plain = rankModels(index, settings, options.style ? undefined : onProgress);
  const styled = options.style && rankStyled(set, index, settings, options.style, onProgress);
  return {
    ranking: styled?.ranking ?? plain,
    plain: styled ? plain : null,
    unknownStyles: styled?.unknown ?? 0,
    hasStyles: hasStyles(set, index),
    lengths: averageLengths(set, index),
    shares: pairShares(index, options.interval),
    baselines: settings.baseline === null ? severalBaselines(index, settings) : null,
    repeated,
    total: set.count,
    judges: valuesIn(set, index, 'judge'),
  };
}

/** The settings of a ranking of these battles, the baseline found where that is left to it. */
export function rankingSettings(index: BattleIndex, options: RankingOptions): RankingSettings {
  const { anchor, rounds, interval, seed, unit, baseline } = options;
  const model = baseline === 'auto' ? commonOpponent(index) : baseline.model;
  return { baseline: model, anchor, rounds, interval, seed, unit };
}

/** The same for a set's battles, with their prompts' strata where these are asked for. */
export function stratified(
  set: BattleSet,
  index: BattleIndex,
  options: RankingOptions,
): RankingSettings {
  const settings = rankingSettings(index, options);
  if (options.within !== 'category') return settings;
  return { ...settings, strata: strataOf(index, (at) => set.valuesAt('category', at)[0]) };
}

function rankStyled(
  set: BattleSet,
  index: BattleIndex,
  settings: RankingSettings,
  options: NonNullable<RankingOptions['style']>,
  onProgress?: OnProgress,
): { ranking: Ranking; unknown: number } {
  const { style, unknown } = styleControlOf(set, index, options);
  if (!style) {
    throw new TouchstoneError(
      'no-style',
      'These battles hold neither answers nor their lengths, which style control needs. Turn it off, or load a file that has them.',
    );
  }
  return { ranking: rankModels(index, { ...settings, style }, onProgress), unknown };
}

/** Style control of some of a set's battles; null where none has a known style, or all the same. */
export function styleControlOf(
  set: BattleSet,
  index: BattleIndex,
  { form, prediction }: NonNullable<RankingOptions['style']>,
): { style: StyleControl | null; unknown: number } {
  const { covariates, unknown } = styleCovariates(index, (at) => set.styles(at), form);
  return { style: covariates.names.length > 0 ? { covariates, prediction } : null, unknown };
}

function hasStyles(set: BattleSet, index: BattleIndex): boolean {
  for (let row = 0; row < index.count; row++) if (set.styles(index.position[row])) return true;
  return false;
}

function averageLengths(set: BattleSet, index: BattleIndex): AverageLength[] {
  const sums = new Float64Array(index.models.length);
  const battles = new Int32Array(index.models.length);
  for (let row = 0; row < index.count; row++) {
    const styles = set.styles(index.position[row]);
    if (!styles) continue;
    for (const [model, style] of [
      [index.modelA[row], styles.a],
      [index.modelB[row], styles.b],
    ] as const) {
      sums[model] += style.length;
      battles[model]++;
    }
  }
  return index.models.flatMap((model, m) =>
    battles[m] > 0 ? [{ model, length: sums[m] / battles[m], battles: battles[m] }] : [],
  );
}

function valuesIn(set: BattleSet, index: BattleIndex, facet: 'judge'): string[] {
  const found = new Set<string>();
  for (let row = 0; row < index.count; row++) {
    for (const value of set.valuesAt(facet, index.position[row])) found.add(value);
  }
  return [...found];
}
