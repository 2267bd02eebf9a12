import type { RunProgress, RunSummary } from '../core/judging/run';
import type { RunLog } from '../core/judging/run-spec';

/**
 * A run's log after a go at it.
 * @param before how the run had ended, where only failures were tried again: the rest stays open
 */
export function endedLog(
  log: RunLog,
  { end, progress, failure }: RunSummary,
  before: RunLog['end'],
): RunLog {
  const open = progress.left > 0 && end === 'complete';
  const message = failure?.message ?? (log.again ? keptText(progress) : null);
  return { ...log, end: open ? before : end, progress, message };
}

/** The log of a run that was cancelled, or broken off by an error. */
export function brokenLog(log: RunLog, error: unknown, progress: RunProgress | null): RunLog {
  const cancelled = error instanceof DOMException && error.name === 'AbortError';
  return cancelled
    ? { ...log, end: 'cancelled', progress, message: null }
    : { ...log, end: 'failed', progress, message: (error as Error).message };
}

/** A run that asks answered calls again leaves no failure behind where the earlier answer stays. */
function keptText({ unparsed, failed }: RunProgress): string | null {
  const kept = unparsed + failed;
  return kept > 0 ? `Where no answer came (${kept}), the earlier one stays.` : null;
}
