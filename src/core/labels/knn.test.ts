import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Vectors } from '../data';
import { sharedPath } from '../testing/shared';
import { GENERAL } from './category';
import { accuracy, confusionMatrix } from './confusion-matrix';
import { predictKnn, type KnnWeights, type Seed } from './knn';
import { SeedDistances } from './seed-distances';

const vectorsOf = (rows: readonly (readonly number[])[]): Vectors => ({
  data: Float32Array.from(rows.flat()),
  count: rows.length,
  dim: rows[0].length,
});

const predictor = (rows: readonly (readonly number[])[], seeds: readonly Seed[]) => {
  const distances = new SeedDistances(vectorsOf(rows));
  for (const { row } of seeds) distances.add(row);
  return (k: number, weights: KnnWeights) => predictKnn(distances, seeds, { k, weights });
};

describe('predictKnn', () => {
  // Unit vectors at angles 0, 60, 90 degrees, and a query at 30 degrees.
  const angle = (degrees: number) => [
    Math.cos((degrees * Math.PI) / 180),
    Math.sin((degrees * Math.PI) / 180),
  ];
  const rows = [angle(0), angle(60), angle(90), angle(20)];
  const seeds = [
    { row: 0, category: 'b' },
    { row: 1, category: 'a' },
    { row: 2, category: 'a' },
  ];

  it('counts neighbours alike, or by the inverse of their distance', () => {
    const predict = predictor(rows, seeds);
    const uniform = predict(3, 'uniform');
    expect(uniform.classes).toEqual(['a', 'b']);
    expect([...uniform.probabilities.subarray(6)]).toEqual([2 / 3, 1 / 3]);
    expect(uniform.entropy[3]).toBeCloseTo(Math.log(3) - (2 / 3) * Math.LN2, 12);

    const weight = (degrees: number) => 1 / (1 - Math.cos((degrees * Math.PI) / 180));
    const b = weight(20) / (weight(20) + weight(40) + weight(70));
    expect(predict(3, 'distance').probabilities[7]).toBeCloseTo(b, 5);
  });

  it('gives ties to the first class in code-point order', () => {
    const tied = predictor(
      [angle(0), angle(90), angle(45)],
      [
        { row: 0, category: '\u{1F600}' },
        { row: 1, category: '\uFF5E' },
      ],
    )(2, 'uniform');
    expect(tied.classes[tied.predicted[2]]).toBe('\uFF5E');
  });

  it('lets identical seeds take all the weight, whatever their length', () => {
    const twin = predictor(
      [angle(10), [0.3, 0.1], angle(11), [0.6, 0.2]],
      [
        { row: 0, category: 'a' },
        { row: 1, category: 'b' },
        { row: 2, category: 'a' },
      ],
    )(3, 'distance');
    expect([...twin.probabilities.subarray(6)]).toEqual([0, 1]);
    expect(twin.entropy[3]).toBe(0);
  });

  it('never counts a prompt as its own neighbour, and knows nothing from a lone seed', () => {
    const { predicted, classes } = predictor(rows, seeds)(1, 'distance');
    expect([0, 1, 2].map((row) => classes[predicted[row]])).toEqual(['a', 'a', 'a']);
    const lone = predictor(rows, [seeds[0]])(5, 'uniform');
    expect([...lone.probabilities]).toEqual([1, 1, 1, 1]);
  });

  it('refuses what makes no sense, by name', () => {
    const predict =
      (list: Seed[], k = 1) =>
      () =>
        predictor(rows, list)(k, 'uniform');
    expect(predict([])).toThrow(/No prompt is labelled/);
    expect(predict(seeds, 0)).toThrow(/k is 0/);
    expect(predict([{ row: 9, category: 'a' }])).toThrow(/no row 9/);
    expect(predict([seeds[0], seeds[0]])).toThrow(/listed twice/);
    expect(predict([{ row: 0, category: GENERAL }])).toThrow(/has no seeds/);
  });

  it('gives probabilities that sum to 1, and an entropy within its bounds', () => {
    const row = fc.array(fc.float({ min: -1, max: 1, noNaN: true }), {
      minLength: 3,
      maxLength: 3,
    });
    const prompt = fc.record({ row, category: fc.constantFrom('a', 'b', 'c') });
    fc.assert(
      fc.property(
        fc.array(prompt, { minLength: 2, maxLength: 20 }),
        fc.integer({ min: 1, max: 25 }),
        fc.constantFrom<KnnWeights>('uniform', 'distance'),
        (prompts, k, weights) => {
          const list = prompts.slice(1).map(({ category }, i) => ({ row: i + 1, category }));
          const found = predictor(
            prompts.map((each) => each.row),
            list,
          )(k, weights);
          const width = found.classes.length;
          const bound = Math.log(Math.min(width, k)) + 1e-9;
          found.rows.forEach((_, i) => {
            const shares = found.probabilities.subarray(i * width, (i + 1) * width);
            expect(shares.reduce((a, b) => a + b)).toBeCloseTo(1, 9);
            if (list.length > 1) expect(found.entropy[i]).toBeLessThanOrEqual(bound);
          });
        },
      ),
      { seed: 7, numRuns: 200 },
    );
  });

  it('is the same whether seeds came one by one, were taken back, or came at once', () => {
    const one = new SeedDistances(vectorsOf(rows));
    for (const row of [2, 0, 3, 1]) one.add(row);
    one.remove(3);
    const all = new SeedDistances(vectorsOf(rows));
    all.retain([0, 1, 2]);
    const settings = { k: 2, weights: 'distance' } as const;
    expect(predictKnn(one, seeds, settings)).toEqual(
      predictKnn(all, [...seeds].reverse(), settings),
    );
    expect(() => one.column(3)).toThrow(/not a seed/);
  });
});

interface Fixture {
  readonly seed_rows: number[];
  readonly query_rows: number[];
  readonly results: Record<
    string,
    { accuracy: number; predictions: string[]; entropy_nats: number[]; max_probability: number[] }
  >;
}

const fixture = sharedPath('fixtures/knn-labels.json');
const embeddings = sharedPath('fixtures/domains-embeddings.f32');
const prompts = sharedPath('data/prompts/domains.jsonl');

describe.skipIf(!fixture || !embeddings || !prompts)(
  'predictKnn against scikit-learn (skips without ../shared)',
  () => {
    const setUp = () => {
      const expected = JSON.parse(readFileSync(fixture!, 'utf8')) as Fixture;
      const bytes = readFileSync(embeddings!);
      const data = new Float32Array(new Uint8Array(bytes).buffer);
      const domains = readFileSync(prompts!, 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => (JSON.parse(line) as { domain: string }).domain);
      const distances = new SeedDistances({ data, count: data.length / 384, dim: 384 });
      distances.retain(expected.seed_rows);
      const seeds = expected.seed_rows.map((row) => ({ row, category: domains[row] }));
      return { expected, distances, seeds, domains };
    };

    it.each([
      [10, 'uniform'],
      [10, 'distance'],
      [40, 'uniform'],
      [40, 'distance'],
    ] as const)('k = %i, %s', (k, weights) => {
      const { expected, distances, seeds, domains } = setUp();
      const rows = Int32Array.from(expected.query_rows);
      const found = predictKnn(distances, seeds, { k, weights }, rows);
      const theirs = expected.results[`k=${k},${weights}`];
      const names = Array.from(found.predicted, (best) => found.classes[best]);
      const same = names.filter((name, i) => name === theirs.predictions[i]).length;
      expect(same / names.length).toBeGreaterThanOrEqual(0.995);
      const width = found.classes.length;
      const off = names.filter((_, i) => {
        const shares = found.probabilities.subarray(i * width, (i + 1) * width);
        return (
          Math.abs(theirs.entropy_nats[i] - found.entropy[i]) > 1e-4 ||
          Math.abs(theirs.max_probability[i] - Math.max(...shares)) > 1e-4
        );
      });
      expect(off).toEqual([]);
      const truth = expected.query_rows.map((row) => domains[row]);
      const ours = accuracy(confusionMatrix(truth, names));
      expect(Math.abs(ours - theirs.accuracy)).toBeLessThanOrEqual(0.003);
    });

    it('with one more seed, computes what it would from the beginning', () => {
      const { expected, distances, seeds, domains } = setUp();
      const row = expected.query_rows[7];
      const more = [...seeds, { row, category: domains[row] }];
      const afresh = new SeedDistances(distances.vectors);
      afresh.retain(more.map((seed) => seed.row));
      predictKnn(distances, seeds, { k: 10, weights: 'distance' });
      distances.add(row);
      for (const weights of ['uniform', 'distance'] as const)
        expect(predictKnn(distances, more, { k: 10, weights })).toEqual(
          predictKnn(afresh, more, { k: 10, weights }),
        );
    });
  },
);
