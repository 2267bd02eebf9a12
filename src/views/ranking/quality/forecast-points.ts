import type { ComparedBenchmark } from '../../../core/quality/benchmark-comparison';
import { reliabilityCurve } from '../../../core/quality/forecasts';
import { seededRandom } from '../../../core/random';
import { twoSidedZ } from '../../../core/ranking/normal-distribution';
import type { Interval } from '../../../core/ranking/quantile';
import { wilsonInterval } from '../../../core/ranking/win-rate';
import type { FigureData } from '../../charts/figure-data';
import { formatShare } from '../../format-number';
import { decimalText } from '../../widgets/figures';

/** A pair of models on the forecast plot, moved a little so that equal ones don't hide each other. */
export interface ForecastPoint {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

/** A bin of the reliability curve. */
export interface ReliabilityPoint {
  readonly forecast: number;
  readonly observed: number;
  readonly count: number;
  /** Wilson's, as if pairs were independent. */
  readonly interval: Interval;
  readonly text: string;
}

/** Of the plot's unit square. */
const JITTER = 0.03;
const JITTER_SEED = 1;

export function forecastPoints(column: ComparedBenchmark): ForecastPoint[] {
  const random = seededRandom(JITTER_SEED);
  const moved = (value: number) => value + JITTER * (random() - 0.5);
  const { models, forecasts } = column.quality;
  return forecasts.map(({ first, second, probability, label }, i) => {
    const own = column.referenceForecasts?.[i] ?? label;
    return {
      x: moved(probability),
      y: moved(own),
      text: `${models[first]} below ${models[second]}: forecast ${decimalText(probability)}, reference ${decimalText(own)}`,
    };
  });
}

/** @param interval coverage, such as 0.95 */
export function reliabilityPoints(column: ComparedBenchmark, interval: number): ReliabilityPoint[] {
  const z = twoSidedZ(interval);
  return reliabilityCurve(column.quality.forecasts).map(({ forecast, observed, count }) => ({
    forecast,
    observed,
    count,
    interval: wilsonInterval(observed, count, z),
    text: `forecasts around ${decimalText(forecast)}: ${formatShare(observed)} of ${count} pairs came true`,
  }));
}

export function forecastData(column: ComparedBenchmark): FigureData {
  const { models, forecasts } = column.quality;
  return {
    columns: ['first', 'second', 'forecast P(first < second)', 'reference P', 'reference order'],
    rows: forecasts.map(({ first, second, probability, label }, i) => [
      models[first],
      models[second],
      probability,
      column.referenceForecasts?.[i] ?? null,
      label === 1 ? 'below' : 'above',
    ]),
  };
}
