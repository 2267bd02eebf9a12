import type { GlossaryEntry } from './glossary';

/** Terms of the Quality, Judges and Planning tabs of the ranking. */
export const QUALITY_TERMS = {
  separability80: {
    title: 'Separability with 80 % intervals',
    meaning:
      'The share of pairs of models whose 80 % intervals do not overlap: narrower intervals separate more pairs, and are wrong more often.',
    example:
      'Intervals of ±2 at 95 % are about ±1.3 at 80 %, so scores 3 apart are then told apart.',
  },
  agreementSigned: {
    title: 'Agreement with confidence, +1, 0, −1',
    meaning:
      'Over the pairs that the reference separates: +1 where the benchmark separates them alike, −1 the other way round, 0 where it can’t; the mean. Separated means that the published intervals have no length in common (Arena-Hard blog).',
    example: '80 of 100 pairs alike, 15 not separated, 5 reversed: (80 − 5) / 100 = 75 %.',
  },
  agreementHalf: {
    title: 'Agreement with confidence, 1, ½, 0',
    meaning:
      'The same pairs counted 1, ½ where the benchmark can’t separate them, and 0 where it reverses them, as in Arena-Hard’s notebook: (1 + the signed form) / 2.',
    example: '80 of 100 pairs alike, 15 not separated, 5 reversed: (80 + 7.5) / 100 = 87.5 %.',
  },
  agreementStrictRule: {
    title: 'Agreement under separability’s rule',
    meaning:
      'The same figure with “separated” meaning what it means in separability: neither interval reaches into the other. The published rule counts a model of zero width inside another’s interval as separated.',
    example:
      'A baseline fixed at 50 with another model at 48 to 53: separated by the published rule, not by this one.',
  },
  strictAgreement: {
    title: 'Same order',
    meaning:
      'The share of all pairs that benchmark and reference order alike by their scores, whether or not the intervals overlap.',
    example: 'With 20 models there are 190 pairs; 174 in the same order are 91.6 %.',
  },
  kendall: {
    title: 'Kendall’s τ-b',
    meaning:
      'Pairs in the same order less pairs in opposite order, over all pairs, corrected for ties: −1 to 1.',
    example: '90 pairs alike and 10 reversed: (90 − 10) / 100 = 0.8.',
  },
  brier: {
    title: 'Brier score',
    meaning:
      'Mean squared error of the benchmark’s forecasts of which of two models the reference puts lower, from its scores’ bootstrap spread: 0 is perfect, 0.25 is guessing.',
    example: 'A forecast of 0.9 costs 0.01 when it comes true and 0.81 when it does not.',
  },
  logLoss: {
    title: 'Log-loss',
    meaning:
      'Mean −ln of the probability that the benchmark gave to what the reference shows; being sure and wrong costs most. Guessing costs 0.693.',
    example: 'A forecast of 0.9 costs 0.105 when it comes true and 2.3 when it does not.',
  },
  reliability: {
    title: 'Reliability curve',
    meaning:
      'Of the pairs with a forecast near p, the share that came true: on the diagonal the benchmark is as sure as it should be. Its intervals take the pairs for independent, which they are not quite.',
    example: 'Forecasts around 0.8 of which only 60 % come true: the benchmark is too sure.',
  },
  noiseCeiling: {
    title: 'Noise ceiling',
    meaning:
      'The reference ranked again from a random part of its own battles, as a column: no benchmark with so many battles can be expected to agree more. It shares those battles with the whole reference, so it is a little too good.',
    example:
      'If 20,000 of the reference’s battles agree with all of them at 92 %, then 90 % is near the limit.',
  },
  promptsPerModel: {
    title: 'Prompts per model',
    meaning:
      'How many prompts each model answers in the benchmark; you enter it, or it is counted from the battles here.',
    example: 'Arena-Hard v0.1 judges 500 prompts in two games each.',
  },
  costPerModel: {
    title: 'Cost per model',
    meaning: 'What judging one more model costs, in dollars, as you enter it.',
    example: 'The Arena-Hard blog gives $25 for one model with its judge of the time.',
  },
  judgeFact: {
    title: 'Judge',
    meaning: 'Who compares the answers: a model, or people.',
    example: 'Chatbot Arena: people; MT-Bench: GPT-4.',
  },
  alias: {
    title: 'Alias',
    meaning: 'Another name of a model: rows under either name count as one model.',
    example: '“Llama-2-70b-chat-hf” in one file is “llama-2-70b-chat” in another.',
  },
  softAgreement: {
    title: 'Soft agreement',
    meaning:
      'The share of battles on which two judges’ labels are at most one step of the five apart (A≫B, A>B, A=B, B>A, B≫A): they don’t contradict each other.',
    example: 'A>B and A=B agree softly; A>B and B>A don’t.',
  },
  exactAgreement: {
    title: 'Exact agreement',
    meaning: 'The share of battles on which two judges give the same one of five labels.',
    example: '“Much better” and “better” for the same answer don’t count.',
  },
  kappa: {
    title: 'Cohen’s kappa, linear weights',
    meaning:
      'Agreement of two judges beyond what their own label shares would give by chance, a label one step off counting less than one four steps off: 1 perfect, 0 chance.',
    example:
      'Two judges that both say “better” to 90 % agree often by chance alone; kappa may be near 0.',
  },
  alpha: {
    title: 'Krippendorff’s alpha, ordinal',
    meaning:
      'Agreement of all judges together beyond chance, with labels in order and missing ones allowed: 1 perfect, 0 chance; 0.8 is often asked for.',
    example: 'Three judges who each skip some battles still give one alpha.',
  },
  strength: {
    title: 'Strength of verdicts',
    meaning: 'How often a judge gives each of the five labels, from the first-shown answer’s side.',
    example: 'A judge that hardly ever says “much better” makes scores lie closer together.',
  },
  positionConsistency: {
    title: 'Position consistency',
    meaning:
      'The share of prompts whose two games, with the answers’ order swapped, favour the same model (or none); in brackets the share with the very same label.',
    example: 'The judge says A in both orders: it followed the position, not the answer.',
  },
  firstPosition: {
    title: 'First-position preference',
    meaning:
      'How often the answer shown first wins, ties counting half: 50 % is no preference, where both orders are played alike.',
    example: '55 % (53 to 57): the judge favours what it reads first.',
  },
  selfPreference: {
    title: 'Self-preference',
    meaning:
      'How much more of the wins a judge gives to models of its own family than the other judges give them on the same battles.',
    example: 'Own judge 58 %, others 47 %: +11 points towards its own family.',
  },
  jury: {
    title: 'Jury',
    meaning:
      'All judges as one: on each battle the side that most favour (majority), or the mean of their verdicts.',
    example: 'Two judges for A and one for B: the majority says A, the mean says two thirds.',
  },
  repeats: {
    title: 'Spread over repeats',
    meaning:
      'How far a model’s win rate moves when the same judge judges the same battles again: noise that more prompts don’t remove.',
    example: 'Runs of 23.05, 23.3 and 22.9: a standard deviation of 0.2 points.',
  },
  lengthProbe: {
    title: 'Length probe',
    meaning:
      'The same model under other system prompts: if a prompt that only lengthens the answers raises the win rate, the judge may favour length. Longer answers may also be better ones.',
    example:
      '“Explain in detail”: 93 tokens more and 6.7 points more from one judge, 12.8 from another.',
  },
  references: {
    title: 'References compared',
    meaning:
      'The same models ranked from battles against one reference answer or another, or a mixture of two or three at the same number of calls.',
    example: 'A reference that beats every model leaves little to tell them apart by.',
  },
  planning: {
    title: 'Separability against prompts',
    meaning:
      'Up to the prompts there are it is measured, by ranking random parts of them; beyond, it is extrapolated: errors shrink with √n, and the gaps between models are shrunk first, as observed gaps are too large by their own noise.',
    example: '68 % at 805 prompts, 80 % expected at 2,400: three times as many.',
  },
  promptsForPair: {
    title: 'Prompts for a pair',
    meaning:
      'The number of prompts at which two models are told apart with 80 % chance; “never” where their scores may well be equal.',
    example: 'Models 10 points apart need 100 prompts, 5 points apart about 400.',
  },
} as const satisfies Record<string, GlossaryEntry>;
