import type {
  BenchmarkComparison,
  ComparedBenchmark,
} from '../../../core/quality/benchmark-comparison';
import type { BenchmarkFacts } from '../../../workspace/benchmark-list';
import type { CsvCell } from '../../charts/csv';
import { formatCount, formatShare } from '../../format-number';
import { countOf } from '../../widgets/figures';
import type { Term } from '../../widgets/glossary';

/** A cell of the table of benchmarks: the figure, and what it rests on. */
export interface QualityCell {
  readonly text: string;
  readonly detail: string;
  readonly value: CsvCell;
}

/** A row of the table: one figure for the reference and for each benchmark. */
export interface QualityRow {
  readonly title: string;
  readonly term: Term;
  /** Which way is better, to mark the best benchmark. */
  readonly better: 'higher' | 'lower' | null;
  readonly reference: QualityCell;
  readonly cells: readonly QualityCell[];
}

const NONE: QualityCell = { text: '–', detail: '', value: null };

const threeDigits = new Intl.NumberFormat(undefined, {
  minimumFractionDigits: 3,
  maximumFractionDigits: 3,
});

function share(value: number | null, detail: string): QualityCell {
  return value === null || Number.isNaN(value)
    ? { ...NONE, detail }
    : { text: formatShare(value, 1), detail, value };
}

function number(value: number | null, detail: string): QualityCell {
  return value === null || Number.isNaN(value)
    ? { ...NONE, detail }
    : { text: threeDigits.format(value), detail, value };
}

const pairsOf = (count: number) => countOf(count, 'pair');

/** The table of blog and paper (Table 1): figures first, facts last. */
export function qualityRows(
  comparison: BenchmarkComparison,
  referenceFacts: BenchmarkFacts,
  facts: readonly BenchmarkFacts[],
): QualityRow[] {
  const { columns, reference } = comparison;
  const pairs = (comparison.models.length * (comparison.models.length - 1)) / 2;
  const row = (
    title: string,
    term: Term,
    better: QualityRow['better'],
    cellOf: (column: ComparedBenchmark) => QualityCell,
    own: QualityCell = NONE,
  ): QualityRow => ({ title, term, better, reference: own, cells: columns.map(cellOf) });
  const separated = (value: number | null) =>
    value === null ? 'no intervals' : `${formatCount(value * pairs)} of ${pairsOf(pairs)}`;
  const normal = (is: boolean) => (is ? ' · normal approximation' : '');
  const overReference = ({ quality }: ComparedBenchmark) =>
    quality.referenceSeparablePairs === null
      ? 'no intervals'
      : `over ${pairsOf(quality.referenceSeparablePairs)}`;
  const overStrict = ({ quality }: ComparedBenchmark) =>
    quality.referenceSeparablePairsStrict === null
      ? 'no intervals'
      : `over ${pairsOf(quality.referenceSeparablePairsStrict)}`;
  const forecast = ({ quality }: ComparedBenchmark, value: number | null) => {
    if (value === null) return 'no intervals';
    const tied = quality.tiedInReference > 0 ? `, ${quality.tiedInReference} tied left out` : '';
    const source = quality.forecastFromIntervals ? ' · σ from interval width' : '';
    return `${pairsOf(quality.forecasts.length)}${tied}${source}`;
  };
  const models = countOf(comparison.models.length, 'model');
  return [
    row(
      'Separability, 95 %',
      'separability',
      'higher',
      ({ quality }) => share(quality.separability, separated(quality.separability)),
      share(reference.separability, separated(reference.separability)),
    ),
    row(
      'Separability, 80 %',
      'separability80',
      'higher',
      (each) => share(each.separability80, separated(each.separability80) + normal(each.normal80)),
      share(
        reference.separability80,
        separated(reference.separability80) + normal(reference.normal80),
      ),
    ),
    row('Agreement (+1, 0, −1)', 'agreementSigned', 'higher', (each) =>
      share(each.quality.agreementSigned, overReference(each)),
    ),
    row('Agreement (1, ½, 0)', 'agreementHalf', 'higher', (each) =>
      share(each.quality.agreementHalf, overReference(each)),
    ),
    row('Agreement (+1, 0, −1), strict rule', 'agreementStrictRule', 'higher', (each) =>
      share(each.quality.agreementSignedStrict, overStrict(each)),
    ),
    row('Agreement (1, ½, 0), strict rule', 'agreementStrictRule', 'higher', (each) =>
      share(each.quality.agreementHalfStrict, overStrict(each)),
    ),
    row('Same order', 'strictAgreement', 'higher', ({ quality }) =>
      share(quality.strictAgreement, pairsOf(quality.pairs)),
    ),
    row('Spearman’s ρ', 'spearman', 'higher', ({ quality }) => number(quality.spearman, models)),
    row('Kendall’s τ-b', 'kendall', 'higher', ({ quality }) => number(quality.kendall, models)),
    row('Brier score', 'brier', 'lower', (each) =>
      number(each.quality.brier, forecast(each, each.quality.brier)),
    ),
    row('Log-loss', 'logLoss', 'lower', (each) =>
      number(each.quality.logLoss, forecast(each, each.quality.logLoss)),
    ),
    factRow('Prompts per model', 'promptsPerModel', promptsCell, referenceFacts, facts),
    factRow('Cost per model', 'costPerModel', costCell, referenceFacts, facts),
    factRow('Judge', 'judgeFact', judgeCell, referenceFacts, facts),
  ];
}

function factRow(
  title: string,
  term: Term,
  cellOf: (facts: BenchmarkFacts) => QualityCell,
  reference: BenchmarkFacts,
  facts: readonly BenchmarkFacts[],
): QualityRow {
  return { title, term, better: null, reference: cellOf(reference), cells: facts.map(cellOf) };
}

const promptsCell = ({ prompts }: BenchmarkFacts): QualityCell =>
  prompts === null ? NONE : { text: formatCount(prompts), detail: '', value: prompts };

const money = new Intl.NumberFormat(undefined, { style: 'currency', currency: 'USD' });

const costCell = ({ cost }: BenchmarkFacts): QualityCell =>
  cost === null ? NONE : { text: money.format(cost), detail: '', value: cost };

const judgeCell = ({ judge }: BenchmarkFacts): QualityCell =>
  judge === '' ? NONE : { text: judge, detail: '', value: judge };

/** Columns whose figure is the best of at least two. */
export function bestCells({ better, cells }: QualityRow): ReadonlySet<number> {
  const known = cells.flatMap(({ value }, i) => (typeof value === 'number' ? [{ value, i }] : []));
  if (better === null || known.length < 2) return new Set();
  const values = known.map(({ value }) => value);
  const best = better === 'higher' ? Math.max(...values) : Math.min(...values);
  return new Set(known.filter(({ value }) => value === best).map(({ i }) => i));
}
