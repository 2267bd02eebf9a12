import { expect, it } from 'vitest';
import { JUDGE_PARAMETERS } from '../../core/judging/call';
import type { ProviderKeys } from '../../workspace/provider-keys.svelte';
import { seedlessModels } from './seedless-models';

it('are those at temperature 0 for which no seed is sent', () => {
  const providers = (['openai', 'anthropic', 'gemini'] as const).map((kind) => {
    return { id: kind, name: kind, kind, baseUrl: 'https://api' };
  });
  const sender = {
    quirksOf: (_: unknown, model: string) => (model === 'refuses' ? { noSeed: true } : {}),
  } as ProviderKeys['sender'];
  const model = (provider: string, name: string, temperature: number | null = 0) => {
    return { provider, model: name, parameters: { ...JUDGE_PARAMETERS, temperature } };
  };
  const models = [
    ...[model('openai', 'a'), model('openai', 'refuses'), model('anthropic', 'c')],
    ...[model('anthropic', 'warm', 1), model('gemini', 'e'), model('', 'none')],
  ];
  expect(seedlessModels(models, { providers, sender })).toEqual(['refuses', 'c']);
});
