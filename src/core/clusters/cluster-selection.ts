import type { ClusterMethod, Clustering } from '../data';
import type { CondensedTree } from './condensed-tree';

type FlatClusters = Pick<Clustering, 'labels' | 'probabilities' | 'persistence'>;

/** Σ (λ − birth) · size over what leaves a cluster, its subclusters included. */
function stabilities(tree: CondensedTree): Float64Array {
  const { clusters, parents, births, sizes, pointParents, pointLambdas } = tree;
  const stability = new Float64Array(clusters);
  for (let c = 1; c < clusters; c++)
    stability[parents[c]] += (births[c] - births[parents[c]]) * sizes[c];
  for (let p = 0; p < tree.count; p++)
    stability[pointParents[p]] += pointLambdas[p] - births[pointParents[p]];
  return stability;
}

/** Excess of mass: from the leaves up, a cluster yields to its children only where their sum is greater. */
function excessOfMass({ clusters, parents }: CondensedTree, stability: Float64Array): Uint8Array {
  const best = stability.slice();
  const firstChild = new Int32Array(clusters);
  for (let c = clusters - 1; c > 0; c--) firstChild[parents[c]] = c;
  const selected = new Uint8Array(clusters);
  for (let c = clusters - 1; c > 0; c--) {
    // Siblings are numbered together. Python sums them in a 32-bit float, which decides near ties.
    const first = firstChild[c];
    const below = first === 0 ? 0 : Math.fround(Math.fround(best[first]) + best[first + 1]);
    if (below > best[c]) best[c] = below;
    else selected[c] = 1;
  }
  const covered = new Uint8Array(clusters);
  for (let c = 1; c < clusters; c++) {
    covered[c] = covered[parents[c]] || selected[parents[c]];
    if (covered[c]) selected[c] = 0;
  }
  return selected;
}

function leaves({ clusters, parents }: CondensedTree): Uint8Array {
  const selected = new Uint8Array(clusters).fill(1);
  selected[0] = 0;
  for (let c = 1; c < clusters; c++) selected[parents[c]] = 0;
  return selected;
}

/**
 * Flat clusters of a condensed tree, as Python's hdbscan 0.8.44 selects them. The root is never a
 * cluster. Membership is min(λ of the point, death) / death with death the largest λ among the
 * cluster's own rows (1 where death is 0 or λ infinite); persistence is the cluster's own stability
 * over its labelled size times the largest λ of all. O(n).
 */
export function selectClusters(tree: CondensedTree, method: ClusterMethod): FlatClusters {
  const { count, clusters, parents, births, pointParents, pointLambdas } = tree;
  const stability = stabilities(tree);
  const selected = method === 'eom' ? excessOfMass(tree, stability) : leaves(tree);

  const labelOf = new Int32Array(clusters).fill(-1);
  const deaths = new Float64Array(clusters);
  let largestLambda = 0;
  let labelled = 0;
  for (let c = 1; c < clusters; c++) {
    labelOf[c] = selected[c] ? labelled++ : labelOf[parents[c]];
    deaths[parents[c]] = Math.max(deaths[parents[c]], births[c]);
  }
  for (let p = 0; p < count; p++) {
    deaths[pointParents[p]] = Math.max(deaths[pointParents[p]], pointLambdas[p]);
    largestLambda = Math.max(largestLambda, pointLambdas[p]);
  }

  const clusterOfLabel = new Int32Array(labelled);
  for (let c = 1; c < clusters; c++) if (selected[c]) clusterOfLabel[labelOf[c]] = c;
  const labels = new Int32Array(count);
  const probabilities = new Float64Array(count);
  const labelledSizes = new Int32Array(labelled);
  for (let p = 0; p < count; p++) {
    const label = labelOf[pointParents[p]];
    labels[p] = label;
    if (label < 0) continue;
    labelledSizes[label]++;
    const death = deaths[clusterOfLabel[label]];
    const lambda = pointLambdas[p];
    probabilities[p] =
      death === 0 || !Number.isFinite(lambda) ? 1 : Math.min(lambda, death) / death;
  }
  const persistence = Float64Array.from(clusterOfLabel, (cluster, label) =>
    largestLambda === 0 || largestLambda === Infinity || labelledSizes[label] === 0
      ? 1
      : stability[cluster] / (labelledSizes[label] * largestLambda),
  );
  return { labels, probabilities, persistence };
}
