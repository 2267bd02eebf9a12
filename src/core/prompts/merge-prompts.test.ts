import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Prompt } from '../data';
import { duplicateKey } from './content-hash';
import { idsByAlias } from './prompt-aliases';
import { sourceCounts, sourcesOf } from './prompt-sources';
import { mergePrompts, PromptMerger } from './merge-prompts';

const prompt = (id: string, text: string, count = 1): Prompt => ({
  id,
  text,
  turns: [{ role: 'user', content: text }],
  source: 's',
  language: 'und',
  words: 1,
  count,
  fields: {},
});

describe('mergePrompts', () => {
  it('appends new prompts and counts duplicates', () => {
    const existing = [prompt('a', 'x y'), prompt('b', 'z', 2)];
    const { prompts, duplicates } = mergePrompts(existing, [
      prompt('c', ' z', 3),
      prompt('d', 'new'),
    ]);
    expect(prompts.map(({ id, count }) => [id, count])).toEqual([
      ['a', 1],
      ['b', 5],
      ['d', 1],
    ]);
    expect(prompts.map(({ aliases }) => aliases)).toEqual([undefined, ['c'], undefined]);
    const again = mergePrompts(prompts, [{ ...prompt('e', 'z'), aliases: ['b', 'f'] }]);
    expect(again.prompts[1]).toMatchObject({ id: 'b', count: 6, aliases: ['c', 'e', 'f'] });
    expect(idsByAlias([...again.prompts, { id: 'g', aliases: ['f', 'a'] }])).toEqual(
      new Map([
        ['c', 'b'],
        ['e', 'b'],
      ]),
    );
    const from = (source: string, id: string) => ({ ...prompt(id, 'z'), source });
    const held = mergePrompts(prompts, [from('own', 'h'), from('s', 'i'), from('bench', 'j')]);
    expect(sourcesOf(held.prompts[1])).toEqual(['s', 'own', 'bench']);
    expect([...sourceCounts(held.prompts)]).toEqual([
      ['s', 3],
      ['own', 1],
      ['bench', 1],
    ]);
    expect(duplicates).toBe(1);
    expect(prompts[0]).toBe(existing[0]);
    expect(existing[1].count).toBe(2);
  });

  it('gives a new prompt another id where its own is taken by another text', () => {
    const { prompts } = mergePrompts([prompt('1', 'old')], [prompt('1', 'new')]);
    expect(prompts[0].id).toBe('1');
    expect(prompts[1].id).toBe(duplicateKey('new').slice(0, 16));
    expect(prompts.map(({ fields }) => fields)).toEqual([{}, { id: '1' }]);
  });

  it('says where each added prompt stands', () => {
    const merger = new PromptMerger();
    merger.keep([prompt('a', 'x')]);
    expect(merger.add([prompt('b', 'y'), prompt('c', 'x'), prompt('d', 'y ')])).toEqual([1, 0, 1]);
  });

  it('keeps ids and texts unique, the order stable and the counts whole', () => {
    const list = fc.array(
      fc.record({
        id: fc.constantFrom('1', '2', '3', '4'),
        text: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      }),
    );
    fc.assert(
      fc.property(fc.array(list, { maxLength: 4 }), (batches) => {
        const added = batches.map((batch) => batch.map(({ id, text }) => prompt(id, text)));
        let merged: readonly Prompt[] = [];
        for (const batch of added) {
          const before = merged;
          merged = mergePrompts(merged, batch).prompts;
          expect(merged.slice(0, before.length).map((p) => p.id)).toEqual(before.map((p) => p.id));
        }
        expect(new Set(merged.map((p) => p.id)).size).toBe(merged.length);
        expect(new Set(merged.map((p) => p.text)).size).toBe(merged.length);
        const total = merged.reduce((sum, p) => sum + p.count, 0);
        expect(total).toBe(added.flat().length);
        expect(mergePrompts([], added.flat()).prompts).toEqual(merged);
      }),
    );
  });
});
