import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dendrogramLayout, leavesBelow, rootOf, type MergeStep } from './dendrogram-layout';

/** Leaves a b c d e: (a b) at 1, (d e) at 2, (c (d e)) at 4, all at 9. */
const merges: MergeStep[] = [
  { left: 0, right: 1, distance: 1 },
  { left: 3, right: 4, distance: 2 },
  { left: 2, right: 6, distance: 4 },
  { left: 5, right: 7, distance: 9 },
];

/** Any tree: each step joins two of the open nodes, a little higher than the last. */
const trees = fc
  .tuple(fc.integer({ min: 1, max: 60 }), fc.infiniteStream(fc.nat()))
  .map(([leaves, picks]) => {
    const open = Array.from({ length: leaves }, (_, i) => i);
    const steps: MergeStep[] = [];
    const take = () => open.splice(picks.next().value % open.length, 1)[0];
    while (open.length > 1) {
      steps.push({ left: take(), right: take(), distance: steps.length + 1 });
      open.push(leaves + steps.length - 1);
    }
    return { leaves, steps };
  });

describe('dendrogramLayout', () => {
  it('draws a small tree whole, with each joint between its branches', () => {
    const { rows, joints, height } = dendrogramLayout(merges, 5, rootOf(merges, 5), 10);
    expect(rows.map(({ node }) => node)).toEqual([0, 1, 2, 3, 4]);
    expect(height).toBe(9);
    const top = joints.find(({ node }) => node === 8);
    // (a b) stands at 0.5; (d e) at 3.5, so (c (d e)) at 2.75.
    expect(top?.branches).toEqual([
      { y: 0.5, distance: 1 },
      { y: 2.75, distance: 4 },
    ]);
  });

  it('folds the lowest joints first', () => {
    const { rows } = dendrogramLayout(merges, 5, rootOf(merges, 5), 3);
    expect(rows.map(({ leaves }) => leaves)).toEqual([[0, 1], [2], [3, 4]]);
    expect(rows[2].distance).toBe(2);
  });

  it('draws one branch by itself', () => {
    const { rows, height } = dendrogramLayout(merges, 5, 7, 10);
    expect(rows.map(({ node }) => node)).toEqual([2, 3, 4]);
    expect(height).toBe(4);
  });

  it('shows every leaf in one row, and one joint fewer than rows', () => {
    fc.assert(
      fc.property(trees, fc.integer({ min: 1, max: 70 }), ({ leaves, steps }, maxRows) => {
        const { rows, joints } = dendrogramLayout(steps, leaves, rootOf(steps, leaves), maxRows);
        const shown = rows.flatMap((row) => [...row.leaves]);
        expect([...shown].sort((a, b) => a - b)).toEqual(
          Array.from({ length: leaves }, (_, i) => i),
        );
        expect(rows.length).toBe(Math.min(leaves, maxRows));
        expect(joints.length).toBe(rows.length - 1);
        expect(shown).toEqual(leavesBelow(steps, leaves, rootOf(steps, leaves)));
      }),
    );
  });

  it('copes with a chain of 4,000 and with nothing', () => {
    const chain = Array.from({ length: 3999 }, (_, i) => ({
      left: i === 0 ? 0 : 4000 + i - 1,
      right: i + 1,
      distance: i + 1,
    }));
    const { rows } = dendrogramLayout(chain, 4000, rootOf(chain, 4000), 40);
    expect(rows.length).toBe(40);
    expect(rows[0].leaves.length).toBe(3961);
    expect(dendrogramLayout([], 0, rootOf([], 0), 40).rows).toEqual([]);
    expect(dendrogramLayout([], 1, rootOf([], 1), 40).rows.length).toBe(1);
  });
});
