/** A cluster by what it is known again. */
export interface KnownCluster {
  readonly id: string;
  /** Ids of its most central prompts, those that a model is shown. */
  readonly central: readonly string[];
}

/** Of the central prompts, of the longer list; two clusters of now can't both have more than half. */
const KNOWN_ABOVE = 1 / 2;

/**
 * Which cluster each of now was when a model was asked about it, by the id that it has now: the one
 * with which it shares more than half of its most central prompts, so that what was said then is said
 * of much the same. The keywords don't count: they change in all clusters where one of them does.
 * Clusters are disjoint, so that no cluster stands for two. O(prompts in the lists).
 */
export function knownClusters(
  now: readonly KnownCluster[],
  asked: readonly KnownCluster[],
): ReadonlyMap<string, string> {
  const askedOf = new Map(asked.flatMap((each) => each.central.map((id) => [id, each] as const)));
  return new Map(
    now.flatMap(({ id, central }) => {
      const shared = new Map<KnownCluster, number>();
      for (const prompt of central) {
        const then = askedOf.get(prompt);
        if (then) shared.set(then, (shared.get(then) ?? 0) + 1);
      }
      const found = [...shared].find(
        ([then, count]) => count > KNOWN_ABOVE * Math.max(central.length, then.central.length),
      );
      return found ? [[id, found[0].id] as const] : [];
    }),
  );
}
