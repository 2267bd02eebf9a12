import { expect, it } from 'vitest';
import { JUDGE_PARAMETERS } from '../core/judging/call';
import type { ExpertTag } from '../core/judging/expert';
import { promptsWith } from '../core/labels/testing/prompts';
import { CategoryProposals } from './category-proposals.svelte';
import { checkableTags } from './checkable-tags';
import { NameProposals } from './name-proposals.svelte';
import type { KeptTags, TagResults } from './tag-results.svelte';

const PROMPTS = promptsWith(
  { expert: true, flags: 'nsfw', score: 3 },
  { expert: false, criteria: ['Complexity', 'Brevity', 'Names the capital'] },
  { occupational_tags: 'mathematical; juggling', criteria: ['Brevity'] },
  { occupational_tags: 'juggling' },
);

function checkable(expert: KeptTags<ExpertTag> | null) {
  const of = ((task) => (task === 'expert' ? expert : null)) as TagResults['of'];
  const map = { clusters: [], labels: Int32Array.of(-1, -1, -1, -1) };
  const subject = { prompts: PROMPTS, map, judging: { tags: { of } } };
  return checkableTags({
    ...subject,
    names: new NameProposals(subject),
    proposedCategories: new CategoryProposals(subject),
  });
}

it('offers the columns of the prompts’ files, with tags that only they know', () => {
  const found = checkable(null);
  const held = (key: string) => Object.fromEntries(found.get(key)!.held);
  const names = (key: string) => found.get(key)!.tags.map(({ name }) => name);
  expect([...found.values()].map(({ task, kept }) => [task, kept])).toEqual([
    ['criteria', null],
    ['expert', null],
    ['occupations', null],
    ['quality', null],
  ]);
  expect(held('expert of the files')).toEqual({ p0: ['expert'], p1: [] });
  // A bare score names no criteria.
  expect(held('criteria of the files')).toEqual({
    p1: ['Complexity', 'Brevity', 'Names the capital'],
    p2: ['Brevity'],
  });
  expect(names('criteria of the files').at(-1)).toBe('Brevity');
  expect(found.get('criteria of the files')!.leftOut).toBe(1);
  expect(held('occupations of the files')).toEqual({
    p2: ['mathematical', 'juggling'],
    p3: ['juggling'],
  });
  expect(names('occupations of the files')).toContain('juggling');
  expect(held('quality of the files')).toEqual({ p0: ['nsfw'] });
});

it('has them beside a model’s, asked in the same words', () => {
  const found = checkable({
    question: { task: 'expert' },
    tagger: { provider: 'local', model: 'm', parameters: JUDGE_PARAMETERS },
    template: 't',
    tags: new Map([['p0', { expert: false, reason: 'r' }]]),
    unparsed: new Set(),
    failed: new Set(),
  });
  const [byModel, byFile] = ['expert', 'expert of the files'].map((key) => found.get(key)!);
  expect(byModel.kept?.tagger.model).toBe('m');
  expect(byFile.tags).toEqual(byModel.tags);
});
