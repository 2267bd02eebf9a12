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
  effectiveNumber: {
    title: 'Effective number',
    meaning:
      'How many equally large groups would be as varied: exp of the Shannon entropy of the shares.',
    example: 'Four categories of 97, 1, 1 and 1 % count as 1.18; of 25 % each as 4.',
  },
  clustersCovered: {
    title: 'Clusters covered',
    meaning: 'The share of all clusters of the workspace with at least one prompt in the set.',
    example: 'A set with prompts from 30 of 48 clusters covers 62.5 %.',
  },
  nearestDistance: {
    title: 'Mean nearest distance',
    meaning:
      'The mean cosine distance from a prompt to the one most like it in the same set: higher means fewer repeats. It falls as a set grows.',
    example: 'Twenty copies of one prompt: 0. Prompts on unlike subjects: about 0.5.',
  },
  vendi: {
    title: 'Vendi score',
    meaning:
      'How many distinct prompts a set is worth: exp of the von Neumann entropy of the cosines between all of them (Friedman and Dieng, 2023).',
    example: 'Ten copies of each of three unrelated prompts score 3.',
  },
  nearDuplicates: {
    title: 'Near-duplicate rate',
    meaning:
      'The share of prompts that repeat an earlier one of the set, at a cosine of at least 0.95 along a chain of neighbours.',
    example: 'Of 100 prompts, three are each like an earlier one: 3 %.',
  },
  criteriaScore: {
    title: 'Criteria score',
    meaning:
      'How many of Arena-Hard’s seven criteria a prompt meets: specificity, domain knowledge, complexity, problem solving, creativity, technical accuracy, real-world application.',
    example: '“Tell me a joke” may meet one; a debugging task with its log may meet six.',
  },
  clusterScore: {
    title: 'Mean score of a cluster',
    meaning:
      'The mean of the criteria scores of its scored prompts; Arena-Hard draws its prompts from the clusters whose mean reaches a threshold.',
    example: 'Prompts that score 7, 6, 6 and 5 give their cluster 6.0, which passes at 6.',
  },
  expert: {
    title: 'Expert prompt',
    meaning:
      'A prompt at the level of a domain expert by its depth of reasoning, specificity and domain knowledge, as a tagger said.',
    example: '5.5 % of the prompts on Chatbot Arena were tagged so.',
  },
} as const satisfies Record<string, GlossaryEntry>;
