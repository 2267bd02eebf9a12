import type { WinRate } from '../core/ranking/baseline-win-rates';
import type { Ranking } from '../core/ranking/ranking';
import type { SeveralBaselines } from '../core/ranking/several-baselines';
import { textTable } from './text-table';

function shown(value: number | null, digits: number): string {
  if (value === null) return '–';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  return value.toFixed(digits);
}

function withBounds(
  value: number | null,
  lower: number | null,
  upper: number | null,
  digits: number,
): string {
  return `${shown(value, digits)} (${shown(lower, digits)}–${shown(upper, digits)})`;
}

/** A ranking for the terminal: a row a model, then what it rests on. */
export function rankingTable(ranking: Ranking): string {
  const { settings } = ranking;
  const percent = (share: number) => `${(100 * share).toFixed(1).replace('.0', '')} %`;
  const rows = ranking.models.map((model) => [
    withBounds(model.rank, model.rankLower, model.rankUpper, 0),
    model.model + (model.smoothed ? ' *' : '') + (model.fewWins ? ' !' : ''),
    withBounds(model.winRate, model.winRateLower, model.winRateUpper, 1),
    withBounds(model.rating, model.ratingLower, model.ratingUpper, 0),
    `${model.wins}/${model.ties}/${model.losses}`,
    String(model.battles),
  ]);
  const notes = [
    `${ranking.battles} battles on ${ranking.prompts} prompts; baseline ${settings.baseline ?? 'none'}; ${percent(settings.interval)} intervals from ${settings.rounds} bootstrap rounds over ${settings.unit}${settings.stratified ? ' within categories' : ''}, seed ${settings.seed}.`,
    `Pairs told apart: ${percent(ranking.separability)} by interval (${percent(ranking.separabilityWithoutBaseline)} without the baseline; ${percent(ranking.separability80)} with 80 % intervals), ${percent(ranking.separabilityByDifference)} by the difference's interval, ${percent(ranking.separabilityHolm)} after Holm.`,
    ...ranking.style.map(
      ({ name, estimate, lower, upper }) =>
        `Style: ${name} ${withBounds(estimate, lower, upper, 3)} log-odds a standard deviation.`,
    ),
    ...(ranking.models.some(({ smoothed }) => smoothed)
      ? ['* only won or only lost: half a win and half a loss were added.']
      : []),
    ...(ranking.smoothedRounds > 0
      ? [`In ${ranking.smoothedRounds} rounds some model only won or only lost, and got the same.`]
      : []),
    ...(ranking.emptyRounds > 0 ? [`${ranking.emptyRounds} rounds drew no battle.`] : []),
    ...(ranking.models.some(({ fewWins }) => fewWins)
      ? [
          '! fewer than ten wins, losses or prompts: Wilson’s interval, as the bootstrap’s covers too little.',
        ]
      : []),
    ...(ranking.components.length > 1
      ? [
          `No battles connect these groups, so only the first is ranked: ${ranking.components.map((group) => group.join(', ')).join(' | ')}.`,
        ]
      : []),
    ...(ranking.converged ? [] : ['The fit did not converge.']),
  ];
  const head = ['rank', 'model', 'win rate %', 'rating', 'won/tied/lost', 'battles'];
  return [textTable(head, rows), ...notes].join('\n');
}

/** Win rates against several baselines for the terminal. */
export function baselineTable({ names, winRates }: SeveralBaselines): string {
  const cell = (rate: WinRate | null) =>
    rate === null
      ? '–'
      : withBounds(rate.winRate, rate.interval?.lower ?? null, rate.interval?.upper ?? null, 1);
  const rows = [...winRates]
    .sort((a, b) => (b.overall?.winRate ?? -1) - (a.overall?.winRate ?? -1))
    .map(({ model, overall, against }) => [model, cell(overall), ...against.map(cell)]);
  const head = ['model', 'win rate %', ...names.map((name) => `against ${name}`)];
  return `${textTable(head, rows)}\nSeveral baselines: the win rate weighs each of them the same.`;
}
