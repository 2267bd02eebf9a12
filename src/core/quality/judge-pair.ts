import type { Battle } from '../data';
import { judgedByBoth, levelOf, verdictTable } from './judge-agreement';
import { judgedItems } from './judged-items';
import { alphaOf, coincidences } from './krippendorff-alpha';
import { byPrompt, promptStatistic, promptStatistics } from './prompt-statistic';
import type { BootstrapChoice, Estimate } from './prompt-statistic';
import { linearKappaOf, shareWithin, tableTotal, VERDICT_LEVELS } from './verdict-table';

/** How two judges agree on the battles that both have judged. `count` is those battles. */
export interface JudgePair {
  readonly first: string;
  readonly second: string;
  /** Labels at most one step of five apart. */
  readonly soft: Estimate;
  readonly exact: Estimate;
  /** Cohen's, with linear weights. */
  readonly kappa: Estimate;
  readonly prompts: number;
}

/** Agreement of two judges with prompt-bootstrap intervals; null where no battle is judged by both. */
export function judgePair(
  first: string,
  second: string,
  battlesOf: (judge: string) => readonly Battle[],
  settings: BootstrapChoice,
): JudgePair | null {
  const others = new Map(byPrompt(battlesOf(second)).map((own) => [own[0].promptId, own]));
  const tables = byPrompt(battlesOf(first)).flatMap((own) => {
    const pairs = judgedByBoth(own, others.get(own[0].promptId) ?? []);
    return pairs.length > 0 ? [verdictTable(pairs)] : [];
  });
  if (tables.length === 0) return null;
  const count = tables.reduce((sum, table) => sum + tableTotal(table), 0);
  const [soft, exact, kappa] = promptStatistics(
    tables,
    [(table) => shareWithin(table, 1), (table) => shareWithin(table, 0), linearKappaOf],
    settings,
  ).map((estimate): Estimate => ({ ...estimate, count }));
  return { first, second, soft, exact, kappa, prompts: tables.length };
}

/**
 * Krippendorff's ordinal alpha over all judges' labels with its prompt-bootstrap interval; of a
 * judge's repeats the first counts. `count` is the battles that at least two have judged.
 */
export function judgesAlpha(battles: readonly Battle[], settings: BootstrapChoice): Estimate {
  const places = new Map<number, number>(VERDICT_LEVELS.map((level, i) => [level, i]));
  let count = 0;
  const matrices = byPrompt(battles).map((own) => {
    const rated = judgedItems(own).map((item) =>
      [...item.values()].map(([first]) => levelOf(first)),
    );
    count += rated.filter((ratings) => ratings.length > 1).length;
    return coincidences(rated, places);
  });
  const size = places.size;
  return { ...promptStatistic(matrices, (m) => alphaOf(m, size), settings), count };
}
