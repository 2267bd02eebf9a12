import type { BenchmarkComparison } from '../../../core/quality/benchmark-comparison';
import type { JudgeComparison } from '../../../core/quality/judge-comparison';
import type { JudgeProfile } from '../../../core/quality/judge-profile';
import type { LeaderboardRow } from '../../../core/quality/leaderboard';
import { formatCount } from '../../format-number';
import { countOf } from '../../widgets/figures';
import {
  estimateCell,
  fixed,
  NO_CELL,
  numberCell,
  percent,
  shareCell,
  signed,
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
      ],
    };
  });
}

function separated({ separability, leaderboard }: JudgeProfile): string {
  const models = leaderboard.rows.length;
  const pairs = (models * (models - 1)) / 2;
  return `${formatCount(separability * pairs)} of ${countOf(pairs, 'pair')}`;
}

export const POSITION_COLUMNS: readonly TableColumn[] = [
  { title: 'Judge' },
  { title: 'Same side in both orders', term: 'positionConsistency' },
  { title: 'Same label in both orders', term: 'positionConsistency' },
  { title: 'First shown wins', term: 'firstPosition' },
];

/** What the order of the answers does to each judge (no juries). */
export function positionRows({ judges }: JudgeComparison): TableRow[] {
  return judges
    .filter(({ isJury }) => !isJury)
    .map((profile) => ({
      title: profile.judge,
      detail: countOf(profile.battles, 'battle'),
      cells: [
        estimateCell(profile.sameSide, percent),
        estimateCell(profile.sameLabel, percent),
        profile.orderBalance < LEAST_BALANCE
          ? { ...NO_CELL, detail: 'orders not balanced' }
          : estimateCell(profile.firstPosition, percent),
      ],
    }));
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

/** A row for each model: its score under the first judge, and the change to each other (Table 3). */
export function shiftRows({ judges, shifts }: JudgeComparison): TableRow[] {
  const [first, ...others] = judges;
  const changes = new Map(shifts.map((each) => [`${each.judge}\0${each.model}`, each.shift]));
  return [...first.leaderboard.rows]
    .sort((a, b) => b.score - a.score)
    .map(({ model, score, lower, upper }) => ({
      title: model,
      cells: [
        numberCell(
          score,
          1,
          lower === null || upper === null
            ? 'no interval'
            : `${fixed(lower, 1)} to ${fixed(upper, 1)}`,
        ),
        ...others.map(({ judge }) => {
          const change = changes.get(`${judge}\0${model}`);
          return change ? estimateCell(change, (value) => signed(value, 1)) : NO_CELL;
        }),
      ],
    }));
}

/** Scores under every judge, models in the first one's order: for the plot. */
export function scorePanels({ judges }: JudgeComparison): {
  readonly models: readonly string[];
  readonly panels: readonly { readonly title: string; readonly rows: (LeaderboardRow | null)[] }[];
} {
  const boards = judges.map(({ judge, leaderboard }) => ({
    judge,
    rows: new Map(leaderboard.rows.map((row) => [row.model, row])),
  }));
  const order = boards.flatMap(({ rows }) =>
    [...rows.values()].sort((a, b) => b.score - a.score).map(({ model }) => model),
  );
  const models = [...new Set(order)];
  return {
    models,
    panels: boards.map(({ judge, rows }) => ({
      title: judge,
      rows: models.map((model) => rows.get(model) ?? null),
    })),
  };
}
