/** A cluster by what it is known again. */
export interface KnownCluster {
  readonly id: string;
  /** Ids of its most central prompts, those that a model is shown. */
  readonly central: readonly string[];
}

/**
 * Which cluster each of now was when a model was asked about it, by the id that it has now: more than
 * half of the prompts that the model was shown of it are among the most central ones now, and of no
 * other cluster that it was shown. The keywords don't count: they change in all clusters where one of
 * them does. Clusters are disjoint, so no cluster stands for two of now. O(prompts in the lists).
 */
export function knownClusters(
  now: readonly KnownCluster[],
  asked: readonly KnownCluster[],
): ReadonlyMap<string, string> {
  const askedOf = new Map(asked.flatMap((each) => each.central.map((id) => [id, each] as const)));
  return new Map(
    now.flatMap(({ id, central }) => {
      const counts = new Map<KnownCluster, number>();
      for (const prompt of central) {
        const then = askedOf.get(prompt);
        if (then) counts.set(then, (counts.get(then) ?? 0) + 1);
      }
      const found = [...counts].filter(([then, count]) => count > then.central.length / 2);
      return found.length === 1 ? [[id, found[0][0].id] as const] : [];
    }),
  );
}
