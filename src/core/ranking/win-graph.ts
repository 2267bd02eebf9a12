import type { PairCounts, Pairs } from './pair-counts';

/** Who met whom, stored once, so that each bootstrap round only looks at its own counts. */
export interface WinGraph {
  readonly pairs: Pairs;
  /** Pairs of model m: `starts[m]` to `starts[m + 1]` of `incident`. */
  readonly starts: Int32Array;
  readonly incident: Int32Array;
}

/**
 * Which edges a walk may take: `wins` from winner to loser, `losses` the other way, `any` whatever
 * was played, `both` those with wins both ways.
 */
export type Direction = 'wins' | 'losses' | 'any' | 'both';

export function winGraph(pairs: Pairs): WinGraph {
  const starts = new Int32Array(pairs.models + 1);
  for (let p = 0; p < pairs.count; p++) {
    starts[pairs.first[p] + 1]++;
    starts[pairs.second[p] + 1]++;
  }
  for (let m = 0; m < pairs.models; m++) starts[m + 1] += starts[m];
  const next = starts.slice();
  const incident = new Int32Array(2 * pairs.count);
  for (let p = 0; p < pairs.count; p++) {
    incident[next[pairs.first[p]]++] = p;
    incident[next[pairs.second[p]]++] = p;
  }
  return { pairs, starts, incident };
}

/**
 * The models that can be reached from one, itself included, by edges with wins (a tie is an edge
 * both ways). Cost linear in pairs at the most; the walk ends when all are reached.
 * @returns 1 for a model that is reached
 */
export function reachable(
  graph: WinGraph,
  counts: PairCounts,
  from: number,
  direction: Direction,
): Uint8Array {
  const { pairs, starts, incident } = graph;
  const reached = new Uint8Array(pairs.models);
  const stack = [from];
  reached[from] = 1;
  let missing = pairs.models - 1;
  while (stack.length > 0 && missing > 0) {
    const model = stack.pop()!;
    for (let i = starts[model]; i < starts[model + 1]; i++) {
      const p = incident[i];
      if (counts.games[p] === 0) continue;
      const isFirst = pairs.first[p] === model;
      const other = isFirst ? pairs.second[p] : pairs.first[p];
      if (reached[other]) continue;
      const won = (isFirst ? counts.wins[p] : counts.games[p] - counts.wins[p]) > 0;
      const lost = (isFirst ? counts.games[p] - counts.wins[p] : counts.wins[p]) > 0;
      if (isOpen(direction, won, lost)) {
        reached[other] = 1;
        missing--;
        stack.push(other);
      }
    }
  }
  return reached;
}

function isOpen(direction: Direction, won: boolean, lost: boolean): boolean {
  switch (direction) {
    case 'wins':
      return won;
    case 'losses':
      return lost;
    case 'both':
      return won && lost;
    case 'any':
      return true;
  }
}

/** The strongly connected component of a model: those that it reaches and that reach it. */
export function strongComponent(graph: WinGraph, counts: PairCounts, model: number): Uint8Array {
  const forth = reachable(graph, counts, model, 'wins');
  const back = reachable(graph, counts, model, 'losses');
  return forth.map((each, i) => each & back[i]);
}

/** The groups of models with battles between them, largest first; a model without battles is alone. */
export function components(graph: WinGraph, counts: PairCounts): number[][] {
  return partition(graph.pairs.models, (model) => reachable(graph, counts, model, 'any'));
}

/** The strongly connected components, largest first. Cost components × pairs. */
export function strongComponents(graph: WinGraph, counts: PairCounts): number[][] {
  return partition(graph.pairs.models, (model) => strongComponent(graph, counts, model));
}

function partition(models: number, groupOf: (model: number) => Uint8Array): number[][] {
  const seen = new Uint8Array(models);
  const groups: number[][] = [];
  for (let model = 0; model < models; model++) {
    if (seen[model]) continue;
    const members: number[] = [];
    groupOf(model).forEach((inside, other) => {
      if (!inside) return;
      seen[other] = 1;
      members.push(other);
    });
    groups.push(members);
  }
  return groups.sort((a, b) => b.length - a.length);
}
