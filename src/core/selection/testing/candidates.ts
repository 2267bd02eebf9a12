import type { Candidate } from '../candidate';
import { DEFAULT_FILTERS } from '../filter';
import { sampleSet } from '../sample';
import { PAPER_SAMPLE } from '../sampling-settings';

/** A candidate that passes every default filter. */
export function candidate(id: string, facts: Partial<Candidate> = {}): Candidate {
  return {
    id,
    textHash: id,
    category: 'law',
    cluster: null,
    language: 'en',
    words: 20,
    characters: 100,
    score: null,
    duplicateGroup: null,
    flags: [],
    expert: null,
    occupations: null,
    fields: {},
    files: ['f'],
    ...facts,
  };
}

export function candidates(
  count: number,
  facts: (i: number) => Partial<Candidate>,
  prefix = 'p',
): Candidate[] {
  return Array.from({ length: count }, (_, i) => candidate(`${prefix}${i}`, facts(i)));
}

/** Of the pool: plenty of law, too little maths. */
export const POOL_SETTINGS = { ...PAPER_SAMPLE, per: 10, minimum: 8 };
export const MATHS = candidates(5, () => ({ category: 'maths' }), 'm');
export const POOL = [
  ...candidates(30, (i) => ({ category: 'law', cluster: `${i % 3}` }), 'l'),
  ...MATHS,
];

export const drawnPool = () => sampleSet(POOL, DEFAULT_FILTERS, POOL_SETTINGS);

/** Law in four clusters of ten, of which two each may be drawn. */
export const CLUSTERED = candidates(40, (i) => ({ cluster: `${i % 4}` }), 'c');
export const CLUSTER_RULE = {
  ...{ ...POOL_SETTINGS, minimum: 0, within: ['language' as const] },
  clusters: { minMeanScore: null, per: 2 },
};
