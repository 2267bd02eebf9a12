import { activeEntries, type EvaluationSet } from './evaluation-set';
import { sampleNotices } from './sample-notices';
import { shareNotices } from './share-notices';
import { groupBy } from './systematic-sample';

/**
 * The set with counts and notices of its strata and share limits as they are with the rejected left
 * out; what the draw itself had to say stays.
 */
export function recounted(set: EvaluationSet): EvaluationSet {
  const active = groupBy(activeEntries(set), ({ stratum }) => stratum);
  const strata = set.strata.map((report) => {
    const members = active.get(report.stratum) ?? [];
    return {
      ...report,
      chosen: members.length,
      reused: members.filter(({ used }) => used).length,
    };
  });
  const ofDraw = set.notices.filter(({ subject }) => subject === undefined);
  const notices = [...ofDraw, ...sampleNotices(strata, set.settings), ...shareNotices(set)];
  return { ...set, strata, notices };
}
