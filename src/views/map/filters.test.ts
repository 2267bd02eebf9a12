import { describe, expect, it } from 'vitest';
import type { Column } from './columns';
import {
  countsByValue,
  hasFilter,
  scoresByIndex,
  selectedIndices,
  selectionMask,
  withFilter,
  withoutFilter,
} from './filters';
import type { Filter } from '../../workspace/map-model';

const column = (id: string, texts: readonly (string | null)[]): Column => {
  const names = [...new Set(texts.filter((text) => text !== null))];
  const values = names.map((value) => ({ value, name: value, slot: 0 }));
  return {
    id,
    title: id,
    values,
    codes: Int32Array.from(texts, (text) => (text === null ? -1 : names.indexOf(text))),
    several: new Map(),
  };
};
const columns: Record<string, Column> = {
  language: column('language', ['en', 'hu', 'en', 'sl', null]),
  source: column('source', ['a', 'a', 'b', 'b', 'b']),
};
const lookUp = (id: string) => columns[id];
const value = (id: string, wanted: string): Filter => ({
  kind: 'value',
  column: id,
  value: wanted,
});
const lasso: Filter = { kind: 'set', origin: 'lasso', query: '', indices: Int32Array.of(0, 3, 4) };
const search: Filter = {
  kind: 'set',
  origin: 'meaning',
  query: 'x',
  indices: Int32Array.of(4, 2, 0),
  scores: Float32Array.of(0.75, 0.5, 0.25),
};
const maskOf = (...filters: Filter[]) => {
  const mask = selectionMask(filters, 5, lookUp);
  return mask && [...mask];
};

describe('selectionMask', () => {
  it('is null without filters', () => expect(maskOf()).toBeNull());

  it('widens within a column and narrows across columns', () => {
    expect(maskOf(value('language', 'en'))).toEqual([1, 0, 1, 0, 0]);
    expect(maskOf(value('language', 'en'), value('language', 'sl'))).toEqual([1, 0, 1, 1, 0]);
    expect(maskOf(value('language', 'en'), value('source', 'b'))).toEqual([0, 0, 1, 0, 0]);
  });

  it('narrows by a lasso and a search', () => {
    expect(maskOf(lasso, search)).toEqual([1, 0, 0, 0, 1]);
    expect(maskOf(lasso, value('source', 'b'))).toEqual([0, 0, 0, 1, 1]);
  });

  it('lets nothing pass for a value that is gone', () => {
    expect(maskOf(value('language', 'xx'))).toEqual([0, 0, 0, 0, 0]);
  });
});

describe('chips', () => {
  it('hold one search and one lasso at a time, and each value once', () => {
    const words: Filter = { kind: 'set', origin: 'words', query: 'y', indices: Int32Array.of(1) };
    expect(withFilter([search, lasso], words)).toEqual([lasso, words]);
    expect(withFilter([value('source', 'a')], value('source', 'a'))).toHaveLength(1);
    expect(withoutFilter([search, lasso], words)).toEqual([lasso]);
    expect(hasFilter([value('source', 'a')], value('source', 'b'))).toBe(false);
  });
});

describe('what is listed', () => {
  it('keeps the order of a search among what passes', () => {
    const filters = [search, value('source', 'b')];
    const mask = selectionMask(filters, 5, lookUp);
    expect([...selectedIndices(filters, mask, 5)]).toEqual([4, 2]);
    expect([...selectedIndices([], null, 3)]).toEqual([0, 1, 2]);
  });

  it('counts values under the mask', () => {
    expect([...countsByValue(columns.language, null)]).toEqual([2, 1, 1]);
    expect([...countsByValue(columns.language, Uint8Array.of(1, 0, 0, 1, 1))]).toEqual([1, 0, 1]);
  });

  it('knows the scores of a search by meaning only', () => {
    expect(scoresByIndex(search)?.get(2)).toBe(0.5);
    expect(scoresByIndex(lasso)).toBeNull();
    expect(scoresByIndex(null)).toBeNull();
  });
});
