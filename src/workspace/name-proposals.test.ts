import { expect, it } from 'vitest';
import { JUDGE_PARAMETERS } from '../core/judging/call';
import type { ClusterName } from '../core/judging/cluster-naming';
import { promptsWith } from '../core/labels/testing/prompts';
import type { ClusterInfo } from './map-model';
import { NameProposals } from './name-proposals.svelte';
import type { KeptTags, TagResults } from './tag-results.svelte';

const PROMPTS = promptsWith(...Array.from({ length: 9 }, () => ({})));
const cluster = (id: number, keywords: string[], exemplars: number[]): ClusterInfo => ({
  ...{ id, name: keywords.join(' · '), keywords, size: exemplars.length },
  ...{ givenName: null, persistence: null, colour: 0, exemplars },
});
const TORTS = cluster(0, ['torts'], [0, 1, 2]);
const PAINT = cluster(1, ['paint'], [3, 4, 5]);

function proposalsFor(
  clusters: readonly ClusterInfo[],
  labels: number[],
  kept: KeptTags<ClusterName> | null,
) {
  const of = ((task) => (task === 'names' ? kept : null)) as TagResults['of'];
  const map = { clusters, labels: Int32Array.from(labels) };
  return new NameProposals({ prompts: PROMPTS, map, judging: { tags: { of } } });
}

const LABELS = [0, 0, 0, 1, 1, 1, -1, -1, -1];
const kept: KeptTags<ClusterName> = {
  question: { task: 'names', items: proposalsFor([TORTS, PAINT], LABELS, null).items },
  tagger: { provider: 'local', model: 'm', parameters: JUDGE_PARAMETERS },
  template: 't',
  tags: new Map(['Tort law', 'Painting'].map((name, id) => [`${id}`, { name, reason: '' }])),
  unparsed: new Set(),
  failed: new Set(),
};

it('stay with their clusters when noise is assigned, which changes all keywords', () => {
  const clusters = [cluster(0, ['law'], [1, 6, 0]), cluster(1, ['art'], [5, 4, 3])];
  const proposals = proposalsFor(clusters, [0, 0, 0, 1, 1, 1, 0, 0, 1], kept);
  expect([proposals.of(0)?.name, proposals.of(1)?.name, proposals.lost]).toEqual([
    'Tort law',
    'Painting',
    0,
  ]);
  expect(proposals.held.get(PROMPTS[8].id)).toEqual(['Painting']);
});

it('are lost with clusters that are others now, and say so', () => {
  const clusters = [cluster(0, ['all'], [2, 3, 6]), cluster(1, ['paint'], [])];
  const proposals = proposalsFor(clusters, LABELS, kept);
  expect([proposals.of(0), proposals.of(1), proposals.lost]).toEqual([null, null, 2]);
  expect(proposals.tags).toEqual([]);
  expect(proposalsFor(clusters, LABELS, null).lost).toBe(0);
});
