import { ANSWER_PARAMETERS, JUDGE_PARAMETERS, type CallParameters } from '../../core/judging/call';
import type { Criterion } from '../../core/judging/criteria';
import type { JudgeTemplate } from '../../core/judging/judge-template';
import type { RunSpec } from '../../core/judging/run-spec';
import { isComplete, type ModelDraft } from './model-draft';

export type RunKind = 'judge' | 'answer' | 'criteria' | 'expert' | 'occupations' | 'quality';

export interface DraftContext {
  readonly templates: readonly JudgeTemplate[];
  readonly criteria: readonly Criterion[];
  /** Models with answers. */
  readonly answered: readonly string[];
  /** Ids of the evaluation set; null where none was drawn. */
  readonly setIds: readonly string[] | null;
}

const freshModel = (parameters: CallParameters): ModelDraft => ({
  provider: 'openai',
  model: '',
  parameters,
});

/** The form of a run, until it is one. */
export class RunDraft {
  kind = $state<RunKind>('judge');
  scope = $state<'all' | 'set'>('all');
  /** Judges, models to answer, or the one tagger. */
  models = $state.raw<readonly ModelDraft[]>([freshModel(JUDGE_PARAMETERS)]);
  systemPrompt = $state('');
  template = $state('five-labels');
  compared = $state.raw<readonly string[]>([]);
  baseline = $state<string | null>(null);
  order = $state<'two-games' | 'coin'>('two-games');
  repeats = $state(1);

  choose(kind: RunKind): void {
    const parameters = kind === 'answer' ? ANSWER_PARAMETERS : JUDGE_PARAMETERS;
    this.kind = kind;
    this.models = this.models.slice(0, kind === 'judge' || kind === 'answer' ? undefined : 1);
    this.models = this.models.map((model) => ({ ...model, parameters }));
  }
  addModel(): void {
    const { provider, parameters } = this.models.at(-1)!;
    this.models = [...this.models, { provider, model: '', parameters }];
  }
  setModel(index: number, model: ModelDraft): void {
    this.models = this.models.with(index, model);
  }
  removeModel(index: number): void {
    this.models = this.models.toSpliced(index, 1);
  }

  /** What is still missing, in words; null where the run can be planned. */
  missing({ answered, templates }: DraftContext): string | null {
    if (!this.models.every(isComplete)) return 'Choose a provider and a model.';
    if (this.kind !== 'judge') return null;
    if (answered.length < 2) {
      return 'Judging compares answers of at least two models: import some, or let models answer first.';
    }
    if (!templates.some(({ id }) => id === this.template)) return 'Choose a template.';
    return this.baseline !== null && this.#compared(answered).every((m) => m === this.baseline)
      ? 'Choose at least one model beside the baseline.'
      : null;
  }

  /** @throws Error where something is missing */
  spec(context: DraftContext): RunSpec {
    const missing = this.missing(context);
    if (missing !== null) throw new Error(missing);
    const promptIds = this.scope === 'set' ? context.setIds : null;
    const named = this.models.map((model) => ({ ...model, name: model.model.trim() }));
    if (this.kind === 'answer') {
      const contestants = named.map((each) => ({ ...each, systemPrompt: this.systemPrompt }));
      return { kind: 'answer', contestants, turnMode: 'replay', promptIds };
    }
    if (this.kind === 'judge') {
      return {
        kind: 'judge',
        judges: named,
        template: context.templates.find(({ id }) => id === this.template)!,
        models: this.#compared(context.answered),
        pairing:
          this.baseline === null
            ? { kind: 'all-pairs' }
            : { kind: 'baseline', baseline: this.baseline },
        order: this.order === 'coin' ? { kind: 'coin', seed: 1 } : { kind: 'two-games' },
        repeats: this.repeats,
        turns: 'last',
        reference: null,
        promptIds,
      };
    }
    const question =
      this.kind === 'criteria'
        ? { task: this.kind, criteria: context.criteria }
        : { task: this.kind };
    return { kind: 'tag', tagger: this.models[0], question, promptIds };
  }

  #compared(answered: readonly string[]): readonly string[] {
    return this.compared.length > 0 ? this.compared : answered;
  }
}
