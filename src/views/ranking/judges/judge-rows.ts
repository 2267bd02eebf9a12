import type { BenchmarkComparison } from '../../../core/quality/benchmark-comparison';
import type { JudgeComparison } from '../../../core/quality/judge-comparison';
import type { JudgeProfile } from '../../../core/quality/judge-profile';
import { formatCount } from '../../format-number';
import { countOf } from '../../widgets/figures';
import {
  estimateCell,
  fixed,
  NO_CELL,
  numberCell,
  percent,
  shareCell,
  type TableCell,
  type TableColumn,
  type TableRow,
} from '../../widgets/table-cell';

/** Below it one order of the answers is so much rarer that a preference can't be told from it. */
export const LEAST_BALANCE = 0.8;

export const JUDGE_COLUMNS: readonly TableColumn[] = [
  { title: 'Judge' },
  { title: 'Separability', term: 'separability' },
  { title: 'Agreement', term: 'agreementSigned' },
  { title: 'Agreement, half form', term: 'agreementHalf' },
  { title: 'Spearman’s ρ', term: 'spearman' },
  { title: 'Brier score', term: 'brier' },
  { title: 'Same side in both orders', term: 'positionConsistency' },
  { title: 'Same label', term: 'positionConsistency' },
  { title: 'First shown wins', term: 'firstPosition' },
];

/** A row for each judge and jury (Table 4 of the Arena-Hard blog, Table 3 of the paper). */
export function judgeRows(
  { judges }: JudgeComparison,
  quality: BenchmarkComparison | null,
): TableRow[] {
  return judges.map((profile) => {
    const column = quality?.columns.find(({ id }) => id === profile.judge)?.quality;
    const over =
      column?.referenceSeparablePairs === null || column === undefined
        ? undefined
        : `over ${countOf(column.referenceSeparablePairs, 'pair')}`;
    const models = column && countOf(column.models.length, 'model');
    return {
      title: profile.judge,
      detail: `${countOf(profile.battles, 'battle')}, ${countOf(profile.prompts, 'prompt')}`,
      cells: [
        shareCell(profile.separability, separated(profile)),
        shareCell(column?.agreementSigned ?? null, over),
        shareCell(column?.agreementHalf ?? null, over),
        numberCell(column?.spearman ?? null, 3, models),
        numberCell(column?.brier ?? null, 3, column && countOf(column.forecasts.length, 'pair')),
        estimateCell(profile.sameSide, percent),
        estimateCell(profile.sameLabel, percent),
        firstShown(profile),
      ],
    };
  });
}

function separated({ separability, leaderboard }: JudgeProfile): string {
  const models = leaderboard.rows.length;
  const pairs = (models * (models - 1)) / 2;
  return `${formatCount(separability * pairs)} of ${countOf(pairs, 'pair')}`;
}

function firstShown(profile: JudgeProfile): TableCell {
  if (profile.orderBalance < LEAST_BALANCE) return { ...NO_CELL, detail: 'orders not balanced' };
  return estimateCell(profile.firstPosition, percent);
}

export const PAIR_COLUMNS: readonly TableColumn[] = [
  { title: 'Judges' },
  { title: 'Soft agreement', term: 'softAgreement' },
  { title: 'Exact agreement', term: 'exactAgreement' },
  { title: 'Kappa', term: 'kappa' },
];

const twoDigits = (value: number) => fixed(value, 2);

/** A row for each pair of judges. */
export function pairRows({ pairs }: JudgeComparison): TableRow[] {
  return pairs.map(({ first, second, soft, exact, kappa, prompts }) => ({
    title: `${first} and ${second}`,
    detail: `${countOf(soft.count, 'battle')}, ${countOf(prompts, 'prompt')}`,
    cells: [
      estimateCell(soft, percent),
      estimateCell(exact, percent),
      estimateCell(kappa, twoDigits),
    ],
  }));
}

/** A row for each model: its score under each judge, and the change from the first one (Table 3). */
export function scoreRows({ judges }: JudgeComparison): TableRow[] {
  const boards = judges.map(
    ({ leaderboard }) => new Map(leaderboard.rows.map((row) => [row.model, row])),
  );
  const [first] = boards;
  const models = [...first.values()].sort((a, b) => b.score - a.score).map(({ model }) => model);
  const others = boards.flatMap((board) => [...board.keys()].filter((name) => !first.has(name)));
  return [...models, ...new Set(others)].map((model) => ({
    title: model,
    cells: boards.map((board, i): TableCell => {
      const row = board.get(model);
      if (!row) return NO_CELL;
      const base = first.get(model);
      const change =
        i > 0 && base
          ? `${row.score >= base.score ? '+' : '−'}${fixed(Math.abs(row.score - base.score), 1)} · `
          : '';
      const range =
        row.lower === null || row.upper === null
          ? 'no interval'
          : `${fixed(row.lower, 1)} to ${fixed(row.upper, 1)}`;
      return { text: fixed(row.score, 1), value: row.score, detail: change + range };
    }),
  }));
}
