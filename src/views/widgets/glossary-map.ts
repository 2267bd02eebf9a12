import type { GlossaryEntry } from './glossary';

export const MAP_TERMS = {
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
  neighbourInformation: {
    title: 'Information about neighbours',
    meaning:
      'How much it tells about which prompts are alike to know their clusters: how often a prompt and its three nearest stand together, against chance, in nats (Kullback-Leibler divergence).',
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
