import type { Facet } from '../../core/ranking/battle-filter';

/** What the facets are called. */
export const FACET_NAMES: Readonly<Record<Facet, { readonly one: string; readonly many: string }>> =
  {
    category: { one: 'category', many: 'categories' },
    cell: { one: 'category and language', many: 'categories by language' },
    cluster: { one: 'cluster', many: 'clusters' },
    language: { one: 'language', many: 'languages' },
    judge: { one: 'judge', many: 'judges' },
    tag: { one: 'tag', many: 'tags' },
    score: { one: 'criteria score', many: 'criteria scores' },
  };
