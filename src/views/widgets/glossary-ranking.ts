import type { GlossaryEntry } from './glossary';

/** Terms of rankings and their uncertainty. */
export const RANKING_TERMS = {
  winRate: {
    title: 'Win rate',
    meaning:
      'How often a model’s answer is judged better than the baseline’s, in percent, ties counted half; where models met each other too, what the ratings foretell. Without a baseline it is the mean over all other models.',
    example: '60 wins, 20 ties and 20 losses give 70 %. The baseline itself stands at 50 %.',
  },
  winRateByScore: {
    title: 'Win rate by criteria score',
    meaning:
      'Each model’s win rate on the prompts of one criteria score alone: lines that part towards the right say that hard prompts tell the models apart better.',
    example:
      'Against the baseline a strong model wins 55 % at score 1 and 80 % at score 7: seven criteria separate it more clearly.',
  },
  rating: {
    title: 'Rating',
    meaning:
      'A model’s strength by the Bradley-Terry model on the scale of chess: 400 points more mean ten to one odds to win.',
    example: '1,100 against 1,000: the first wins 64 % of the battles.',
  },
  interval: {
    title: 'Interval',
    meaning:
      'The range that holds the value which infinitely many such prompts would give, in 95 of 100 rankings at 95 %.',
    example:
      '62 % (58 to 66 %): with other prompts of the same kind it might as well be 59 or 65 %.',
  },
  bootstrap: {
    title: 'Bootstrap',
    meaning:
      'The prompts are drawn anew with replacement, all games of a prompt together, and ranked again, many times: the spread of the results is the uncertainty. It holds chance of the judge only as far as games repeat.',
    example:
      '1,000 rounds on 500 prompts: each round ranks 500 draws, some prompts twice, some not at all.',
  },
  separability: {
    title: 'Separability',
    meaning:
      'The share of all pairs of models whose intervals do not overlap: how many pairs the benchmark tells apart.',
    example: 'Three models at 40 to 45, 44 to 50 and 60 to 66 %: two of three pairs, 67 %.',
  },
  separabilityByDifference: {
    title: 'Told apart by difference',
    meaning:
      'The share of pairs whose difference has an interval that leaves out 0. Luck with the prompts that both share cancels, so it tells more pairs apart than intervals that must not overlap.',
    example:
      'A 3 points above B, interval 1 to 5: told apart, though 58 to 66 and 55 to 63 overlap.',
  },
  multiplePairs: {
    title: 'Adjusted for the number of pairs',
    meaning:
      'Among many pairs some differ by chance alone. Holm keeps the chance of even one such error below 5 %, Benjamini-Hochberg their expected share.',
    example: 'Of 400 equal pairs about 20 would look different at 95 %; adjusted, hardly any.',
  },
  rankInterval: {
    title: 'Rank interval',
    meaning:
      'The best and the worst rank that are still possible: one more than the models surely better, down to all but those surely worse, judged for all pairs at once.',
    example: 'Rank 3, 2 to 5: one model is surely better, and in a field of 8 three surely worse.',
  },
  promptsNeeded: {
    title: 'Prompts to separate 80 %',
    meaning:
      'How many prompts of the same kind would tell 80 % of the pairs apart, as errors shrink with the root of their number. An extrapolation; gaps are shrunk first, as observed ones are larger than true ones.',
    example: '500 now and 1,300 needed: 800 more. “Never” means that too many models are equal.',
  },
  baseline: {
    title: 'Baseline',
    meaning:
      'The model that the others are compared with; it has 50 % by definition, and no error.',
    example: 'Arena-Hard compares every model with GPT-4-0314 on 500 prompts.',
  },
  anchor: {
    title: 'Anchor',
    meaning:
      'What stands at 1,000 on the rating scale: the baseline, or the mean of all models. Only differences count, but intervals are of the difference to the anchor.',
    example:
      'Anchored at the baseline its own interval is zero wide; at the mean all models have one.',
  },
  bootstrapUnit: {
    title: 'What is drawn',
    meaning:
      'Prompts with all their games, as games of one prompt are not independent; or single games, as in Arena-Hard’s first code, which understates the error.',
    example: 'Two games a prompt drawn one by one look like twice the evidence that they are.',
  },
  outcomes: {
    title: 'Outcomes',
    meaning:
      'Soft outcomes keep a judge’s probability as a share of a win; discrete ones make it a win, a tie or a loss.',
    example: '0.7 counts 0.7 of a win, or one whole.',
  },
  duplicates: {
    title: 'Exact repeats',
    meaning:
      'Battles that repeat an earlier one in everything. Repeated judgments are data and count each time, unless a file holds the same rows twice.',
    example: 'A model’s file that was appended twice: 805 repeats, best counted once.',
  },
  styleControl: {
    title: 'Style control',
    meaning:
      'Judges favour long, well laid out answers. A fit of strengths and style together tells what the models would win between answers of equal style.',
    example: 'A model at 62 % that writes twice as long as the baseline may be left with 54 %.',
  },
  styleCoefficient: {
    title: 'Coefficient',
    meaning:
      'What an answer gains, in log-odds, when it exceeds the other by one standard deviation of that trait; 0 means no effect.',
    example: 'Length 0.4: at otherwise even odds the longer answer wins 60 %.',
  },
  spearman: {
    title: 'Spearman’s correlation',
    meaning:
      'How far two orders agree, from −1 (reversed) to 1 (the same), by ranks alone; 0 means unrelated.',
    example: 'Score against length 0.6: models that write more tend to be ranked higher.',
  },
  fewWins: {
    title: 'Few wins or losses',
    meaning:
      'With fewer than ten wins, losses or prompts the bootstrap’s interval is too narrow: Wilson’s interval on the effective number of prompts stands in its place, and the model is told from others only where the intervals don’t overlap.',
    example: 'No win in 50 battles: the bootstrap says 0 to 0 %, Wilson 0 to 7 %.',
  },
  smoothed: {
    title: 'Only won or only lost',
    meaning:
      'Such a model has no finite rating: half a win and half a loss against the anchor were added, and its rating rests on them.',
    example: '50 wins of 50 give 1,802 points instead of infinitely many.',
  },
  components: {
    title: 'Models that never met',
    meaning:
      'Ratings compare models along chains of battles. Between groups without a battle there is no common scale.',
    example: 'A met B, C met D, nobody met across: A and C can’t be ranked against each other.',
  },
  pairShare: {
    title: 'Win rate of a pair',
    meaning:
      'The row’s share of its own battles against the column. Where the two never met, what their ratings foretell, drawn smaller.',
    example: '62 % of 160 games, with an interval of 54 to 69 %.',
  },
  arenaRank: {
    title: 'Arena rank',
    meaning:
      'Chatbot Arena’s rank: one more than the number of models whose lower bound lies above this one’s upper bound.',
    example: 'Three models with overlapping intervals all have rank 1.',
  },
  sandwich: {
    title: 'Sandwich interval',
    meaning:
      'An interval from the curvature of the fit and the spread of its residuals, without drawing anything anew: added up by prompt it should be close to the bootstrap’s, by single battles it is too narrow where games share prompts.',
    example:
      '±22 by bootstrap, ±21 by prompt, ±15 by single battle: two games a prompt are no twice the evidence.',
  },
  goodnessOfFit: {
    title: 'Fit of the pairs',
    meaning:
      'How far each pair’s own battles lie from what the ratings foretell, in standard errors. Large ones mean that one scale does not hold all: A beats B, B beats C, C beats A.',
    example: 'Foretold 60 %, seen 75 % in 200 games: 4.3 standard errors.',
  },
  lengthControl: {
    title: 'Length-controlled win rate',
    meaning:
      'AlpacaEval’s win rate at equal length: for each model a fit of its wins on the difference in length, read off where both answers are as long.',
    example: 'A model that writes twice as long goes from 29.9 % to 20 %.',
  },
} as const satisfies Record<string, GlossaryEntry>;
