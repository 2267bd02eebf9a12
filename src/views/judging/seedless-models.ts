import { FORMS } from '../../llm/forms/forms';
import type { ProviderKeys } from '../../workspace/provider-keys.svelte';
import { nameOf, type ModelDraft } from './model-draft';

/** Models whose repeats at temperature 0 would be the same request, as nothing takes a seed there. */
export function seedlessModels(
  models: readonly ModelDraft[],
  keys: Pick<ProviderKeys, 'providers' | 'sender'>,
): readonly string[] {
  const isSeedless = ({ provider: id, model, parameters }: ModelDraft) => {
    const provider = keys.providers.find((each) => each.id === id);
    if (!provider || parameters.temperature !== 0) return false;
    const request = { provider, model, parameters, messages: [] };
    return FORMS[provider.kind].sent(request, keys.sender.quirksOf(provider, model)).seed === null;
  };
  return models.filter(isSeedless).map(nameOf);
}
