import { expect, it } from 'vitest';
import { promptsWith } from '../core/labels/testing/prompts';
import { ARENA_HARD_CRITERIA } from '../core/judging/criteria';
import { importedColumns, MOST_UNKNOWN } from './imported-columns';

it('makes no tags of texts that are each prompt’s own, and of others the most frequent', () => {
  const names = Array.from({ length: MOST_UNKNOWN + 5 }, (_, i) => `name ${i}`);
  const prompts = promptsWith(
    { criteria: [...names, 'own', 'own'] },
    { criteria: names },
    { criteria: [names.at(-1)!] },
  );
  const [{ tags, held, leftOut }] = importedColumns(prompts);
  const unknown = tags.slice(ARENA_HARD_CRITERIA.length).map(({ name }) => name);
  expect(unknown).toEqual([names.at(-1), ...names.slice(0, MOST_UNKNOWN - 1)]);
  expect(leftOut).toBe(6);
  expect(held.get('p0')).toContain('own');
});
