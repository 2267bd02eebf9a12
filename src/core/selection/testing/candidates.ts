import type { Candidate } from '../candidate';

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
    occupations: [],
    fields: {},
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
