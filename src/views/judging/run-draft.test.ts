import { describe, expect, it } from 'vitest';
import { ARENA_HARD_CRITERIA } from '../../core/judging/criteria';
import { JUDGE_TEMPLATES } from '../../core/judging/judge-templates';
import { RunDraft, type DraftContext } from './run-draft.svelte';
import { scopeParts } from './run-scope';

const CONTEXT: DraftContext = {
  templates: JUDGE_TEMPLATES,
  answered: ['a', 'b', 'c'],
  categories: () => ({ p: 'law' }),
  question: (kind) =>
    kind === 'criteria'
      ? { task: kind, criteria: ARENA_HARD_CRITERIA }
      : kind === 'labels'
        ? { task: kind, categories: [] }
        : { task: kind },
  setIds: ['p', 'q'],
  groups: () =>
    [
      { id: 'p', category: 'law', language: 'en' },
      { id: 'q', category: 'art', language: 'en' },
      { id: 'r', category: 'law', language: 'en' },
    ].map((group) => ({ ...group, cluster: null, tags: [], score: null })),
};

function draftOf(kind: Parameters<RunDraft['choose']>[0], model = 'm'): RunDraft {
  const draft = new RunDraft();
  draft.choose(kind);
  draft.setModel(0, { ...draft.models[0], model });
  return draft;
}

describe('the form of a run', () => {
  it('asks one model under several system prompts, each with a name of its own', () => {
    const draft = draftOf('answer');
    draft.addLengthVariants(0);
    draft.addVariant(0);
    expect(draft.missing(CONTEXT)).toBe(null);
    const spec = draft.spec(CONTEXT);
    if (spec.kind !== 'answer') throw new Error(spec.kind);
    expect(spec.contestants.map(({ name, model }) => [name, model])).toEqual([
      ['m', 'm'],
      ['m-variant', 'm'],
      ['m-brief', 'm'],
      ['m-detailed', 'm'],
    ]);
    expect(spec.contestants[0].systemPrompt).toBe('');
    expect(spec.contestants[3].systemPrompt).toContain('thoroughly');
    draft.setModel(1, { ...draft.models[1], name: 'm-brief' });
    expect(draft.missing(CONTEXT)).toContain('“m-brief”');
  });

  it('pairs models in each of the ways', () => {
    const draft = draftOf('judge');
    const { judge } = draft;
    const pairing = () => {
      const spec = draft.spec(CONTEXT);
      return spec.kind === 'judge' ? [spec.pairing, spec.models, spec.categories] : [];
    };
    expect(pairing()).toEqual([{ kind: 'all-pairs' }, ['a', 'b', 'c'], undefined]);
    judge.compared = ['a', 'gone'];
    expect(draft.missing(CONTEXT)).toBe('Choose at least two models.');
    judge.pairing = 'baseline';
    expect(draft.missing(CONTEXT)).toBe('Choose the baseline.');
    judge.baseline = 'a';
    expect(draft.missing(CONTEXT)).toContain('beside the baseline');
    judge.baseline = 'b';
    expect(pairing()).toEqual([{ kind: 'baseline', baseline: 'b' }, ['a'], undefined]);
    judge.pairing = 'baseline-by-category';
    judge.baselines = { law: 'c' };
    expect(pairing()).toEqual([
      { kind: 'baseline-by-category', baselines: { law: 'c' }, otherwise: 'b' },
      ['a'],
      { p: 'law' },
    ]);
    judge.pairing = 'references';
    expect(draft.missing(CONTEXT)).toBe('Choose at least one reference.');
    judge.references = ['b', 'c'];
    expect(pairing()[0]).toEqual({ kind: 'references', references: ['b', 'c'] });
    judge.pairing = 'graph';
    expect(draft.missing(CONTEXT)).toBe('Add at least one pair.');
    judge.pairs = [['a', 'c']];
    expect(pairing()[0]).toEqual({ kind: 'graph', pairs: [['a', 'c']] });
    expect(draft.missing({ ...CONTEXT, answered: ['a'] })).toContain('at least two models');
  });

  it('shows a reference and whole conversations where the template asks for them', () => {
    const draft = draftOf('judge');
    const parts = () => {
      const spec = draft.spec(CONTEXT);
      return spec.kind === 'judge' ? [spec.turns, spec.reference] : [];
    };
    expect(parts()).toEqual(['as-answered', null]);
    draft.judge.template = 'three-labels-conversation';
    expect(parts()).toEqual(['all', null]);
    draft.judge.turns = 'last';
    expect(parts()).toEqual(['last', null]);
    draft.judge.template = 'three-labels-reference';
    expect(draft.missing(CONTEXT)).toContain('choose whose');
    draft.judge.reference = 'c';
    expect(parts()).toEqual(['last', 'c']);
  });

  it('can be of a part of the prompts, where something divides them', () => {
    expect([...scopeParts(CONTEXT.groups())]).toEqual([
      [
        'category',
        [
          { facet: 'category', value: 'law', prompts: 2 },
          { facet: 'category', value: 'art', prompts: 1 },
        ],
      ],
    ]);
  });

  it('asks one tagger, of the prompts, the set or a part of them', () => {
    const draft = draftOf('criteria');
    draft.scope = 'set';
    expect(draft.spec(CONTEXT)).toEqual({
      kind: 'tag',
      tagger: { provider: 'openai', model: 'm', parameters: draft.models[0].parameters },
      question: { task: 'criteria', criteria: ARENA_HARD_CRITERIA },
      promptIds: ['p', 'q'],
    });
    draft.scope = 'all';
    draft.part = { facet: 'category', value: 'law' };
    expect(draft.spec(CONTEXT).promptIds).toEqual(['p', 'r']);
    draft.scope = 'set';
    expect(draft.spec(CONTEXT).promptIds).toEqual(['p']);
    draft.part = { facet: 'category', value: 'gone' };
    expect(draft.missing(CONTEXT)).toContain('None of these prompts');
    draft.part = null;
    const question = () => ({ task: 'criteria', criteria: [{ name: 'a', question: '' }] }) as const;
    expect(draft.missing({ ...CONTEXT, question })).toContain('“a” has no question');
    draft.choose('labels');
    expect(draft.missing(CONTEXT)).toContain('no categories yet');
    draft.setModel(0, { ...draft.models[0], model: '' });
    expect(draft.missing(CONTEXT)).toBe('Choose a provider and a model.');
    expect(() => draft.spec(CONTEXT)).toThrow('Choose a provider');
  });
});
