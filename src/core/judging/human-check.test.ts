import { describe, expect, it } from 'vitest';
import { seededRandom } from '../random';
import { taggerCheck, type CheckedTag } from './human-check';
import { midPInterval } from './mid-p-interval';

const COVERAGE = 0.95;
const of = (tagged: boolean, human: boolean, times: number): CheckedTag[] =>
  Array.from({ length: times }, () => ({ tagged, human }));

describe('the check of a tagger', () => {
  const checks = [
    ...of(true, true, 8),
    ...of(true, false, 2),
    ...of(false, true, 4),
    ...of(false, false, 6),
  ];

  it('has precision with a Wilson interval, whatever the strata weigh', () => {
    for (const counts of [
      { tagged: 10, untagged: 10 },
      { tagged: 10, untagged: 990 },
    ]) {
      const { precision, n } = taggerCheck(checks, counts, COVERAGE);
      // Wilson by hand: 8 of 10 → 0.490 to 0.943.
      expect(precision).toMatchObject({ share: 0.8, n: 10 });
      expect(precision?.interval.lower).toBeCloseTo(0.49016, 4);
      expect(precision?.interval.upper).toBeCloseTo(0.94333, 4);
      expect(n).toBe(20);
    }
  });

  it('has the exact mid-P interval for what is missed', () => {
    // By hand: ½ (1 − p)^30 = 0.025.
    expect(midPInterval(0, 30, COVERAGE).lower).toBe(0);
    expect(midPInterval(0, 30, COVERAGE).upper).toBeCloseTo(1 - 0.05 ** (1 / 30), 12);
    expect(midPInterval(30, 30, COVERAGE)).toEqual({
      lower: expect.closeTo(0.05 ** (1 / 30), 12) as number,
      upper: 1,
    });
    // By hand for 1 of 2: 1 − (2 (1 − p)² + 2p (1 − p)) / 2 = p, so the bounds are the tails.
    const { lower, upper } = midPInterval(1, 2, COVERAGE);
    expect([lower, upper]).toEqual([expect.closeTo(0.025, 12), expect.closeTo(0.975, 12)]);
  });

  it('weighs recall and agreement by what there is of each side', () => {
    const even = taggerCheck(checks, { tagged: 50, untagged: 50 }, COVERAGE);
    // 50 × 0.8 of 50 × 0.8 + 50 × 0.4; 50 × 0.8 + 50 × 0.6 of 100.
    expect(even.recall?.share).toBeCloseTo(2 / 3, 12);
    expect(even.agreement?.share).toBeCloseTo(0.7, 12);
    const rare = taggerCheck(checks, { tagged: 10, untagged: 990 }, COVERAGE);
    // 8 of 8 + 396; 8 + 594 of 1,000.
    expect(rare.recall?.share).toBeCloseTo(8 / 404, 12);
    expect(rare.agreement?.share).toBeCloseTo(0.602, 12);
    for (const { recall, agreement } of [even, rare])
      for (const each of [recall!, agreement!]) {
        expect(each.interval.lower).toBeLessThan(each.share);
        expect(each.interval.upper).toBeGreaterThan(each.share);
        expect(each.n).toBe(20);
      }
  });

  it('knows nothing of a side that nobody looked at, and all of one that is empty', () => {
    const none = { precision: null, recall: null, agreement: null };
    expect(taggerCheck([], { tagged: 3, untagged: 4 }, COVERAGE)).toEqual({ ...none, n: 0 });
    const yes = of(true, true, 5);
    expect(taggerCheck(yes, { tagged: 5, untagged: 4 }, COVERAGE)).toMatchObject({
      recall: null,
      agreement: null,
    });
    expect(taggerCheck(yes, { tagged: 5, untagged: 0 }, COVERAGE).recall).toMatchObject({
      share: 1,
      interval: { lower: 1, upper: 1 },
    });
    const missed = taggerCheck(of(false, true, 5), { tagged: 0, untagged: 9 }, COVERAGE);
    expect(missed.recall).toMatchObject({ share: 0 });
    expect(missed.precision).toBeNull();
    expect(
      taggerCheck([...of(true, false, 2), ...of(false, false, 2)], { tagged: 9, untagged: 9 }, 0.95)
        .recall,
    ).toBeNull();
  });

  it('covers the true recall and agreement about as often as it says', () => {
    const random = seededRandom(5);
    // Precision, share missed, share tagged: from common to rare tags.
    for (const [precision, missed, share] of [
      [0.8, 0.1, 0.5],
      [0.9, 0.05, 0.1],
      [0.7, 0.3, 0.3],
      [0.5, 0.02, 0.05],
      // Rare misses: one seen by chance must not rule their true share out.
      [0.94, 0.0053, 0.05],
      [0.9, 0.003, 0.2],
    ]) {
      const counts = { tagged: 10_000 * share, untagged: 10_000 * (1 - share) };
      const recall =
        (counts.tagged * precision) / (counts.tagged * precision + counts.untagged * missed);
      const agreement = share * precision + (1 - share) * (1 - missed);
      const ROUNDS = 1000;
      let recalled = 0;
      let agreed = 0;
      for (let round = 0; round < ROUNDS; round++) {
        const drawn = Array.from({ length: 60 }, (_, i) => {
          const tagged = i < 30;
          return { tagged, human: random() < (tagged ? precision : missed) };
        });
        const check = taggerCheck(drawn, counts, COVERAGE);
        const holds = (interval: { lower: number; upper: number } | undefined, truth: number) =>
          interval !== undefined && interval.lower <= truth && truth <= interval.upper;
        if (holds(check.recall?.interval, recall)) recalled++;
        if (holds(check.agreement?.interval, agreement)) agreed++;
      }
      // 30 of each side are few: the intervals may be somewhat too wide, not too narrow.
      expect(recalled / ROUNDS).toBeGreaterThan(0.93);
      expect(agreed / ROUNDS).toBeGreaterThan(0.93);
    }
  });
});
