import type {
  BenchmarkComparison,
  ComparedBenchmark,
} from '../../../core/quality/benchmark-comparison';
import type { BenchmarkFacts } from '../../../workspace/benchmark-list';
import { formatCount } from '../../format-number';
import { countOf } from '../../widgets/figures';
import type { Term } from '../../widgets/glossary';
import {
  countCell,
  NO_CELL,
  numberCell,
  shareCell,
  textCell,
  type TableCell,
  type TableRow,
} from '../../widgets/table-cell';

/** Which way a figure is better, to mark the best benchmark. */
type Better = 'higher' | 'lower' | null;

const threeDigits = (value: number | null, detail: string) => numberCell(value, 3, detail);

const pairsOf = (count: number) => countOf(count, 'pair');

/** The table of blog and paper (Table 1): figures first, facts last. */
export function qualityRows(
  comparison: BenchmarkComparison,
  referenceFacts: BenchmarkFacts,
  facts: readonly BenchmarkFacts[],
): TableRow[] {
  const { columns, reference } = comparison;
  const pairs = (comparison.models.length * (comparison.models.length - 1)) / 2;
  const row = (
    title: string,
    term: Term,
    better: Better,
    cellOf: (column: ComparedBenchmark) => TableCell,
    own: TableCell = NO_CELL,
  ): TableRow => ({ title, term, cells: [...withBest(columns.map(cellOf), better), own] });
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
      ({ quality }) => shareCell(quality.separability, separated(quality.separability)),
      shareCell(reference.separability, separated(reference.separability)),
    ),
    row(
      'Separability, 80 %',
      'separability80',
      'higher',
      (each) =>
        shareCell(each.separability80, separated(each.separability80) + normal(each.normal80)),
      shareCell(
        reference.separability80,
        separated(reference.separability80) + normal(reference.normal80),
      ),
    ),
    row('Agreement (+1, 0, −1)', 'agreementSigned', 'higher', (each) =>
      shareCell(each.quality.agreementSigned, overReference(each)),
    ),
    row('Agreement (1, ½, 0)', 'agreementHalf', 'higher', (each) =>
      shareCell(each.quality.agreementHalf, overReference(each)),
    ),
    row('Agreement (+1, 0, −1), strict rule', 'agreementStrictRule', 'higher', (each) =>
      shareCell(each.quality.agreementSignedStrict, overStrict(each)),
    ),
    row('Agreement (1, ½, 0), strict rule', 'agreementStrictRule', 'higher', (each) =>
      shareCell(each.quality.agreementHalfStrict, overStrict(each)),
    ),
    row('Same order', 'strictAgreement', 'higher', ({ quality }) =>
      shareCell(quality.strictAgreement, pairsOf(quality.pairs)),
    ),
    row('Spearman’s ρ', 'spearman', 'higher', ({ quality }) =>
      threeDigits(quality.spearman, models),
    ),
    row('Kendall’s τ-b', 'kendall', 'higher', ({ quality }) =>
      threeDigits(quality.kendall, models),
    ),
    row('Brier score', 'brier', 'lower', (each) =>
      threeDigits(each.quality.brier, forecast(each, each.quality.brier)),
    ),
    row('Log-loss', 'logLoss', 'lower', (each) =>
      threeDigits(each.quality.logLoss, forecast(each, each.quality.logLoss)),
    ),
    factRow('Prompts per model', 'promptsPerModel', promptsCell, referenceFacts, facts),
    factRow('Cost per model', 'costPerModel', costCell, referenceFacts, facts),
    factRow('Judge', 'judgeFact', judgeCell, referenceFacts, facts),
  ];
}

function factRow(
  title: string,
  term: Term,
  cellOf: (facts: BenchmarkFacts) => TableCell,
  reference: BenchmarkFacts,
  facts: readonly BenchmarkFacts[],
): TableRow {
  return { title, term, cells: [...facts, reference].map(cellOf) };
}

const promptsCell = ({ prompts }: BenchmarkFacts): TableCell =>
  prompts === null ? NO_CELL : countCell(prompts);

const money = new Intl.NumberFormat(undefined, { style: 'currency', currency: 'USD' });

const costCell = ({ cost }: BenchmarkFacts): TableCell =>
  cost === null ? NO_CELL : { text: money.format(cost), value: cost };

const judgeCell = ({ judge }: BenchmarkFacts): TableCell => textCell(judge);

/** Marks the best of at least two figures. */
function withBest(cells: readonly TableCell[], better: Better): TableCell[] {
  const values = cells.flatMap(({ value }) => (typeof value === 'number' ? [value] : []));
  if (better === null || values.length < 2) return [...cells];
  const best = better === 'higher' ? Math.max(...values) : Math.min(...values);
  return cells.map((cell) => ({ ...cell, best: cell.value === best }));
}
