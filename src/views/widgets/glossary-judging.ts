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
    meaning: 'Of the checked prompts that you would tag, the share that the model tagged.',
    example: 'You would tag 12 of the sample, the model found 8 of them: 67 %.',
  },
} as const satisfies Record<string, GlossaryEntry>;
