import { describe, expect, it } from 'vitest';
import { DEFAULT_MODEL, MULTILINGUAL_MODEL, type EmbeddingModel } from '../engine/embedding-model';
import { checkChoice, choiceHost, choiceName, DEFAULT_CHOICE } from './vector-source';
import { vectorSource, type EmbeddingChoice } from './vector-source';

const endpoint = {
  baseUrl: 'https://api.example.org/v1',
  model: 'm',
  dimensions: null,
  maxCharacters: 100,
};
const hub = (id: string, change: Partial<EmbeddingModel> = {}): EmbeddingChoice => ({
  kind: 'model',
  model: {
    ...MULTILINGUAL_MODEL,
    source: { from: 'hub', id, revision: 'main', dtype: 'fp32' },
    ...change,
  },
  longTexts: 'truncate',
});

describe('an embedding choice', () => {
  it('names the host that is asked, and none for the model of the page', () => {
    expect(choiceHost(DEFAULT_CHOICE)).toBeNull();
    expect(choiceHost(hub('Xenova/multilingual-e5-small'))).toBe('huggingface.co');
    expect(choiceHost({ kind: 'endpoint', endpoint })).toBe('api.example.org');
    expect(choiceName(DEFAULT_CHOICE)).toBe(DEFAULT_MODEL.name);
  });

  it.each([
    [hub('bge-small'), 'model-name'],
    [hub(''), 'model-name'],
    [hub('o/n', { maxTokens: 0 }), 'token-limit'],
    [hub('o/n', { maxTokens: Number.NaN }), 'token-limit'],
    [{ kind: 'endpoint', endpoint: { ...endpoint, baseUrl: 'example.org' } }, 'endpoint-address'],
    [{ kind: 'endpoint', endpoint: { ...endpoint, model: '' } }, 'endpoint-model'],
    [{ kind: 'endpoint', endpoint: { ...endpoint, maxCharacters: 0 } }, 'endpoint-settings'],
    [{ kind: 'endpoint', endpoint: { ...endpoint, dimensions: -1 } }, 'endpoint-settings'],
  ] as const)('is refused where it can’t be used: %j', (choice, code) => {
    expect(() => checkChoice(choice)).toThrow(expect.objectContaining({ code }));
  });

  it('keeps vectors apart by model, treatment of long texts, and pooling, but shares those of short texts', async () => {
    const services = { base: '', device: 'wasm', apiKey: '' } as const;
    const cut = await vectorSource(hub('o/n'), services);
    const mean = await vectorSource(
      { ...hub('o/n'), longTexts: 'mean' } as EmbeddingChoice,
      services,
    );
    const cls = await vectorSource(hub('o/n', { pooling: 'cls' }), services);
    const other = await vectorSource(hub('o/m'), services);
    const asked = await vectorSource({ kind: 'endpoint', endpoint }, services);
    expect(new Set([cut, mean, cls, other, asked].map(({ key }) => key)).size).toBe(5);
    expect(mean.shortTextKey).toBe(cut.key);
    expect(cut.shortTextKey).toBe(mean.key);
    expect(cls.shortTextKey).not.toBe(mean.key);
    expect(asked).toMatchObject({ maxTokens: 100 });
    expect(asked.shortTextKey).toBeUndefined();
  });
});
