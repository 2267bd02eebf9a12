import type { TurnMode } from '../../core/judging/answer-call';
import { ANSWER_PARAMETERS, JUDGE_PARAMETERS, type CallParameters } from '../../core/judging/call';
import { criteriaProblem } from '../../core/judging/criteria';
import type { RunSpec, TagQuestion, WordedTask } from '../../core/judging/run-spec';
import type { PromptGroup } from '../../core/ranking/battle-filter';
import { JudgeDraft, type JudgeContext } from './judge-draft.svelte';
import { isComplete, lengthVariants, nameOf, sharedName, type ModelDraft } from './model-draft';
import { idsOfPart, type ScopePart } from './run-scope';

export type TagKind = 'criteria' | WordedTask | 'labels';
export type RunKind = 'judge' | 'answer' | TagKind;

export interface DraftContext extends JudgeContext {
  /** As the settings word it. */
  question(kind: TagKind): TagQuestion;
  /** Ids of the evaluation set; null where none was drawn. */
  readonly setIds: readonly string[] | null;
  /** What is known of each prompt. */
  groups(): readonly PromptGroup[];
}

const freshModel = (parameters: CallParameters): ModelDraft => ({
  ...{ provider: 'openai', model: '' },
  parameters,
});

export function isTagKind(kind: RunKind): kind is TagKind {
  return kind !== 'judge' && kind !== 'answer';
}

function missingOf(question: TagQuestion): string | null {
  if (question.task === 'labels' && question.categories.length === 0) {
    return 'There are no categories yet: add some under Labels.';
  }
  return question.task === 'criteria' ? criteriaProblem(question.criteria) : null;
}

/** The form of a run, until it is one. */
export class RunDraft {
  kind = $state<RunKind>('judge');
  scope = $state<'all' | 'set'>('all');
  /** Null for no part of these prompts alone. */
  part = $state.raw<ScopePart | null>(null);
  /** Judges, models to answer, or the one tagger. */
  models = $state.raw<readonly ModelDraft[]>([freshModel(JUDGE_PARAMETERS)]);
  turnMode = $state<TurnMode>('replay');
  readonly judge = new JudgeDraft();

  choose(kind: RunKind): void {
    const parameters = kind === 'answer' ? ANSWER_PARAMETERS : JUDGE_PARAMETERS;
    this.kind = kind;
    const [{ provider, model }] = this.models;
    this.models = [{ provider, model, parameters }];
  }
  addModel(): void {
    const { provider, parameters } = this.models.at(-1)!;
    this.models = [...this.models, { ...freshModel(parameters), provider }];
  }
  /** The same model under another name, to be asked with another system prompt. */
  addVariant(index: number): void {
    const model = this.models[index];
    const variant = { ...model, name: `${nameOf(model)}-variant`, systemPrompt: '' };
    this.models = this.models.toSpliced(index + 1, 0, variant);
  }
  addLengthVariants(index: number): void {
    this.models = this.models.toSpliced(index + 1, 0, ...lengthVariants(this.models[index]));
  }
  setModel(index: number, model: ModelDraft): void {
    this.models = this.models.with(index, model);
  }
  removeModel(index: number): void {
    this.models = this.models.toSpliced(index, 1);
  }

  /** Of the prompts or the set, before the choice of a part. */
  groupsInScope({ groups, setIds }: DraftContext): readonly PromptGroup[] {
    if (this.scope === 'all' || !setIds) return groups();
    const wanted = new Set(setIds);
    return groups().filter(({ id }) => wanted.has(id));
  }
  /** Null for all prompts, also those that are added until the run is resumed. */
  promptIds(context: DraftContext): readonly string[] | null {
    if (this.part) return idsOfPart(this.groupsInScope(context), this.part);
    return this.scope === 'set' ? context.setIds : null;
  }

  /** What is still missing, in words; null where the run can be planned. */
  missing(context: DraftContext): string | null {
    if (!this.models.every(isComplete)) return 'Choose a provider and a model.';
    const shared = sharedName(this.models);
    if (shared !== null) return `Two are called “${shared}”: give each a name of its own.`;
    if (this.part && this.promptIds(context)?.length === 0) {
      return 'None of these prompts is in that part.';
    }
    if (this.kind === 'judge') return this.judge.missing(context);
    return isTagKind(this.kind) ? missingOf(context.question(this.kind)) : null;
  }

  /** @throws Error where something is missing */
  spec(context: DraftContext): RunSpec {
    const missing = this.missing(context);
    if (missing !== null) throw new Error(missing);
    const promptIds = this.promptIds(context);
    const models = this.models.map((draft) => ({
      ...draft,
      ...{ model: draft.model.trim(), name: nameOf(draft) },
      systemPrompt: draft.systemPrompt ?? '',
    }));
    if (this.kind === 'answer') {
      return { kind: 'answer', contestants: models, turnMode: this.turnMode, promptIds };
    }
    if (this.kind === 'judge') {
      const judges = models.map(({ systemPrompt: _, ...judge }) => judge);
      return { kind: 'judge', judges, ...this.judge.choices(context), promptIds };
    }
    const { name: _, systemPrompt: __, ...tagger } = models[0];
    return { kind: 'tag', tagger, question: context.question(this.kind), promptIds };
  }
}
