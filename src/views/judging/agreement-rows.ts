import type { Battle } from '../../core/data';
import type { CountedShare } from '../../core/judging/counted-share';
import { HUMAN_JUDGE } from '../../core/judging/human-verdicts';
import { battlesOnPrompts } from '../../core/ranking/battles-on-prompts';
import { HUMAN_FILE } from '../../workspace/battle-file';
import type { Workspace } from '../../workspace/workspace.svelte';
import { formatCount } from '../format-number';
import {
  countCell,
  NO_CELL,
  numberCell,
  percent,
  type TableCell,
  type TableColumn,
  type TableRow,
} from '../widgets/table-cell';

export const COVERAGE = 0.95;

export const AGREEMENT_COLUMNS: readonly TableColumn[] = [
  { title: 'Judge' },
  { title: 'Pairs judged by both' },
  { title: 'Same winner', term: 'sameWinner' },
  { title: 'At most one label apart', term: 'softAgreement' },
  { title: 'Same label of five', term: 'exactAgreement' },
  { title: 'Kappa', term: 'kappa' },
];

/** A share with its interval and n; a dash where nothing was counted. */
export function countedCell(counted: CountedShare | null): TableCell {
  if (!counted) return NO_CELL;
  const { share, interval, n } = counted;
  return {
    text: percent(share),
    value: share,
    detail: `${percent(interval.lower)} to ${percent(interval.upper)} · n ${formatCount(n)}`,
  };
}

/** A file with more judges than a table can list has voters, who count as one judge. */
const MOST_JUDGES = 20;

/**
 * The battles that judges of the workspace gave on the prompts that the person judged, by judge; a
 * file's voters, and a judge that it does not name, under the file's name.
 */
export function judgedWithYou({ judging, battles }: Workspace): ReadonlyMap<string, Battle[]> {
  const prompts = new Set(judging.human.verdicts.map(({ promptId }) => promptId));
  const byJudge = new Map<string, Battle[]>();
  for (const { name, blockList } of battles.files) {
    if (name === HUMAN_FILE) continue;
    const isVote = new Set(blockList.flatMap(({ judges }) => judges)).size > MOST_JUDGES;
    for (const battle of battlesOnPrompts(blockList, prompts)) {
      const { judge = HUMAN_JUDGE } = battle;
      const title = isVote || judge === HUMAN_JUDGE ? `verdicts in ${name}` : judge;
      const known = byJudge.get(title);
      if (known) known.push(battle);
      else byJudge.set(title, [battle]);
    }
  }
  return byJudge;
}

/** How far each judge agrees with the person, those with most common pairs first. */
export function agreementRows(
  { judging: { human, choices } }: Workspace,
  byJudge: ReadonlyMap<string, readonly Battle[]>,
): TableRow[] {
  return [...byJudge]
    .map(([judge, judged]) => ({
      judge,
      agreement: human.agreement(judged, choices.settings.bigWinWeight, COVERAGE),
    }))
    .filter(({ agreement }) => agreement.n > 0)
    .sort((a, b) => b.agreement.n - a.agreement.n)
    .map(({ judge, agreement: { n, winner, soft, exact, kappa } }) => ({
      title: judge,
      cells: [
        countCell(n),
        countedCell(winner),
        countedCell(soft),
        countedCell(exact),
        numberCell(kappa, 2),
      ],
    }));
}
