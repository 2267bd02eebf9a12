import type { CallParameters } from '../../core/judging/call';

/** A model as the form holds it. */
export interface ModelDraft {
  readonly provider: string;
  readonly model: string;
  /** Under which it is ranked or judges; empty or absent for the model's own. */
  readonly name?: string;
  /** Of a model that answers; empty or absent for none. */
  readonly systemPrompt?: string;
  readonly parameters: CallParameters;
}

/** Whether it names a model that can be asked. */
export const isComplete = ({ provider, model }: ModelDraft): boolean =>
  provider !== '' && model.trim() !== '';

export const nameOf = ({ name, model }: ModelDraft): string => name?.trim() || model.trim();

/** A name that two of them share; null for none. */
export function sharedName(models: readonly ModelDraft[]): string | null {
  const names = models.map(nameOf);
  return names.find((name, i) => names.indexOf(name) < i) ?? null;
}

/** System prompts that change how long answers are, and nothing else that is asked. */
const LENGTH_PROBES: readonly { readonly suffix: string; readonly systemPrompt: string }[] = [
  {
    suffix: 'brief',
    systemPrompt: 'Answer as briefly as you can without leaving out what was asked for.',
  },
  {
    suffix: 'detailed',
    systemPrompt:
      'Answer as thoroughly as you can: explain each step, and give all the detail that could help.',
  },
];

/** The same model asked to be brief, and to be detailed: for the length probe under Ranking, Judges. */
export function lengthVariants(model: ModelDraft): readonly ModelDraft[] {
  return LENGTH_PROBES.map(({ suffix, systemPrompt }) => ({
    ...model,
    name: `${nameOf(model)}-${suffix}`,
    systemPrompt,
  }));
}
