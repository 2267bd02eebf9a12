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
} as const satisfies Record<string, GlossaryEntry>;
