import { describe, expect, it } from 'vitest';
import { JUDGE_PARAMETERS } from '../core/judging/call';
import { CLUSTER_LIST, type ProposedCategory } from '../core/judging/category-generator';
import type { TagQuestion } from '../core/judging/run-spec';
import { promptsWith } from '../core/labels/testing/prompts';
import { CategoryProposals } from './category-proposals.svelte';
import { checkableTags } from './checkable-tags';
import type { ClusterInfo } from './map-model';
import { NameProposals } from './name-proposals.svelte';
import type { KeptTags, TagResults } from './tag-results.svelte';

const PROMPTS = promptsWith({}, {}, {}, {}, {});
const cluster = (id: number, keyword: string, exemplars: number[]): ClusterInfo => ({
  ...{ id, name: keyword, keywords: [keyword], size: exemplars.length },
  ...{ givenName: null, persistence: null, colour: 0, exemplars },
});
const TORTS = cluster(3, 'torts', [0, 1]);
const PAINT = cluster(5, 'paint', [2]);
const FOOD = cluster(7, 'food', [3]);
const LABELS = Int32Array.of(3, 3, 5, 7, -1);

function subjectOf(
  clusters: readonly ClusterInfo[],
  kept: KeptTags<readonly ProposedCategory[]> | null,
) {
  const of = ((task) => (task === 'categories' ? kept : null)) as TagResults['of'];
  return { prompts: PROMPTS, map: { clusters, labels: LABELS }, judging: { tags: { of } } };
}

function keptFor(question: TagQuestion): KeptTags<readonly ProposedCategory[]> {
  const category = (name: string, clusters: number[]) => ({
    ...{ name, clusters },
    ...{ description: `All ${name}.`, reason: `Much ${name}.` },
  });
  return {
    question,
    tagger: { provider: 'local', model: 'm', parameters: JUDGE_PARAMETERS },
    template: 't',
    tags: new Map([[CLUSTER_LIST, [category('Law', [0]), category('Art', [0, 1])]]]),
    unparsed: new Set(),
    failed: new Set(),
  };
}

const kept = keptFor(new CategoryProposals(subjectOf([PAINT, TORTS, FOOD], null)).question(9));

describe('CategoryProposals', () => {
  it('hold the prompts of the clusters that the model put there', () => {
    const renamed = { ...TORTS, name: 'Tort law' };
    const proposals = new CategoryProposals(subjectOf([FOOD, PAINT, renamed], kept));
    expect(proposals.all).toMatchObject([
      { name: 'Law', clusters: [renamed], changed: 0, prompts: 2 },
      { name: 'Art', clusters: [renamed, PAINT], changed: 0, prompts: 3 },
    ]);
    expect([...proposals.held.values()]).toEqual([['Law', 'Art'], ['Law', 'Art'], ['Art'], [], []]);
  });

  it('forget a cluster that is another one now, and say so', () => {
    const other = { ...TORTS, exemplars: [4, 0] };
    const proposals = new CategoryProposals(subjectOf([other, PAINT, FOOD], kept));
    expect(proposals.all).toMatchObject([
      { name: 'Law', clusters: [], changed: 1, prompts: 0 },
      { name: 'Art', clusters: [PAINT], changed: 1, prompts: 1 },
    ]);
    expect([...proposals.held.values()]).toEqual([[], [], ['Art'], [], []]);
  });

  it('are checked prompt by prompt, with the reasons of the categories', () => {
    const subject = subjectOf([TORTS, PAINT, FOOD], kept);
    const checkable = checkableTags({
      ...subject,
      names: new NameProposals(subject),
      proposedCategories: new CategoryProposals(subject),
    });
    expect([...checkable.keys()]).toEqual(['categories']);
    const { tags, reasonOf } = checkable.get('categories')!;
    expect(tags.map(({ question }) => question)).toEqual([
      'Does it belong here? All Law.',
      'Does it belong here? All Art.',
    ]);
    expect(PROMPTS.map(({ id }) => reasonOf(id))).toEqual([
      'Much Law. Much Art.',
      'Much Law. Much Art.',
      'Much Art.',
      '',
      '',
    ]);
  });
});
