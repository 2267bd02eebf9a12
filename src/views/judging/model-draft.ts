import type { CallParameters } from '../../core/judging/call';

/** A model as the form holds it. */
export interface ModelDraft {
  readonly provider: string;
  readonly model: string;
  readonly parameters: CallParameters;
}

/** Whether it names a model that can be asked. */
export const isComplete = ({ provider, model }: ModelDraft): boolean =>
  provider !== '' && model.trim() !== '';
