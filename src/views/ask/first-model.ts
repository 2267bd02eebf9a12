import { JUDGE_PARAMETERS } from '../../core/judging/call';
import type { Judging } from '../../workspace/judging.svelte';
import type { ModelDraft } from '../judging/model-draft';

/** What a form offers first: the model asked last, else a provider that is ready to be asked. */
export function firstModel({ choices, keys }: Pick<Judging, 'choices' | 'keys'>): ModelDraft {
  const last = choices.lastModel;
  const known = last && keys.providers.some(({ id }) => id === last.provider);
  if (last && known) return { ...last, parameters: JUDGE_PARAMETERS };
  const ready = keys.providers.find(({ id }) => keys.hasKey(id)) ?? keys.ownProviders.at(-1);
  const provider = (ready ?? keys.providers[0]).id;
  return { provider, model: '', parameters: JUDGE_PARAMETERS };
}
