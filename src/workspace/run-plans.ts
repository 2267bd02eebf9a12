import type { Prompt, Turn } from '../core/data';
import type { AnswerBook } from '../core/judging/answer';
import { laterTurns } from '../core/judging/answer-call';
import type { Call, CallRecord } from '../core/judging/call';
import type { CallStore } from '../core/judging/call-store';
import type { CostEstimate } from '../core/judging/cost-estimate';
import { callDelimiter } from '../core/judging/delimiter';
import { disclosuresOf, type Disclosure } from '../core/judging/disclosure';
import { masker, NO_MASK } from '../core/judging/masking';
import type { Again, RunLog, RunSpec, TagSpec } from '../core/judging/run-spec';
import { cutTexts } from '../core/judging/tag-call';
import type { MissingAnswer } from '../core/judging/schedule';
import { callsAgain } from '../stages/asked-again';
import { maskedPrompts, type MaskedPrompts } from '../stages/masked-prompts';
import { callsOfRun, estimateCalls, planRun, type PlannedRun } from '../stages/plan-run';
import { outdatedReplies, spentOn, unaskedCalls, type StoredCounts } from '../stages/stored-calls';
import type { JudgingChoices } from './judging-choices.svelte';
import type { ProviderKeys } from './provider-keys.svelte';
import type { KeptTags } from './tag-results.svelte';

export interface PlanServices {
  readonly calls: CallStore;
  readonly keys: ProviderKeys;
  readonly choices: JudgingChoices;
  prompts(): readonly Prompt[];
  answers(): AnswerBook;
}

/** What the user sees of a run before anything is sent. */
export interface RunOutlook {
  /** Of the calls that are still to be made. */
  readonly estimate: CostEstimate;
  /** Calls that were made already and cost nothing again. */
  readonly stored: StoredCounts;
  /** The failed ones among them that batch files take up again. */
  readonly unreached: number;
  /** Which answered calls are made anew; null where what is open is asked. */
  readonly again: Again | null;
  /** Mean tokens of the stored replies, which the estimate goes by; null where it is assumed. */
  readonly replyTokens: number | null;
  /** Providers that the user has not agreed to yet. */
  readonly disclosures: readonly Disclosure[];
  /** The first call as it would be sent; null where none is to be made. */
  readonly example: { readonly call: Call; readonly messages: readonly Turn[] } | null;
  /** Calls that follow where models answer conversations turn by turn; not in the estimate. */
  readonly laterTurns: number;
  /** Prompts of which a tagger is shown the beginning alone. */
  readonly cut: number;
  /** What is masked in the prompts; null where nothing is to be. */
  readonly masked: MaskedPrompts | null;
  /** Answers that a game would need and that are not there; their games are left out. */
  readonly missing: readonly MissingAnswer[];
}

const NONE_MADE = { stored: { answered: 0, unparsed: 0, failed: 0 }, unreached: 0 } as const;

/** The calls of runs, and what they would cost. */
export class RunPlans {
  /** The last plan is kept, as hashing it again takes a while. */
  #held: { readonly inputs: readonly unknown[]; readonly run: PlannedRun } | null = null;
  readonly #services: PlanServices;

  constructor(services: PlanServices) {
    this.#services = services;
  }

  /** @throws TouchstoneError of planning */
  async plan(spec: RunSpec): Promise<PlannedRun> {
    const { keys, choices } = this.#services;
    const { secret, settings } = choices;
    const [prompts, answers] = [this.#services.prompts(), this.#services.answers()];
    // The user's own providers by their address, which can be corrected.
    const inputs = [JSON.stringify([spec, settings.mask, keys.ownProviders]), prompts, answers];
    const held = this.#held;
    if (held?.inputs.every((input, i) => input === inputs[i])) return held.run;
    const run = await planRun(spec, {
      ...{ prompts, answers },
      provider: (id) => keys.provider(id),
      codeOf: (callKey) => callDelimiter(secret, callKey),
      mask: masker(settings.mask),
    });
    this.#held = { inputs, run };
    return run;
  }

  /** Calls, tokens, money and where they go, before anything is sent. Throws as `plan`. */
  async outlook(spec: RunSpec, again: Again | null = null): Promise<RunOutlook> {
    const { choices, calls: store } = this.#services;
    const planned = await this.plan(spec);
    const { unasked, replyTokens, ...made } = await unaskedCalls(planned.calls, store);
    const asked = again ? await callsAgain(planned, store, again) : unasked;
    const priceOf = ({ provider, model }: Call) => choices.priceOf(provider, model);
    return {
      ...(again ? NONE_MADE : { stored: made.stored, unreached: made.unreached }),
      ...{ again, replyTokens },
      estimate: await estimateCalls(asked, priceOf, replyTokens ?? undefined),
      disclosures: disclosuresOf(planned.calls, choices.agreed),
      example: asked.length > 0 ? { call: asked[0], messages: asked[0].messages() } : null,
      laterTurns: planned.kind === 'answer' ? laterTurns(planned.plan) : 0,
      cut: planned.kind === 'tag' ? cutTexts(planned.plan) : 0,
      masked: await this.#masked(spec),
      missing: planned.kind === 'judge' ? planned.missing : [],
    };
  }

  /**
   * What a run spent on calls that are not in its plan any more, as its prompts, answers or masks
   * changed: that counts against its cap too. US dollars.
   */
  async spentBeside({ id, progress, batch }: RunLog, planned: PlannedRun): Promise<number> {
    // The account of a batch is of all that is stored, whoever paid for it.
    if (!progress?.spentUsd || batch) return 0;
    const { calls: store } = this.#services;
    const calls = await callsOfRun(planned, store);
    return Math.max(0, progress.spentUsd - (await spentOn(calls, store, id)));
  }

  /** How many of a run's replies are about what has changed since. Throws as `plan`. */
  async outdated({ spec, progress }: RunLog): Promise<number> {
    if (!progress) return 0;
    const { calls: store } = this.#services;
    return outdatedReplies(progress, await callsOfRun(await this.plan(spec), store), store);
  }

  /** The stored reply behind a prompt's tag; null where there is none. Throws as `plan`. */
  async replyBehind(
    { tagger, question, earlier = [] }: Pick<KeptTags<unknown>, 'tagger' | 'question' | 'earlier'>,
    promptId: string,
  ): Promise<CallRecord | null> {
    for (const asked of [question, ...earlier]) {
      const spec: TagSpec = { kind: 'tag', tagger, question: asked, promptIds: [promptId] };
      const { calls } = await this.plan(spec);
      const call = (calls as readonly Call[]).find(({ subject }) => subject.id === promptId);
      const record = call ? (await this.#services.calls.load([call.key]))[0] : null;
      if (record) return record;
    }
    return null;
  }

  /** The same run without some prompts. */
  without<S extends RunSpec>(spec: S, ids: readonly string[]): S {
    const left = new Set(ids);
    const promptIds = spec.promptIds ?? this.#services.prompts().map(({ id }) => id);
    return { ...spec, promptIds: promptIds.filter((id) => !left.has(id)) };
  }

  async #masked({ promptIds }: RunSpec): Promise<MaskedPrompts | null> {
    const { mask } = this.#services.choices.settings;
    if (JSON.stringify(mask) === JSON.stringify(NO_MASK)) return null;
    const wanted = promptIds && new Set(promptIds);
    return maskedPrompts(
      this.#services.prompts().filter(({ id }) => !wanted || wanted.has(id)),
      mask,
    );
  }
}
