import type { GlossaryEntry } from './glossary';

export const JUDGING_TERMS = {
  bigWin: {
    title: 'Weight of a big win',
    meaning:
      'How often a “much better” counts where a “better” counts once; Arena-Hard takes 3. With 1 the two are the same.',
    example: 'At 3, one “A much better” outweighs two “B better”.',
  },
  sameWinner: {
    title: 'Same winner',
    meaning:
      'The share of pairs in which you and the judge prefer the same answer, or both call it a tie, however strongly.',
    example: 'You say “much better”, the judge “slightly better”, for the same answer: the same.',
  },
  precision: {
    title: 'Precision',
    meaning: 'Of the checked prompts that the model tagged, the share that you would tag too.',
    example: 'The model tagged 10 of the sample, you agree on 8: 80 %.',
  },
  recall: {
    title: 'Recall',
    meaning:
      'Of all prompts that you would tag, the share that the model tagged: reckoned from what you said of the prompts it tagged and of those it did not, each weighing as many prompts as it stands for.',
    example:
      'You agree on 9 of 10 of the 100 tagged prompts, and would tag 1 of 20 of the 400 others: 90 found of 110, so 82 %.',
  },
  allTags: {
    title: 'All together',
    meaning:
      'The same check over all tags at once: you are shown a prompt with one of the tags, half of them given by the model and half not.',
    example: 'Of 57 cluster names, 30 pairs of a prompt and a name: 14 of the 15 given ones fit.',
  },
} as const satisfies Record<string, GlossaryEntry>;
