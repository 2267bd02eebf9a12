import { firstOfEachModel, modelKey, type Call } from '../core/judging/call';
import type { CallStore } from '../core/judging/call-store';
import type { RunSettings } from '../core/judging/run';
import type { RunLog } from '../core/judging/run-spec';
import { seededRandom } from '../core/random';
import { systemClock } from '../llm/clock';
import type { RunnerServices } from '../llm/runner';
import { browserNetwork } from './browser-network';
import type { JudgingChoices } from './judging-choices.svelte';
import type { ProviderKeys } from './provider-keys.svelte';

/**
 * What makes the calls of a run. Prices are those of the start: one that is taken away meanwhile
 * would leave the cap without any.
 * @param calls of models that all have a price
 */
export function runnerServices(
  calls: readonly Call[],
  { calls: store, keys }: { readonly calls: CallStore; readonly keys: ProviderKeys },
  choices: JudgingChoices,
): RunnerServices {
  const prices = new Map(
    firstOfEachModel(calls).map((call) => [
      modelKey(call),
      choices.priceOf(call.provider, call.model)!,
    ]),
  );
  return {
    ...{ store, send: keys.sender.send, clock: systemClock, network: browserNetwork },
    random: seededRandom(Date.now()),
    priceOf: (call) => prices.get(modelKey(call))!,
  };
}

/** @param retry failures to try again, and nothing else */
export function runSettings(
  { id: run, budgetUsd }: RunLog,
  retry: Partial<RunSettings['retry']> | undefined,
  { maxInFlight, maxTries, timeoutMs }: JudgingChoices['settings'],
): RunSettings {
  return {
    ...{ run, budgetUsd, maxInFlight, maxTries, timeoutMs, spentUsd: 0 },
    retry: { kinds: retry?.kinds ?? [], keys: retry?.keys ?? [] },
    unasked: retry === undefined,
  };
}
