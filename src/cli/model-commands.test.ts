import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startLocalJudge, type LocalJudge } from '../../e2e/local-judge';
import { STRENGTHS, testPrompts } from '../stages/testing/local-run';
import { command as answer } from './answer';
import { readBattleFiles } from './battle-files';
import { command as judge } from './judge';
import { command as tag } from './tag';

const KEY = 'sk-planted-cli-0123456789';
let folder: string;
let server: LocalJudge;
let told: string[];
const path = (name: string) => join(folder, name);
const text = (name: string) => readFileSync(path(name), 'utf8');
const rows = (name: string) =>
  text(name)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'touchstone-models-'));
  server = await startLocalJudge({ strengths: STRENGTHS, key: KEY });
  told = [];
  vi.spyOn(console, 'error').mockImplementation((line: string) => void told.push(line));
  vi.spyOn(console, 'log').mockImplementation((line: string) => void told.push(line));
  vi.stubEnv('OPENAI_API_KEY', KEY);
  const prompts = testPrompts(8).map(({ id, text: prompt }) => ({ id, prompt, category: 'maths' }));
  writeFileSync(path('p.jsonl'), prompts.map((row) => JSON.stringify(row)).join('\n'));
});

afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await server.close();
  rmSync(folder, { recursive: true });
});

const shared = () => [
  ...[
    '--prompts',
    path('p.jsonl'),
    '--base-url',
    `${server.address}/v1`,
    '--key-env',
    'OPENAI_API_KEY',
  ],
  ...['--cache', path('calls.jsonl')],
];
const answers = (model: string, ...more: string[]) =>
  answer.run([...shared(), '--model', model, '--out', path(`${model}.jsonl`), ...more]);
const judged = (...more: string[]) =>
  judge.run([
    ...shared(),
    ...['--answers', path('m1.jsonl'), '--answers', path('m6.jsonl'), '--judge', 'judge'],
    ...more,
  ]);

describe('touchstone answer and judge', () => {
  it('answer, judge, and give files that rank reads; the cache makes no call twice', async () => {
    await answers('m1');
    await answers('m6', '--form', 'arena-hard-v0.1');
    expect(rows('m1.jsonl')).toHaveLength(8);
    expect(rows('m1.jsonl')[0]).toMatchObject({ uid: 'p0', model: 'm1' });
    expect(told.at(-1)).toContain('8 answers of m6');
    await judged('--baseline', 'm6', '--out', path('j.jsonl'));
    expect(told.at(-1)).toContain('16 battles; 0 unparsed, 0 failed, 0 open');
    const [file] = await readBattleFiles([path('j.jsonl')], { baseline: 'm6' });
    expect(file.battles).toHaveLength(16);
    expect(file.battles[0]).toMatchObject({
      promptId: 'p0',
      modelA: 'm6',
      modelB: 'm1',
      judge: 'judge',
      category: 'maths',
    });

    const { requests } = server;
    await judged('--baseline', 'm6', '--out', path('again.jsonl'));
    expect(server.requests).toBe(requests);
    expect(text('again.jsonl')).toBe(text('j.jsonl'));
    await judged(
      '--all-pairs',
      '--games',
      '1',
      '--template',
      'three-labels',
      '--out',
      path('b.csv'),
    );
    expect(text('b.csv').trim().split('\n')).toHaveLength(9);

    const everything = readdirSync(folder).map(text).join('\n') + told.join('\n');
    expect(everything).not.toContain(KEY);
    expect(everything).toContain('Workmanship');
  });

  it.each(['arena-hard-v2.0', 'arena-hard-v0.1'])(
    'keep the turns of a conversation apart in a file of %s, and judge it whole',
    async (form) => {
      const turns = [
        { role: 'user', content: 'Q1' },
        { role: 'assistant', content: 'recorded' },
        { role: 'user', content: 'Q2' },
      ];
      writeFileSync(path('p.jsonl'), JSON.stringify({ id: 'talk', turns }));
      for (const model of ['m1', 'm6']) {
        await answers(model, '--turns', 'every-turn', '--form', form);
      }
      await judged('--baseline', 'm6', '--batch-out', path('batch.jsonl'));
      const sent = JSON.stringify(rows('batch.jsonl')[0]);
      expect(sent).not.toContain('recorded');
      expect(sent).toMatch(/user:\\nQ1\\n\\nassistant:\\n.+user:\\nQ2\\n\\nassistant:\\n/);
    },
  );

  it('are of the prompts of a category where one is named', async () => {
    const prompts = ['hard', 'hard', 'creative'].map((category, n) => ({
      ...{ id: `c${n}`, prompt: `Task number ${n}, and why?`, category },
    }));
    writeFileSync(path('p.jsonl'), prompts.map((row) => JSON.stringify(row)).join('\n'));
    await answers('m1', '--category', 'hard');
    expect(rows('m1.jsonl').map(({ uid }) => uid)).toEqual(['c0', 'c1']);
    await answers('m1', '--category', 'hard', '--category', 'creative');
    await answers('m6');
    await judged('--baseline', 'm6', '--out', path('j.jsonl'), '--category', 'creative');
    expect(rows('j.jsonl').map(({ uid }) => uid)).toEqual(['c2']);
    await expect(answers('m1', '--category', 'maths')).rejects.toThrow(
      /"maths"; there are hard, creative/,
    );
  });

  it('go out as one batch file a model, as an engine asks one model a file', async () => {
    await answers('m1');
    await answers('m6');
    const jury = ['--judge', 'second', '--provider', 'gemini', '--base-url', server.address];
    await judged(...jury, '--baseline', 'm6', '--batch-out', path('batch.jsonl'));
    expect(readdirSync(folder).filter((name) => name.startsWith('batch'))).toEqual([
      'batch-1-judge.jsonl',
      'batch-2-second.jsonl',
    ]);
    expect(rows('batch-2-second.jsonl')).toHaveLength(16);
    expect(told.at(-1)).toMatch(/16 requests to second\. .*start a batch job of second/);
    const turns = [{ content: 'Q1' }, { content: 'Q2' }];
    writeFileSync(path('p.jsonl'), JSON.stringify({ id: 'talk', turns }));
    await expect(
      answers('m1', '--turns', 'every-turn', '--batch-out', path('batch.jsonl')),
    ).rejects.toThrow(/turn by turn/);
  });

  it('go out as a batch and come back', async () => {
    await answers('m1');
    await answers('m6');
    const { requests } = server;
    const options = ['--baseline', 'm6', '--out', path('j.jsonl')];
    await judged(...options, '--batch-out', path('batch.jsonl'));
    expect(server.requests).toBe(requests);
    const results = rows('batch.jsonl').map(({ custom_id }) => ({
      custom_id,
      response: {
        status_code: 200,
        body: { choices: [{ message: { content: 'So.\n\n[[A>B]]' }, finish_reason: 'stop' }] },
      },
    }));
    writeFileSync(
      path('results.jsonl'),
      results
        .reverse()
        .map((row) => JSON.stringify(row))
        .join('\n'),
    );
    await judged(...options, '--batch-in', path('results.jsonl'));
    expect(server.requests).toBe(requests);
    expect(rows('j.jsonl')).toHaveLength(8);
    expect(told.at(-1)).toContain('16 battles');
  });

  it('say what is wrong, and keep what has come', async () => {
    await expect(answer.run([])).rejects.toThrow(/Give --prompts, --model and --out/);
    vi.stubEnv('OPENAI_API_KEY', '');
    await expect(answers('m1')).rejects.toThrow(/set OPENAI_API_KEY/);
    vi.stubEnv('OPENAI_API_KEY', 'sk-wrong-but-long');
    await expect(answers('m1')).rejects.toThrow(/answered 401: .*Check the key/);
    vi.stubEnv('OPENAI_API_KEY', KEY);
    await expect(answers('m1', '--provider', 'mistral')).rejects.toThrow(
      /openai or anthropic or gemini/,
    );
    await expect(answers('m1', '--budget', '0')).rejects.toThrow(/above 0/);
    await expect(answers('m1', '--price', 'dear')).rejects.toThrow(/2\.5\/10/);
    await expect(answers('m1', '--retry', 'all')).rejects.toThrow(/--retry is "all"/);
    await expect(answers('m1', '--price', '1000/1000', '--budget', '4.2')).rejects.toThrow(
      /cap of \$4\.2 leaves no room for another call.*\([567] calls are left\.\)/,
    );
    expect(rows('m1.jsonl').length).toBeLessThan(4);
    await answers('m1', '--pilot', '3');
    expect(rows('m1.jsonl').length).toBeGreaterThanOrEqual(3);
    await answers('m6');
    await answers('m1', '--dry-run');
    await expect(judged('--baseline', 'gpt', '--out', path('j.jsonl'))).rejects.toThrow(
      /no answers of the baseline gpt/,
    );
    await expect(judged('--out', path('j.jsonl'))).rejects.toThrow(/--baseline M.*--all-pairs/);
    writeFileSync(path('t.json'), '{"protocol": "five", "system": "", "user": "{prompt}"}');
    await expect(
      judged('--baseline', 'm6', '--out', path('j'), '--template-file', path('t.json')),
    ).rejects.toThrow(/lacks \{answerA\} and \{answerB\}/);
    await judged('--baseline', 'm6', '--out', path('j.jsonl'));
    expect(told.join('\n')).toMatch(/answers are missing, such as that of m1 to/);
  });
});

describe('touchstone judge, before anything is paid', () => {
  it('refuses what could not be paired or written afterwards', async () => {
    await answers('m1');
    await answers('m6');
    const { requests } = server;
    const refused = (why: RegExp, ...more: string[]) =>
      expect(judged('--baseline', 'm6', '--out', path('j.jsonl'), ...more)).rejects.toThrow(why);
    await refused(/there is no folder .*none/, '--out', path('none/j.jsonl'));
    await refused(/not both/, '--all-pairs');
    await refused(/have one baseline/, '--baseline', 'm1');
    await refused(/whole number from 1/, '--repeats', '1.5');
    await refused(/no answers of m9/, '--models', 'm1,m9');
    await refused(/p\.jsonl is no JSON/, '--template-file', path('p.jsonl'));
    expect(server.requests).toBe(requests);
  });
});

describe('touchstone tag', () => {
  it('writes scores and tags by prompt', async () => {
    const run = (what: string) =>
      tag.run([...shared(), '--what', what, '--model', 'judge', '--out', path(`${what}.jsonl`)]);
    await run('criteria');
    for (const row of rows('criteria.jsonl')) {
      expect(row.score).toBe((row.criteria as string[]).length);
      expect(row.score_of).toBe(7);
    }
    writeFileSync(path('p.jsonl'), '{"prompt": "Write to ada@example.org for Ada."}');
    const masked = ['--mask', 'emails', '--mask-name', 'Ada', '--batch-out', path('batch.jsonl')];
    await tag.run([...shared(), '--what', 'expert', '--model', 'judge', ...masked]);
    expect(text('batch.jsonl')).toContain('Write to [e-mail] for [name].');
    await run('expert');
    expect(typeof rows('expert.jsonl')[0].expert).toBe('boolean');
    await run('occupations');
    await run('quality');
    expect(rows('occupations.jsonl')[0].occupational_tags).toBeInstanceOf(Array);
    expect(rows('quality.jsonl')[0].flags).toBeInstanceOf(Array);
    await run('labels');
    expect(rows('labels.jsonl')).toHaveLength(1);

    const long = ['short', 'x'.repeat(9000)].map((prompt, n) =>
      JSON.stringify({ id: `q${n}`, prompt }),
    );
    writeFileSync(path('p.jsonl'), long.join('\n'));
    const model = ['--model', 'gpt-3.5-turbo', '--max-tokens', '14000', '--dry-run'];
    await tag.run([...shared(), '--what', 'expert', ...model]);
    const said = told.slice(-2).join('\n');
    expect(said).toMatch(/1 prompts may exceed .* reply of 14000 tokens: q1\./);
    expect(said).toContain('1 prompts are cut at 8000 characters');
    await expect(run('taste')).rejects.toThrow(/--what is "taste"/);
  });
});
