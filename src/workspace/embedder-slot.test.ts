import { expect, it } from 'vitest';
import { TouchstoneError } from '../core/data';
import type { EmbeddingChoice, OpenedEmbedder } from '../stages/vector-source';
import { EmbedderSlot, tellingItsEnd } from './embedder-slot';

const choice = (model: string): EmbeddingChoice => ({
  kind: 'endpoint',
  endpoint: { baseUrl: 'http://localhost:9/v1', model, dimensions: null, maxCharacters: 1000 },
});

const openSlot = () => new EmbedderSlot({ device: 'wasm' }, 'http://localhost/');

it('refuses a query of another model while prompts are embedded, and takes it afterwards', async () => {
  const slot = openSlot();
  const { key, open } = await slot.source(choice('new'));
  await slot.use(key, async () => {
    const running = await open({});
    await expect(slot.forQuery(choice('old'))).rejects.toMatchObject({ code: 'model-busy' });
    expect(await slot.forQuery(choice('new'))).toBe(running);
    expect(await open({})).toBe(running);
  });
  expect((await slot.forQuery(choice('old'))).key).not.toBe(key);
});

it('a run that ends late leaves the newer one marked', async () => {
  const slot = openSlot();
  let end!: () => void;
  const older = slot.use('older', () => new Promise<void>((resolve) => (end = resolve)));
  const { key } = await slot.source(choice('new'));
  await slot.use(key, async () => {
    end();
    await older;
    await expect(slot.forQuery(choice('old'))).rejects.toMatchObject({ code: 'model-busy' });
  });
});

it.each([
  ['worker-died', 1],
  ['worker-closed', 1],
  ['rate-limit', 0],
])('an embedder that fails with %s has ended or not', async (code, ends) => {
  const fail = () => Promise.reject(new TouchstoneError(code, code));
  const embedder: OpenedEmbedder = { key: 'k', maxTokens: 9, embed: fail, countTokens: fail };
  let told = 0;
  const telling = tellingItsEnd(embedder, () => told++);
  await expect(telling.embed(['a'])).rejects.toMatchObject({ code });
  expect(told).toBe(ends);
  await expect(telling.countTokens(['a'])).rejects.toMatchObject({ code });
  expect(told).toBe(2 * ends);
});
