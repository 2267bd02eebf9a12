import { expect, it } from 'vitest';
import { candidatesOf } from './candidate';
import { DEFAULT_FILTERS, filterCandidates, type FilterSettings } from './filter';
import type { FilterReason } from './filter-reason';
import { candidate } from './testing/candidates';

const LIST = [
  candidate('plain', { fields: { expert: true, tags: ['law', 'code'] } }),
  candidate('long', { words: 5001 }),
  candidate('short', { characters: 31 }),
  candidate('hungarian', { language: 'hu' }),
  candidate('scored', { score: 6, duplicateGroup: 4 }),
  candidate('twin', { score: 7, duplicateGroup: 4 }),
  candidate('flagged', { flags: ['nsfw'] }),
];

const passed = (settings: Partial<FilterSettings>, taken?: ReadonlySet<string>) =>
  filterCandidates(LIST, { ...DEFAULT_FILTERS, ...settings }, taken).passed.map((each) => each.id);

it('filters by each property', () => {
  expect(passed({})).toEqual(['plain', 'short', 'hungarian', 'scored', 'flagged']);
  expect(passed({ maxWords: null })).toContain('long');
  expect(passed({ minCharacters: 32 })).not.toContain('short');
  expect(passed({ languages: ['hu'] })).toEqual(['hungarian']);
  expect(passed({ minScore: 6 })).toEqual(['scored']);
  expect(passed({ excludedFlags: ['nsfw'] })).not.toContain('flagged');
  expect(passed({ fields: [{ name: 'expert', values: [true] }] })).toEqual(['plain']);
  expect(passed({ fields: [{ name: 'tags', values: ['code'] }] })).toEqual(['plain']);
  expect(passed({ onePerDuplicateGroup: false })).toContain('twin');
});

it('filters by what a tagger told, and lets nothing untold through', () => {
  const list = [
    candidate('expert', { expert: true, occupations: ['mathematical', 'education'] }),
    candidate('lay', { expert: false, occupations: ['education'] }),
    candidate('idle', { expert: false, occupations: [] }),
    candidate('untold'),
  ];
  const filtered = (settings: Partial<FilterSettings>) =>
    filterCandidates(list, { ...DEFAULT_FILTERS, ...settings });
  const ids = (settings: Partial<FilterSettings>) =>
    filtered(settings).passed.map((each) => each.id);
  expect(ids({ expertOnly: true })).toEqual(['expert']);
  expect(ids({ occupations: ['education'] })).toEqual(['expert', 'lay']);
  expect(ids({ occupations: ['travel', 'mathematical'] })).toEqual(['expert']);
  expect(ids({ occupations: [] })).toEqual([]);
  const { dropped } = filtered({ expertOnly: true, occupations: ['mathematical'] });
  const idsFor = (reason: FilterReason, of = dropped) => of.get(reason)?.map((each) => each.id);
  expect([idsFor('expert'), idsFor('untoldExpert')]).toEqual([['lay', 'idle'], ['untold']]);
  const byField = filtered({ occupations: ['mathematical'] }).dropped;
  expect(idsFor('occupation', byField)).toEqual(['lay', 'idle']);
  expect(idsFor('untoldOccupation', byField)).toEqual(['untold']);
  const scored = [candidate('low', { score: 2 }), candidate('unscored')];
  const byScore = filterCandidates(scored, { ...DEFAULT_FILTERS, minScore: 6 }).dropped;
  expect([idsFor('score', byScore), idsFor('untoldScore', byScore)]).toEqual([
    ['low'],
    ['unscored'],
  ]);
});

it('leaves out what only files that are left out held', () => {
  const list = [
    candidate('own', { files: ['own'] }),
    candidate('both', { files: ['own', 'bench'] }),
    candidate('theirs', { files: ['bench'] }),
    candidate('later', { files: ['later'] }),
  ];
  const filters = { ...DEFAULT_FILTERS, excludedFiles: ['bench'] };
  const { passed: kept, dropped } = filterCandidates(list, filters);
  expect(kept.map(({ id }) => id)).toEqual(['own', 'both', 'later']);
  expect(dropped.get('file')?.map(({ id }) => id)).toEqual(['theirs']);
});

it('takes the first of a near-duplicate group that passes, and none of a group in the set', () => {
  expect(passed({ minScore: 7 })).toEqual(['twin']);
  expect(passed({}, new Set(['scored']))).toEqual(['plain', 'short', 'hungarian', 'flagged']);
});

it('names one reason for each prompt left out', () => {
  const { dropped } = filterCandidates(LIST, { ...DEFAULT_FILTERS, languages: ['en'] });
  const reasons = Array.from(dropped, ([reason, list]) => [reason, list.map((each) => each.id)]);
  expect(reasons).toEqual([
    ['words', ['long']],
    ['language', ['hungarian']],
    ['duplicate', ['twin']],
  ]);
});

it('sees prompts with characters in code points, and an unlabelled one without a category', () => {
  const prompt = {
    id: 'p',
    text: 'a😀b',
    turns: [],
    source: 'f',
    language: 'en',
    words: 1,
    count: 1,
    fields: {},
  };
  const [seen] = candidatesOf([prompt], { category: () => undefined });
  expect(seen).toMatchObject({ characters: 3, category: null, cluster: null, score: null });
});
