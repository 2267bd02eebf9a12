import type { Prompt } from '../core/data';
import { TouchstoneError } from '../core/data';
import type { Answer, AnswerBook } from '../core/judging/answer';
import { answerRounds, type AnswerPlan, type AnswerSubject } from '../core/judging/answer-call';
import type { Call, Provider } from '../core/judging/call';
import type { CallStore } from '../core/judging/call-store';
import type { JudgeCall, JudgePlan } from '../core/judging/judge-call';
import { CostEstimator, type CostEstimate } from '../core/judging/cost-estimate';
import type { ListedPrice } from '../core/judging/price-table';
import type { RunSettings, RunSummary } from '../core/judging/run';
import type {
  AnswerSpec,
  JudgeSpec,
  ModelChoice,
  RunSpec,
  TagSpec,
} from '../core/judging/run-spec';
import { inputsOf } from '../core/judging/judge-template';
import { schedule, type Game, type MissingAnswer } from '../core/judging/schedule';
import { singleGames } from '../core/judging/score-battles';
import type { TagItem, TagPlan, TagSubject } from '../core/judging/tag-call';
import { tagTask } from '../core/judging/tag-tasks';
import type { Control } from '../engine/control';
import type { RunnerServices } from '../llm/runner';
import { generateAnswers, planAnswers, storedAnswers, storedRounds } from './answer';
import { Slice } from './pause';
import { judgedBattles, planJudging, scoredBattles, type Judged } from './judge';
import { runCalls, type RunControl } from './run-calls';
import { planTags, storedTags, type Tagged } from './tag';

/** What a run is about and with. */
export interface RunContext {
  readonly prompts: readonly Prompt[];
  readonly answers: AnswerBook;
  /** @throws TouchstoneError for an id that is unknown */
  provider(id: string): Provider;
  codeOf(key: string): string;
  mask(text: string): string;
}

/** A run with all of its calls, of which none is made yet. */
export type PlannedRun =
  | {
      readonly kind: 'answer';
      readonly plan: AnswerPlan;
      readonly calls: readonly Call<AnswerSubject>[];
    }
  | {
      readonly kind: 'judge';
      readonly plan: JudgePlan;
      readonly calls: readonly JudgeCall[];
      /** The schedule; for scores the pairs in which they meet. */
      readonly games: readonly Game[];
      readonly missing: readonly MissingAnswer[];
    }
  | {
      readonly kind: 'tag';
      readonly plan: TagPlan<unknown>;
      readonly calls: readonly Call<TagSubject>[];
    };

/** @throws TouchstoneError `no-prompts`, `no-pairs`, `no-reference`, `template`, and what `context.provider` throws */
export async function planRun(
  spec: RunSpec,
  context: RunContext,
  control: Control = {},
): Promise<PlannedRun> {
  if (spec.kind === 'answer') return planAnswerRun(spec, context, control);
  if (spec.kind === 'judge') return planJudgeRun(spec, context, control);
  return planTagRun(spec, context, control);
}

function chosenPrompts(promptIds: readonly string[] | null, { prompts }: RunContext): Prompt[] {
  const wanted = promptIds && new Set(promptIds);
  const chosen = wanted ? prompts.filter(({ id }) => wanted.has(id)) : [...prompts];
  if (chosen.length > 0) return chosen;
  throw new TouchstoneError('no-prompts', 'There is no prompt to work on. Import or choose some.');
}

const modelOf = ({ provider, model, parameters }: ModelChoice, context: RunContext) => ({
  provider: context.provider(provider),
  model,
  parameters,
});

async function planAnswerRun(
  { contestants, turnMode, promptIds }: AnswerSpec,
  context: RunContext,
  control: Control,
): Promise<PlannedRun> {
  const plan: AnswerPlan = {
    prompts: chosenPrompts(promptIds, context),
    contestants: contestants.map(({ name, systemPrompt, ...choice }) => ({
      ...{ name, systemPrompt },
      ...modelOf(choice, context),
    })),
    turnMode,
    mask: context.mask,
  };
  return { kind: 'answer', plan, calls: await planAnswers(plan, control) };
}

async function planJudgeRun(
  spec: JudgeSpec,
  context: RunContext,
  control: Control,
): Promise<PlannedRun> {
  const prompts = chosenPrompts(spec.promptIds, context);
  const { answers, codeOf, mask } = context;
  const { template, repeats, turns, models, pairing, order } = spec;
  const reference = shownReference(spec);
  const { games, missing } = schedule({
    prompts: prompts.map(({ id, fields }) => {
      const category = spec.categories?.[id] ?? fields.category;
      return { id, ...(typeof category === 'string' && { category }) };
    }),
    ...{ models, pairing, order },
    shown: reference,
    hasAnswer: (promptId, model) => {
      const answer = answers.get(promptId, model);
      // An empty answer can be judged; as the reference it would read as if there were none.
      return answer !== undefined && (model !== reference || Boolean(answer.turns.at(-1)?.trim()));
    },
  });
  const plan: JudgePlan = {
    games: template.protocol === 'score' ? singleGames(games) : games,
    prompts: new Map(prompts.map((prompt) => [prompt.id, prompt])),
    judges: spec.judges.map(({ name, ...choice }) => ({ name, ...modelOf(choice, context) })),
    ...{ answers, template, repeats, turns, reference, codeOf, mask },
  };
  return { kind: 'judge', plan, games, missing, calls: await planJudging(plan, control) };
}

/** The model whose answer the template shows as the reference; null where it shows none. */
function shownReference({ template, reference }: JudgeSpec): string | null {
  if (!inputsOf(template).includes('reference')) return null;
  if (reference !== null) return reference;
  throw new TouchstoneError(
    'no-reference',
    `The template “${template.name}” shows a reference answer that the judge is to take as right: choose the model whose answers it shows.`,
  );
}

async function planTagRun(
  { tagger, question, promptIds }: TagSpec,
  context: RunContext,
  control: Control,
): Promise<PlannedRun> {
  const items: readonly TagItem[] =
    'items' in question
      ? question.items
      : chosenPrompts(promptIds, context).map(({ id, text }) => ({ id, text }));
  const plan: TagPlan<unknown> = {
    task: tagTask(question),
    items,
    tagger: { name: tagger.model, ...modelOf(tagger, context) },
    codeOf: context.codeOf,
    mask: context.mask,
  };
  return { kind: 'tag', plan, calls: await planTags(plan, control) };
}

/** Makes a run's calls, or only some of them; of a conversation that is answered turn by turn all that follow too. */
export async function makeRun(
  planned: PlannedRun,
  chosen: readonly Call[] | null,
  services: RunnerServices,
  settings: RunSettings,
  control: RunControl,
): Promise<RunSummary> {
  if (planned.kind !== 'answer') {
    return runCalls(chosen ?? planned.calls, services, settings, control);
  }
  return (await generateAnswers(planned.plan, services, settings, control, chosen)).summary;
}

/** All calls of a run, as far as they are known: those of later turns follow from the answers before. */
export async function callsOfRun(planned: PlannedRun, store: CallStore): Promise<readonly Call[]> {
  const inRounds = planned.kind === 'answer' && answerRounds(planned.plan) > 1;
  return inRounds ? storedRounds(planned.plan, store) : planned.calls;
}

/** What the stored records of a run give. */
export type RunResult =
  | { readonly kind: 'answer'; readonly answers: readonly Answer[] }
  | { readonly kind: 'judge'; readonly judged: Judged }
  | { readonly kind: 'tag'; readonly tagged: Tagged<unknown> };

export async function readRun(
  planned: PlannedRun,
  store: CallStore,
  bigWinWeight: number,
): Promise<RunResult> {
  switch (planned.kind) {
    case 'answer':
      return { kind: 'answer', answers: await storedAnswers(planned.plan, store) };
    case 'judge': {
      const { plan, calls, games } = planned;
      const scores = plan.template.protocol === 'score';
      const judged = scores
        ? await scoredBattles(calls, store, games, plan)
        : await judgedBattles(calls, store, plan, bigWinWeight);
      return { kind: 'judge', judged };
    }
    case 'tag':
      return {
        kind: 'tag',
        tagged: await storedTags(planned.plan.task, planned.calls, store),
      };
  }
}

/** What calls would cost, and which are too long for their model; the page is let in between. */
export async function estimateCalls(
  calls: readonly Call[],
  priceOf: (call: Call) => ListedPrice | null,
  replyTokens?: number,
  { signal, onProgress }: Control = {},
): Promise<CostEstimate> {
  const estimator = new CostEstimator(priceOf, replyTokens);
  const slice = new Slice();
  for (let at = 0; at < calls.length; at++) {
    estimator.add(calls[at]);
    if (!slice.used) continue;
    onProgress?.({ done: at, total: calls.length });
    await slice.end();
    signal?.throwIfAborted();
  }
  return estimator.estimate;
}
