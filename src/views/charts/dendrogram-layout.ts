/** Nodes below the leaf count are leaves; step i of the merges makes node leafCount + i. */
export interface MergeStep {
  readonly left: number;
  readonly right: number;
  readonly distance: number;
}

/** A branch that is drawn as one row: a leaf, or a subtree folded up. */
export interface DendrogramRow {
  readonly node: number;
  /** Leaves in it, ascending by their place in the tree. */
  readonly leaves: readonly number[];
  /** Distance at which its own leaves join; 0 for a leaf. */
  readonly distance: number;
}

/** An elbow: two branches joined at `distance`; y counts rows, fractions between them. */
export interface DendrogramJoint {
  readonly node: number;
  readonly distance: number;
  readonly branches: readonly [Branch, Branch];
}

interface Branch {
  readonly y: number;
  readonly distance: number;
}

export interface DendrogramLayout {
  readonly rows: readonly DendrogramRow[];
  readonly joints: readonly DendrogramJoint[];
  /** Distance of the topmost joint. */
  readonly height: number;
}

/** Leaves below a node from left to right; by a stack, as chains of thousands of steps occur. */
export function leavesBelow(
  merges: readonly MergeStep[],
  leafCount: number,
  root: number,
): number[] {
  const leaves: number[] = [];
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node < leafCount) leaves.push(node);
    else open.push(merges[node - leafCount].right, merges[node - leafCount].left);
  }
  return leaves;
}

/** The node that holds all leaves; −1 when there are none. */
export function rootOf(merges: readonly MergeStep[], leafCount: number): number {
  return leafCount + merges.length - 1;
}

/**
 * Cuts the tree below `root` into at most `maxRows` branches by unfolding the highest joint first,
 * so that thousands of leaves show as their coarsest groups. O(leaves + maxRows²).
 */
export function dendrogramLayout(
  merges: readonly MergeStep[],
  leafCount: number,
  root: number,
  maxRows: number,
): DendrogramLayout {
  if (root < 0) return { rows: [], joints: [], height: 0 };
  const distanceOf = (node: number) => (node < leafCount ? 0 : merges[node - leafCount].distance);
  const folded = new Set([root]);
  while (folded.size < maxRows) {
    let highest = -1;
    for (const node of folded) {
      if (node < leafCount) continue;
      if (highest < 0 || distanceOf(node) > distanceOf(highest)) highest = node;
    }
    if (highest < 0) break;
    const { left, right } = merges[highest - leafCount];
    folded.delete(highest);
    folded.add(left).add(right);
  }

  const rows: DendrogramRow[] = [];
  const opened: number[] = [];
  const y = new Map<number, number>();
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (folded.has(node)) {
      y.set(node, rows.length);
      rows.push({ node, leaves: leavesBelow(merges, leafCount, node), distance: distanceOf(node) });
    } else {
      opened.push(node);
      open.push(merges[node - leafCount].right, merges[node - leafCount].left);
    }
  }
  const joints: DendrogramJoint[] = [];
  for (const node of opened.reverse()) {
    const { left, right } = merges[node - leafCount];
    const [a, b] = [y.get(left) ?? 0, y.get(right) ?? 0];
    y.set(node, (a + b) / 2);
    joints.push({
      node,
      distance: distanceOf(node),
      branches: [
        { y: a, distance: distanceOf(left) },
        { y: b, distance: distanceOf(right) },
      ],
    });
  }
  return { rows, joints, height: distanceOf(root) };
}
