import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sharedPath } from '../core/testing/shared';
import { command } from './rank';

let folder: string;
let told: string[];
const path = (name: string) => join(folder, name);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'touchstone-rank-'));
  told = [];
  vi.spyOn(console, 'error').mockImplementation((line: string) => void told.push(line));
  vi.spyOn(console, 'log').mockImplementation((line: string) => void told.push(line));
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

interface RankedJson {
  readonly models: readonly {
    readonly model: string;
    readonly rating: number | null;
    readonly ratingLower: number | null;
    readonly ratingUpper: number | null;
    readonly winRate: number | null;
    readonly winRateLower: number | null;
    readonly winRateUpper: number | null;
    readonly battles: number;
    readonly rankLower: number | null;
    readonly rankUpper: number | null;
  }[];
  readonly separability: number;
  readonly separabilityWithoutBaseline: number;
  readonly separabilityByDifference: number;
  readonly dropped: Readonly<Record<string, number>>;
  readonly repeated: number;
  readonly settings: { readonly baseline: string | null };
  readonly by?: Readonly<Record<string, RankedJson>>;
  readonly baselines?: { readonly names: readonly string[]; readonly weights: readonly number[] };
}

async function rank(csv: string, ...options: string[]): Promise<RankedJson> {
  writeFileSync(path('battles.csv'), csv);
  await command.run([path('battles.csv'), '--json', path('out.json'), ...options]);
  return JSON.parse(readFileSync(path('out.json'), 'utf8')) as RankedJson;
}

/** Every model meets the baseline on 40 prompts: `good` wins 30, `bad` 12, in two categories. */
const STAR = [
  'prompt_id,model,baseline,preference,category',
  ...Array.from({ length: 40 }, (_, p) => [
    `p${p},good,base,${p % 4 === 0 ? 0 : 1},${p % 2 ? 'law' : 'maths'}`,
    `p${p},bad,base,${p % 10 < 3 ? 1 : 0},${p % 2 ? 'law' : 'maths'}`,
  ]).flat(),
].join('\n');

describe('touchstone rank', () => {
  it('writes ratings, win rates in percent, ranks and separability', async () => {
    const ranking = await rank(STAR, '--rounds', '400');
    expect(ranking.settings.baseline).toBe('base');
    expect(ranking.models.map(({ model }) => model)).toEqual(['good', 'base', 'bad']);
    const [good, base, bad] = ranking.models;
    expect(good.winRate).toBeCloseTo(75, 9);
    expect(good.rating).toBeCloseTo(1000 + 400 * Math.log10(3), 6);
    expect(bad.winRate).toBeCloseTo(30, 9);
    expect(base).toMatchObject({ rating: 1000, winRate: 50, winRateLower: 50, battles: 80 });
    expect(good.winRateLower!).toBeGreaterThan(55);
    expect(good.winRateUpper!).toBeLessThan(90);
    expect([good.rankLower, good.rankUpper]).toEqual([1, 1]);
    for (const share of [
      ranking.separability,
      ranking.separabilityWithoutBaseline,
      ranking.separabilityByDifference,
    ]) {
      expect(share).toBeGreaterThan(0);
      expect(share).toBeLessThanOrEqual(1);
    }
    expect(ranking.dropped).toEqual({});
  });

  it('counts judgments as asked where their form does not say it, and tells the baseline assumed', async () => {
    const scores = (...labels: string[]) =>
      labels
        .map((score, q) => {
          const record = { question_id: `q${q}`, model: 'm', judge: 'j', games: [{ score }] };
          return JSON.stringify(record);
        })
        .join('\n');
    const judged = scores('B>>A', 'A>B', 'A>B');
    const assumed = await rank(judged);
    expect(assumed.models.find(({ model }) => model === 'm')!.winRate).toBeCloseTo(60, 9);
    expect(told).toContainEqual(
      expect.stringContaining('names no baseline; gpt-4-0314 is assumed (--baseline M'),
    );
    told = [];
    const given = await rank(judged, '--baseline', 'x', '--big-win-weight', '1');
    expect(given.settings.baseline).toBe('x');
    expect(given.models.find(({ model }) => model === 'm')!.winRate).toBeCloseTo(100 / 3, 9);
    expect(told).not.toContainEqual(expect.stringContaining('assumed'));
    await expect(rank(judged, '--big-win-weight', '0')).rejects.toThrow('give a number above 0');
  });

  it('is the same for the same seed', async () => {
    const one = await rank(STAR, '--seed', '5');
    expect(await rank(STAR, '--seed', '5')).toEqual(one);
    expect(await rank(STAR, '--seed', '6')).not.toEqual(one);
  });

  it('anchors at the mean on request', async () => {
    const { models } = await rank(STAR, '--anchor', 'mean');
    expect(models.reduce((sum, { rating }) => sum + rating! / 3, 0)).toBeCloseTo(1000, 8);
  });

  it('ranks each category by itself', async () => {
    const { by } = await rank(STAR, '--by', 'category');
    expect(Object.keys(by!)).toEqual(['law', 'maths']);
    expect(by!.law.models.find(({ model }) => model === 'good')!.battles).toBe(20);
    // As the page does: its own prompts are drawn, so a file of it alone gives the same.
    const law = STAR.split('\n').filter((line) => !line.endsWith('maths'));
    expect(by!.law).toMatchObject({ models: (await rank(law.join('\n'))).models });
  });

  it('draws prompts within categories on request', async () => {
    const within = await rank(STAR, '--within', 'category');
    const joint = await rank(STAR);
    expect(within.settings).toMatchObject({ stratified: true });
    expect(joint.settings).toMatchObject({ stratified: false });
    // `good` loses 10 of 20 in maths and none in law: what is left to chance is less.
    const width = ({ models: [{ winRateLower, winRateUpper }] }: RankedJson) =>
      winRateUpper! - winRateLower!;
    expect(width(within)).toBeLessThan(0.95 * width(joint));
    await expect(rank(STAR, '--within', 'judge')).rejects.toThrow('give category');
  });

  it('gives each category the baseline that it has, and all together a stated weighting', async () => {
    const csv = [
      'prompt_id,model,baseline,preference,category',
      ...['x', 'y', 'z'].flatMap((model, m) =>
        Array.from({ length: 12 }, (_, p) => {
          const [baseline, category] = p % 2 ? ['hard', 'code'] : ['soft', 'poems'];
          return `p${p},${model},${baseline},${(p + m) % 3 ? 1 : 0},${category}`;
        }),
      ),
    ].join('\n');
    const ranking = await rank(csv, '--by', 'category');
    expect(ranking.settings.baseline).toBeNull();
    expect(ranking.baselines).toMatchObject({ names: ['soft', 'hard'], weights: [0.5, 0.5] });
    expect(ranking.by!.code.settings.baseline).toBe('hard');
    expect(ranking.by!.poems.settings.baseline).toBe('soft');
  });

  it('leaves out a category without battles of the baseline asked for, and says so', async () => {
    const poems = ['p50,good,bad,1,poems', 'p51,good,bad,0,poems'];
    const { by } = await rank(
      [STAR, ...poems].join('\n'),
      '--baseline',
      'base',
      '--by',
      'category',
    );
    expect(Object.keys(by!)).toEqual(['law', 'maths']);
    expect(told.join('\n')).toContain(
      'category poems is not ranked: it has no battle of the baseline base',
    );
  });

  it('counts what was dropped and repeated, and says to which row it belongs', async () => {
    const bad = ['p1,m,base,7,', 'p1,m,base,,', 'p1,m,m,1,', 'p0,good,base,0,maths'];
    const ranking = await rank([STAR, ...bad].join('\n'));
    expect(ranking.dropped).toEqual({ outsideRange: 1, noVerdict: 1, sameModelTwice: 1 });
    expect(ranking.repeated).toBe(1);
    expect(told.join('\n')).toContain('row 82: `preference` is 7; it must lie between 0 and 1');
    expect(told.join('\n')).toContain('1 battles repeat an earlier one exactly; they were kept');
    const dropped = await rank([STAR, ...bad].join('\n'), '--duplicates', 'drop');
    expect(dropped.dropped.repeated).toBe(1);
    expect(dropped.models[0].battles).toBe(40);
  });

  it('prints a table without --json', async () => {
    writeFileSync(path('battles.csv'), STAR);
    await command.run([path('battles.csv')]);
    const table = told.join('\n');
    expect(table).toMatch(/1 \(1–1\)\s+good\s+75\.0 \(\d+\.\d–\d+\.\d\)/);
    expect(table).toContain(
      '80 battles on 40 prompts; baseline base; 95 % intervals from 1000 bootstrap rounds',
    );
  });

  it('controls style where the file has lengths, and says where it has none', async () => {
    const lengths = STAR.split('\n').map((line, i) =>
      i === 0 ? `${line},model_chars,baseline_chars` : `${line},${100 + ((i * 37) % 90)},120`,
    );
    const ranking = (await rank(lengths.join('\n'), '--style')) as RankedJson & {
      style: { name: string }[];
    };
    expect(ranking.style.map(({ name }) => name)).toEqual(['length']);
    await expect(rank(STAR, '--style')).rejects.toThrow('neither answers nor their lengths');
  });

  it('counts the tokens of answers in the encoding asked for', async () => {
    const talk = (answer: string) => [
      { role: 'user', content: 'Q' },
      { role: 'assistant', content: answer },
    ];
    const battles = Array.from({ length: 40 }, (_, p) =>
      JSON.stringify({
        ...{ question_id: `p${p}`, model_a: 'good', model_b: 'base' },
        winner: p % 3 ? 'model_a' : 'model_b',
        conversation_a: talk('我们讨论人工智能的未来发展。'.repeat(1 + (p % 7))),
        conversation_b: talk('The answer is plain. '.repeat(1 + (p % 4))),
      }),
    ).join('\n');
    const lengthOf = async (...options: string[]) => {
      const ranked = (await rank(battles, '--style', ...options)) as RankedJson & {
        style: { estimate: number }[];
      };
      return ranked.style[0].estimate;
    };
    const usual = await lengthOf();
    expect(usual).not.toBe(0);
    expect(await lengthOf('--tokens', 'o200k')).toBe(usual);
    expect(await lengthOf('--tokens', 'cl100k')).not.toBeCloseTo(usual, 4);
  });

  it.each([
    [['--tokens', 'gpt2'], '--tokens is "gpt2": give o200k or cl100k'],
    [['--rounds', 'x'], '--rounds is "x": give a number'],
    [['--rounds', '0'], '--rounds is "0": give a whole number'],
    [['--interval', '95'], '--interval is "95": give a number between 0 and 1'],
    [['--bootstrap', 'models'], '--bootstrap is "models": give prompts or rows'],
    [['--by', 'judge'], '--by is "judge": give category'],
    [['--baseline', 'gpt-9'], 'The baseline "gpt-9" is in no battle. Choose one of'],
  ])('%j: says what is wrong', async (options, message) => {
    await expect(rank(STAR, ...options)).rejects.toThrow(message);
  });

  it('names a file that is not there, and one without battles', async () => {
    await expect(command.run([path('none.csv')])).rejects.toThrow(
      `There is no file ${path('none.csv')}`,
    );
    await expect(rank('a,b\n1,2\n')).rejects.toThrow('holds no battles in a form that can be read');
    await expect(command.run([])).rejects.toThrow('Name a file of battles');
  });
});

const csv = sharedPath('data/judgments/alpaca-eval-battles.csv');
const fixture = sharedPath('fixtures/ranking.json');

describe.skipIf(!csv || !fixture)(
  'ranking.json through the command line (skips without ../shared)',
  () => {
    it('ratings within 0.01, win rates within 0.001 points, separability within 0.01', async () => {
      const expected = JSON.parse(readFileSync(fixture!, 'utf8')) as {
        arena_hard_v01_elo: Record<string, number>;
        win_rate: Record<string, number>;
        separability_discrete: number;
      };
      const options = [
        '--baseline',
        'gpt4_1106_preview',
        '--outcomes',
        'discrete',
        '--rounds',
        '2000',
      ];
      await command.run([csv!, ...options, '--json', path('out.json')]);
      const ranking = JSON.parse(readFileSync(path('out.json'), 'utf8')) as RankedJson;
      expect(ranking.models).toHaveLength(33);
      for (const { model, rating, winRate } of ranking.models) {
        expect(Math.abs(rating! - expected.arena_hard_v01_elo[model])).toBeLessThan(0.01);
        expect(Math.abs(winRate! - expected.win_rate[model])).toBeLessThan(0.001);
      }
      expect(
        Math.abs(ranking.separabilityWithoutBaseline - expected.separability_discrete),
      ).toBeLessThan(0.01);
      expect(ranking.repeated).toBe(805);
    });
  },
);
