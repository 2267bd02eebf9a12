import type { GlossaryEntry } from './glossary';

export const SELECTION_TERMS = {
  minimumPerCategory: {
    title: 'At least',
    meaning:
      'With few prompts a win rate swings with the luck of the draw, so a category needs some 90 to 100 to be read on its own.',
    example: 'At 25 prompts a true 50 % may well come out as 30 or 70 %; at 100 as 40 or 60 %.',
  },
  stratified: {
    title: 'Proportional inside',
    meaning:
      'Inside each category every cluster and language gets its proportional share of the draw, rounded up or down, so that no topic fills the category by chance.',
    example: 'If a third of the law prompts are about contracts, 33 or 34 of 100 drawn are.',
  },
  nearDuplicates: {
    title: 'Near-duplicates',
    meaning:
      'Prompts whose vectors have a cosine of at least 0.95, or are linked by others that have, say nearly the same; only the first of each group is drawn.',
    example: '“Sort a list in Python” and “How to sort a list in python?” count once.',
  },
  shareLimit: {
    title: 'Largest share',
    meaning:
      'A category may make up at most this share of the set; what is above it is left out evenly over its strata.',
    example: 'Arena-Hard holds general chat to 30 %: of 500 prompts at most 150.',
  },
  seed: {
    title: 'Seed',
    meaning:
      'The number that all chance follows from: the same prompts, settings and seed give the same set; the next seed gives other prompts while there are any.',
    example: 'Seeds 1 and 2 share no prompt of a category that holds at least twice what is drawn.',
  },
  effectiveNumber: {
    title: 'Effective number',
    meaning:
      'How many equally large groups would be as varied as these: the exponential of the Shannon entropy of the shares.',
    example: 'Two groups of 90 % and 10 % count as 1.4 groups, two halves as 2.',
  },
  clustersCovered: {
    title: 'Clusters covered',
    meaning: 'The share of all clusters of the map from which the set holds at least one prompt.',
    example: '40 of 48 clusters covered: 83 %; eight topics are missing from the set.',
  },
  vendi: {
    title: 'Vendi score',
    meaning:
      'How many quite different prompts would be as varied as these: the exponential of the entropy of the eigenvalues of their cosines (Friedman and Dieng 2023).',
    example:
      'A hundred copies of one prompt score 1; a hundred prompts with nothing in common 100.',
  },
  nearestDistance: {
    title: 'Nearest other prompt',
    meaning: 'The mean cosine distance of a prompt of the set to the one most like it.',
    example: 'At 0.05 most prompts have a near-copy in the set; at 0.5 each is on its own.',
  },
} as const satisfies Record<string, GlossaryEntry>;
