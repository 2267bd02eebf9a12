import type { Notice } from '../notice';
import type { StratumReport } from './evaluation-set';
import type { SamplingSettings } from './sampling-settings';

export const STRATUM_OVER = 'stratum-over';

/** What a person should know about the strata of a set: too few prompts, none, too many, or used before. */
export function sampleNotices(
  reports: readonly StratumReport[],
  { by, per, minimum }: Pick<SamplingSettings, 'by' | 'per' | 'minimum'>,
): Notice[] {
  return reports.flatMap(({ stratum, available, asked, chosen, reused, dropped }) => {
    const notices: Notice[] = [];
    const name = by === 'category' || by === 'cell' ? `"${stratum}"` : `${by} ${stratum}`;
    const say = (code: string, message: string) =>
      notices.push({ code, message, subject: stratum });
    if (dropped)
      say(
        'stratum-dropped',
        `${name} was left out: it has ${available} prompts, under the minimum of ${minimum}. Add a source, or lower the minimum.`,
      );
    else if (available === 0)
      say('stratum-empty', `${name} has no prompt. Add a source that holds some, or remove it.`);
    else if (available < asked)
      say(
        'stratum-short',
        `${name} has ${available} prompts that pass, ${asked - available} fewer than the ${asked} asked. Add a source, or ask fewer.`,
      );
    else if (chosen < asked)
      say(
        'stratum-rejected',
        `${name} has ${chosen} of the ${asked} prompts asked left. Top up to fill what was rejected.`,
      );
    else if (chosen > asked)
      say(
        STRATUM_OVER,
        `${name} has ${chosen} prompts, ${chosen - asked} more than asked: a rejection was taken back after its replacement came in. Reject one of the two.`,
      );
    if (!dropped && chosen < minimum)
      say(
        'below-minimum',
        `${name} has ${chosen} prompts in the set and needs ${minimum}${per > minimum ? ` to ${per}` : ''}: read its win rate with care.`,
      );
    if (reused > 0)
      say(
        'reused',
        `${name}: ${reused} of ${chosen} prompts were in an earlier set, as no others are left. Add a source to renew them.`,
      );
    return notices;
  });
}
