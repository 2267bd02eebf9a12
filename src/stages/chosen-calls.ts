import type { Call } from '../core/judging/call';
import type { CallStore } from '../core/judging/call-store';
import { pilotCalls } from '../core/judging/pilot-sample';
import type { Again } from '../core/judging/run-spec';
import { callsAgain } from './asked-again';
import type { PlannedRun } from './plan-run';
import { unaskedCalls } from './stored-calls';

const PILOT_SEED = 1;

/**
 * The calls that a go at a run is about; null for all of its plan.
 * @param again answered calls that are asked anew; absent for open ones
 * @param pilot only so many, drawn evenly of those that are open: a second pilot goes on to further ones
 */
export async function chosenCalls(
  planned: PlannedRun,
  store: CallStore,
  again: Again | undefined,
  pilot: number | undefined,
): Promise<readonly Call[] | null> {
  if (again) {
    const calls = await callsAgain(planned, store, again);
    return pilot === undefined ? calls : pilotCalls(calls, pilot, PILOT_SEED);
  }
  if (pilot === undefined) return null;
  const { unasked } = await unaskedCalls(planned.calls, store);
  return pilotCalls(unasked, pilot, PILOT_SEED);
}
