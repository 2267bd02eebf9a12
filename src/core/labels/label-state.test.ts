import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Label, LabelSource } from '../data';
import { labelPatch, patched } from './label-patch';
import { addCategories, changeCategory, NO_LABELS, removeCategory } from './label-state';
import { seedCounts } from './knn-advice';
import { chooseSeeds, seedLimit } from './seed-choice';

const label = (promptId: string, category: string, source: LabelSource = 'hand'): Label => ({
  promptId,
  category,
  source,
  probability: 1,
});
const setOf = (...labels: Label[]) => new Map(labels.map((each) => [each.promptId, each]));
const named = (...names: string[]) => names.map((name) => ({ name, description: '' }));

describe('label state', () => {
  const two = addCategories(NO_LABELS, named('law', 'maths'));

  it('adds categories once each, in the least used colour', () => {
    expect(two.categories.map(({ colour }) => colour)).toEqual([0, 1]);
    const more = addCategories(two, named('law', ' medical '));
    expect(more.categories.map(({ name }) => name)).toEqual(['law', 'maths', 'medical']);
    const without = removeCategory(more, 'law');
    expect(addCategories(without, named('x')).categories.at(-1)?.colour).toBe(0);
    const many = addCategories(NO_LABELS, named(...'abcdefghijklm'));
    expect(many.categories.at(-1)?.colour).toBe(0);
    expect(() => addCategories(two, named(' '))).toThrow(/no name/);
    expect(() => addCategories(two, named('general'))).toThrow(/bucket/);
  });

  it('renames a category with its labels, and refuses a name that is taken', () => {
    const state = { ...two, given: setOf(label('p1', 'law'), label('p2', 'maths')) };
    const renamed = changeCategory(state, 'law', { name: 'contracts' });
    expect(renamed.categories[0]).toEqual({ name: 'contracts', description: '', colour: 0 });
    expect(renamed.given.get('p1')?.category).toBe('contracts');
    expect(renamed.given.get('p2')).toBe(state.given.get('p2'));
    expect(changeCategory(state, 'law', { name: ' law ' }).given).toBe(state.given);
    expect(() => changeCategory(state, 'law', { name: 'maths' })).toThrow(/"maths" already/);
  });

  it('deletes a category with its labels; other changes keep them', () => {
    const state = { ...two, given: setOf(label('p1', 'law'), label('p2', 'maths')) };
    expect([...removeCategory(state, 'law').given.keys()]).toEqual(['p2']);
    const changed = changeCategory(state, 'law', { description: 'Contracts.', colour: 7 });
    expect(changed.categories[0]).toEqual({ name: 'law', description: 'Contracts.', colour: 7 });
    expect(changed.given).toBe(state.given);
  });
});

describe('labelPatch', () => {
  it('leads from either set to the other', () => {
    const labels = fc
      .array(fc.tuple(fc.constantFrom('p1', 'p2', 'p3', 'p4'), fc.constantFrom('a', 'b')))
      .map((pairs) => setOf(...pairs.map(([id, category]) => label(id, category))));
    fc.assert(
      fc.property(labels, labels, (before, after) => {
        const patch = labelPatch(before, after);
        expect(patched(before, patch, 'after')).toEqual(after);
        expect(patched(after, patch, 'before')).toEqual(before);
        expect(labelPatch(after, after).changes.size).toBe(0);
      }),
      { seed: 4, numRuns: 100 },
    );
  });

  it('leaves labels of other edits alone', () => {
    const patch = labelPatch(setOf(label('p1', 'a')), setOf(label('p1', 'b')));
    const later = patched(setOf(label('p1', 'b'), label('p2', 'c')), patch, 'before');
    expect([...later.values()].map(({ category }) => category)).toEqual(['a', 'c']);
  });
});

describe('chooseSeeds', () => {
  const rowOf = new Map(Array.from({ length: 40 }, (_, row) => [`p${row}`, row]));

  it('takes hand and imported labels, never the bucket or a model’s', () => {
    const labels = setOf(
      label('p3', 'law'),
      label('p2', 'law', 'import'),
      label('p1', 'law', 'llm'),
      label('p0', 'general'),
      label('elsewhere', 'law'),
    );
    expect(chooseSeeds(labels, rowOf, 10)).toEqual({
      seeds: [
        { row: 2, category: 'law' },
        { row: 3, category: 'law' },
      ],
      available: 2,
    });
  });

  it('keeps hand labels first where there are too many, and draws the same every time', () => {
    const hand = Array.from({ length: 5 }, (_, i) => label(`p${i}`, 'law'));
    const imported = Array.from({ length: 35 }, (_, i) => label(`p${i + 5}`, 'law', 'import'));
    const all = setOf(...imported, ...hand);
    const { seeds, available } = chooseSeeds(all, rowOf, 12);
    expect(available).toBe(40);
    expect(seeds.slice(0, 5).map(({ row }) => row)).toEqual([0, 1, 2, 3, 4]);
    expect(seeds).toHaveLength(12);
    expect(chooseSeeds(setOf(...hand, ...imported), rowOf, 12).seeds).toEqual(seeds);
  });

  it('keeps the small categories whole, and an equal share of each where they are many', () => {
    const imported = (id: number, category: string) => label(`p${id}`, category, 'import');
    const sizes = (category: (i: number) => string, limit: number) => {
      const labels = setOf(...Array.from({ length: 40 }, (_, i) => imported(i, category(i))));
      return seedCounts(chooseSeeds(labels, rowOf, limit).seeds);
    };
    const two = sizes((i) => (i < 4 ? 'rare' : 'frequent'), 10);
    expect([two.get('rare'), two.get('frequent')]).toEqual([4, 6]);
    expect([...sizes((i) => `c${i % 8}`, 10).values()].every((count) => count >= 1)).toBe(true);
  });

  it('holds at most 100 million distances', () => {
    expect([1_000, 20_000, 200_000].map(seedLimit)).toEqual([2_000, 2_000, 500]);
  });
});
