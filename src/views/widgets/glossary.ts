/** What a term on the screen means, in one sentence, with an example. */
export interface GlossaryEntry {
  readonly title: string;
  readonly meaning: string;
  readonly example: string;
}

export const GLOSSARY = {
  noise: {
    title: 'In no cluster',
    meaning:
      'Prompts that lie in no region dense enough to be a cluster are left out of all of them, instead of being forced into one.',
    example: '1,046 of 2,960 in no cluster: 35 % of the prompts have too few others like them.',
  },
  persistence: {
    title: 'Persistence',
    meaning:
      'How long a cluster holds together as the density asked of it rises, from 0 (falls apart at once) to 1.',
    example:
      'A cluster of 0.41 is sharply set off; one of 0.02 is hardly denser than what is around it.',
  },
  probability: {
    title: 'Membership',
    meaning:
      'How deep inside its cluster a prompt lies: 1 in the dense core, near 0 at the edge, 0 in no cluster.',
    example: 'A recipe of 1.00 is typical of its cluster; one of 0.15 was nearly left out.',
  },
  cosine: {
    title: 'Cosine',
    meaning:
      'How alike two texts are to the embedding model: the cosine of the angle between their vectors, 1 for the same direction, near 0 for nothing in common.',
    example: '“Boil an egg” and “How long do eggs cook?” may have 0.8, either and a proof 0.05.',
  },
  minClusterSize: {
    title: 'Cluster size at least',
    meaning: 'A dense region counts as a cluster only when it holds at least this many prompts.',
    example:
      'At 5 a topic with six prompts is a cluster of its own; at 15 it joins a larger one or none.',
  },
  minSamples: {
    title: 'Samples',
    meaning:
      'How many neighbours must be near for a place to count as dense: the more, the fewer chance clusters and the more prompts in none.',
    example: 'With 5, a pair of near-copies alone never makes a dense place.',
  },
  method: {
    title: 'Method',
    meaning:
      'Leaf takes the smallest dense regions; excess of mass (eom) takes those that last longest as the density rises, which may be large.',
    example: 'Leaf may give Python, SQL and Java each a cluster where eom gives one of code.',
  },
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
  neighbourInformation: {
    title: 'Information about neighbours',
    meaning:
      'How much it tells about which prompts are alike to know their clusters: how often a prompt and its five nearest stand together, against chance, in nats (Kullback-Leibler divergence).',
    example:
      'Together in 45 % of cases against 2.7 % by chance: 0.95 nats. One cluster of everything: 0.',
  },
  relativeValidity: {
    title: 'Relative validity',
    meaning:
      'How far clusters are denser inside than towards each other, from −1 to 1, by the edges of the spanning tree (an approximation of DBCV, Moulavi et al. 2014).',
    example: '0.4: gaps between clusters are clearly wider than those inside; below 0: narrower.',
  },
} as const satisfies Record<string, GlossaryEntry>;

export type Term = keyof typeof GLOSSARY;
