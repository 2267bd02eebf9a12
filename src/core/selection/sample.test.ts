import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clusterScores } from './cluster-scores';
import { crossTable } from './cross-table';
import { activeEntries } from './evaluation-set';
import { DEFAULT_FILTERS } from './filter';
import { sampleSet } from './sample';
import { PAPER_SAMPLE, type SamplingSettings } from './sampling-settings';
import { limitShares } from './share-limits';
import { candidate, candidates, CLUSTER_RULE, CLUSTERED } from './testing/candidates';

const SETTINGS: SamplingSettings = { ...PAPER_SAMPLE, per: 10, minimum: 0 };
const ids = (set: ReturnType<typeof sampleSet>) => set.entries.map((entry) => entry.id);

const draw = (list: ReturnType<typeof candidates>, settings: Partial<SamplingSettings> = {}) =>
  sampleSet(list, DEFAULT_FILTERS, { ...SETTINGS, ...settings });

describe('sampleSet', () => {
  const pool = [
    ...candidates(40, (i) => ({
      category: 'law',
      cluster: `${i % 4}`,
      language: i % 2 ? 'en' : 'hu',
    })),
    ...candidates(25, () => ({ category: 'maths' }), 'm'),
    ...candidates(6, () => ({ category: 'medical' }), 'd'),
  ];

  it('takes so many of each category, the same ones for the same seed', () => {
    const set = draw(pool);
    expect(set.strata.map((report) => [report.stratum, report.chosen])).toEqual([
      ['law', 10],
      ['maths', 10],
      ['medical', 6],
    ]);
    expect(new Set(ids(set)).size).toBe(26);
    expect(draw(pool)).toEqual(set);
    expect(set.notices.map((notice) => [notice.code, notice.subject])).toEqual([
      ['stratum-short', 'medical'],
    ]);
  });

  it('flags, or drops, what is under the minimum, and names an expected category without prompts', () => {
    const flagged = draw(pool, { minimum: 9, expected: ['finance'] });
    expect(flagged.notices.map((notice) => notice.code)).toEqual([
      'stratum-empty',
      'below-minimum',
      'stratum-short',
      'below-minimum',
    ]);
    const dropped = draw(pool, { minimum: 9, belowMinimum: 'drop' });
    expect(dropped.entries.some((entry) => entry.stratum === 'medical')).toBe(false);
    expect(dropped.notices.map((notice) => notice.code)).toEqual(['stratum-dropped']);
  });

  it('samples by cluster: those with the mean score, so many of each, no noise', () => {
    const scored = candidates(30, (i) => ({
      cluster: [null, '0', '1'][i % 3],
      score: i % 3 === 2 ? 6 : 3,
    }));
    const set = draw(scored, {
      by: 'cluster',
      per: 2,
      clusters: { minMeanScore: 6, per: null },
    });
    expect(set.strata.map((report) => [report.stratum, report.chosen])).toEqual([['1', 2]]);
    const all = draw(scored, { by: 'cluster', per: 2 });
    expect(all.entries).toHaveLength(4);
    expect(all.notices[0].message).toContain('10 prompts are in no cluster');
    const none = draw(scored, { clusters: { minMeanScore: 7, per: 1 } });
    expect(none.notices.map((notice) => notice.code)).toContain('no-cluster-qualifies');
    expect(clusterScores(scored).map(({ cluster, mean }) => [cluster, mean])).toEqual([
      ['1', 6],
      ['0', 3],
    ]);
  });

  it('says how many clusters pass on few scores or have none, and can ask for more scores', () => {
    const piloted = candidates(30, (i) => ({
      cluster: `${i % 3}`,
      score: i % 3 === 0 || i === 1 ? 6 : null,
    }));
    const passing = (minScored?: number) =>
      draw(piloted, { by: 'cluster', per: 2, clusters: { minMeanScore: 6, minScored, per: null } });
    const { strata, notices } = passing();
    expect(strata.map(({ stratum }) => stratum)).toEqual(['0', '1']);
    expect(notices.map(({ message }) => message)).toEqual([
      expect.stringContaining('Of the 2 clusters with a mean score of 6 or more, 1 rest on fewer'),
      expect.stringContaining('1 of the 3 clusters have no scored prompt'),
    ]);
    expect(passing(5).strata.map(({ stratum }) => stratum)).toEqual(['0']);
    expect(passing(5).notices.map(({ code }) => code)).not.toContain('few-scores');
    expect(passing(11).notices.map(({ message }) => message)).toContainEqual(
      expect.stringContaining('6 or more over at least 11 scores'),
    );
  });

  it('goes through clusters to categories when both are asked', () => {
    const scored = candidates(80, (i) => ({
      cluster: `${i % 8}`,
      score: i % 8 < 4 ? 7 : 1,
      category: i % 2 ? 'law' : 'maths',
    }));
    const set = draw(scored, { per: 3, clusters: { minMeanScore: 6, per: 2 } });
    expect(set.entries).toHaveLength(6);
    const clusters = set.entries.map((entry) => entry.cell.split(' ')[0]);
    expect(new Set(clusters)).toEqual(new Set(['0', '1', '2', '3']));
    for (const cluster of clusters)
      expect(clusters.filter((each) => each === cluster).length).toBeLessThanOrEqual(2);
  });

  it('samples by score and by category × language', () => {
    const list = candidates(60, (i) => ({
      score: i % 4 === 3 ? null : i % 4,
      category: i % 2 ? 'law' : 'maths',
      language: i % 3 ? 'en' : 'hu',
    }));
    expect(draw(list, { by: 'score', per: 5 }).entries).toHaveLength(15);
    const cells = draw(list, { by: 'cell', per: 5 });
    expect(cells.strata.map((report) => report.stratum).sort()).toEqual([
      'law × en',
      'law × hu',
      'maths × en',
      'maths × hu',
    ]);
    const table = crossTable(list.map((each) => ({ ...each, category: each.category ?? '' })));
    expect([table.rows, table.columns]).toEqual([
      ['law', 'maths'],
      ['en', 'hu'],
    ]);
    expect([...table.counts]).toEqual([20, 10, 20, 10]);
  });

  it('draws no prompt without a label by category, and counts them', () => {
    const list = candidates(40, (i) => ({ category: i % 4 ? null : 'law', cluster: '0' }));
    for (const by of ['category', 'cell'] as const) {
      const set = draw(list, { by, per: 10, minimum: 0 });
      expect(set.strata).toHaveLength(1);
      expect(set.entries).toHaveLength(10);
      expect(set.notices.map(({ message }) => message)).toEqual([
        "30 prompts have no label and can't be drawn by category. Label them, or sample by cluster.",
      ]);
    }
    expect(draw(list, { by: 'cluster', per: 40, minimum: 0 }).entries).toHaveLength(40);
  });

  it('holds a category to its share of the set', () => {
    const set = draw(pool, { per: 20, shareLimits: { law: 0.3 } });
    const law = set.entries.filter((entry) => entry.stratum === 'law').length;
    expect(law / set.entries.length).toBeLessThanOrEqual(0.3);
    expect((law + 1) / (set.entries.length + 1)).toBeGreaterThan(0.3);
    expect(set.strata[0]).toMatchObject({ asked: law, chosen: law });
    expect(set.reserves.get('law')).toHaveLength(40 - law);
    expect(() => draw(pool, { shareLimits: { law: 0.1, maths: 0.1, medical: 0.1 } })).toThrow(
      /No set meets/,
    );
    expect(
      limitShares(
        new Map([
          ['a', 3],
          ['b', 7],
        ]),
        { a: 0.3 },
      ).get('a'),
    ).toBe(3);
  });

  it('avoids earlier sets while supply lasts, then says what it used again', () => {
    const first = draw(pool);
    const second = sampleSet(pool, DEFAULT_FILTERS, SETTINGS, new Set(ids(first)));
    const again = ids(second).filter((id) => ids(first).includes(id));
    expect(again.every((id) => id.startsWith('d'))).toBe(true);
    expect(second.notices.find((notice) => notice.code === 'reused')).toMatchObject({
      subject: 'medical',
    });
    expect(second.strata.map((report) => report.reused)).toEqual([0, 0, 6]);
  });

  it('avoids earlier sets in the clusters that it goes through', () => {
    const first = sampleSet(CLUSTERED, DEFAULT_FILTERS, CLUSTER_RULE);
    const seen = new Set(ids(first));
    for (let round = 1; round < 5; round++) {
      const next = sampleSet(CLUSTERED, DEFAULT_FILTERS, CLUSTER_RULE, seen);
      expect(ids(next).filter((id) => seen.has(id))).toEqual([]);
      ids(next).forEach((id) => seen.add(id));
    }
    expect(seen.size).toBe(40);
  });

  it('gives disjoint sets for consecutive seeds as long as the stratum lasts', () => {
    const law = [1, 2, 3, 4].map((seed) => ids(draw(pool, { seed })).slice(0, 10));
    expect(new Set(law.flat()).size).toBe(40);
  });

  it('says so when nothing passes, and refuses senseless settings by name', () => {
    const none = sampleSet(pool, { ...DEFAULT_FILTERS, minCharacters: 1e6 }, SETTINGS);
    expect(none.notices.map((notice) => notice.code)).toEqual(['nothing-passes']);
    expect(draw([]).entries).toEqual([]);
    expect(() => draw(pool, { per: 0 })).toThrow(/per category is 0/);
    expect(() => draw(pool, { seed: 1.5 })).toThrow(/seed is 1.5/);
    expect(() => draw(pool, { minimum: NaN })).toThrow(/minimum is NaN/);
    expect(() => draw(pool, { shareLimits: { law: 2 } })).toThrow(/share limit of "law" is 2/);
    expect(() => draw(pool, { clusters: { minMeanScore: 6, per: 0 } })).toThrow(/per cluster is 0/);
    expect(() => draw(pool, { clusters: { minMeanScore: 6, minScored: 0, per: 1 } })).toThrow(
      /scores of a cluster is 0/,
    );
  });

  it('never holds a prompt twice, nor more than asked, whatever the candidates', () => {
    const any = fc.record({
      category: fc.constantFrom('a', 'b', 'general'),
      cluster: fc.option(fc.constantFrom('0', '1', '2')),
      language: fc.constantFrom('en', 'hu'),
      score: fc.option(fc.integer({ min: 0, max: 7 })),
      duplicateGroup: fc.option(fc.integer({ min: 0, max: 5 })),
    });
    fc.assert(
      fc.property(
        fc.array(any, { maxLength: 60 }),
        fc.constantFrom('category', 'cluster', 'score', 'cell'),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: -50, max: 50 }),
        (rows, by, per, seed) => {
          const list = rows.map((row, i) => candidate(`p${i}`, row));
          const set = draw(list, { by, per, seed });
          expect(new Set(ids(set)).size).toBe(set.entries.length);
          for (const report of set.strata) {
            const left = set.reserves.get(report.stratum)?.length ?? 0;
            expect(report.chosen).toBe(Math.min(per, report.available));
            expect(report.chosen + left).toBe(report.available);
          }
          const groups = activeEntries(set).flatMap((entry) => {
            const group = list.find((each) => each.id === entry.id)?.duplicateGroup;
            return group === null ? [] : [group];
          });
          expect(new Set(groups).size).toBe(groups.length);
        },
      ),
      { seed: 11, numRuns: 200 },
    );
  });
});
