import type { GlossaryEntry } from './glossary';

export const LABEL_TERMS = {
  general: {
    title: 'General',
    meaning:
      'The bucket for prompts about which k-NN is too uncertain: a place to put them, not a category, so it has no seeds.',
    example:
      'A prompt whose neighbours are five of law, five of finance and five of coding goes to general.',
  },
  entropy: {
    title: 'Entropy',
    meaning:
      'How evenly the votes of the nearest labelled prompts spread over the categories: 0 when all agree, ln(c) nats when c categories share them evenly; bits are nats times 1.44.',
    example:
      'Ten votes for law: 0. Five for law and five for finance: ln 2 = 0.69 nats, which is 1 bit.',
  },
  k: {
    title: 'Neighbours k',
    meaning:
      'How many of the nearest labelled prompts vote on a prompt. When k is larger than the smallest category, other categories always outvote that one in part.',
    example: 'With k = 40 and 20 prompts labelled law, at least 20 votes go to other categories.',
  },
  leaveOneOut: {
    title: 'Leave-one-out',
    meaning:
      'Every labelled prompt is predicted from all the others and compared with its label, so that no prompt has a voice in its own prediction.',
    example: '57 of 65 labels are found again by the other 64: accuracy 87.7 %.',
  },
  macroF1: {
    title: 'Macro-F1',
    meaning:
      'The mean over categories of F1, which is 2 × hits / (labelled + predicted): every category counts the same, however small.',
    example:
      'One category always right (1.00) and a rare one never found (0.00): macro-F1 0.50, though accuracy may be 95 %.',
  },
  wilson: {
    title: 'Interval of a share',
    meaning:
      'The 95 % Wilson score interval: where the true share may lie, given how many prompts it was counted on. It holds chance only, not wrong labels.',
    example: '18 of 20 right is 90 %, interval 69.9 to 97.2 %.',
  },
  criteriaScore: {
    title: 'Criteria score',
    meaning:
      'How many of Arena-Hard’s seven criteria a prompt meets: specificity, domain knowledge, complexity, problem solving, creativity, technical accuracy, real-world application.',
    example: '“Tell me a joke” may meet one; a debugging task with its log may meet six.',
  },
  expert: {
    title: 'Expert prompt',
    meaning:
      'A prompt at the level of a domain expert by its depth of reasoning, specificity and domain knowledge, as a tagger said.',
    example: '5.5 % of the prompts on Chatbot Arena were tagged so.',
  },
} as const satisfies Record<string, GlossaryEntry>;
