import { expect, it } from 'vitest';
import { promptsWith } from '../../core/labels/testing/prompts';
import { filteredRows, NO_FILTER } from './label-filter';

const subject = {
  prompts: promptsWith({}, {}, {}, {}).map((prompt, i) => ({
    ...prompt,
    language: i === 1 ? 'hu' : 'en',
  })),
  labels: { categoryOf: null, given: new Map() },
  clusters: { state: null },
};

it('lets through what is selected on the map, and nothing once the selection is gone', () => {
  const mask = Uint8Array.of(1, 1, 0, 1);
  const rows = (onMap: boolean, selected: Uint8Array | null, language = '') => [
    ...filteredRows(subject, { ...NO_FILTER, language, onMap }, selected),
  ];
  expect(rows(false, mask)).toEqual([0, 1, 2, 3]);
  expect(rows(true, mask)).toEqual([0, 1, 3]);
  expect(rows(true, mask, 'hu')).toEqual([1]);
  expect(rows(true, null)).toEqual([]);
});
